package org.campussentry.edge.outbox;

/** That the outbox cannot be opened at all; the message names the place and the remedy. */
public final class OutboxUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  OutboxUnavailable(String message) {
    super(message);
  }
}
