package org.campussentry.edge.uplink;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;

/**
 * When the broker is dialled, and what is told of one that is away or refuses, once a minute. Not
 * thread-safe.
 */
final class Dialling {
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);

  private final Dial dial;
  private final Redial redial;
  private final Knock knock;
  private final Logger log;
  private Instant due = Instant.MIN;
  private Instant told = Instant.MIN;
  private boolean refusalTold;
  private boolean deafTold;

  /**
   * Due at once.
   *
   * @param knock notices that a broker is back; its owner calls {@link #back}
   */
  Dialling(Dial dial, Redial redial, Knock knock, Logger log) {
    this.dial = dial;
    this.redial = redial;
    this.knock = knock;
    this.log = log;
  }

  /** Whether to dial now; if so, what comes of it is to be told next. */
  boolean take(Instant now) {
    if (now.isBefore(due)) {
      return false;
    }
    due = Instant.MAX;
    knock.end();
    return true;
  }

  /** That the broker takes connections again; counts only while one waits to dial. */
  void back() {
    if (!due.equals(Instant.MAX)) {
      due = Instant.MIN;
    }
  }

  void opened() {
    redial.connected();
    told = Instant.MIN;
    refusalTold = false;
  }

  void ended(Ending ending, Instant now) {
    if (ending.refused()) {
      due = now.plus(Redial.LAST);
      tellRefused(ending);
      return;
    }
    due = now.plus(redial.next());
    knock.begin();
    if (mayTell(now)) {
      log.warn(
          "broker {} cannot be reached ({}). Readings are kept in the outbox and sent when it is"
              + " back. Check `broker.url:` and the network.",
          dial.broker().url(),
          ending.why());
    }
  }

  private void tellRefused(Ending ending) {
    if (!refusalTold) {
      refusalTold = true;
      log.error(
          "broker {} refuses user {} ({}). Check `username:` and `password:` or `password-file:`"
              + " of `broker:`, and the broker's access list for {}. Trying again every 60 s.",
          dial.broker().url(),
          dial.broker().username().orElse("(none)"),
          ending.why(),
          dial.topic("#"));
    }
  }

  /** That it did not take a message. */
  void refused(String topic, int code, Instant now) {
    if (mayTell(now)) {
      log.error(
          "broker {} does not take messages on {} (reason 0x{}). 0x87 means that its access list"
              + " forbids it, 0x97 that a quota is used up. The batch stays in the outbox.",
          dial.broker().url(),
          topic,
          Integer.toHexString(code));
    }
  }

  /** That nothing is heard on a topic; told once. */
  void deaf(String topic, int code) {
    if (!deafTold) {
      deafTold = true;
      log.error(
          "broker {} does not let this gateway hear {} (reason 0x{}): the campus can send it no"
              + " configuration; readings and receipts go on. Let it read `config` in the broker's"
              + " access list, or take `remote:` out of its own file.",
          dial.broker().url(),
          topic,
          Integer.toHexString(code));
    }
  }

  private boolean mayTell(Instant now) {
    boolean may = told.equals(Instant.MIN) || !now.isBefore(told.plus(TELL_EVERY));
    if (may) {
      told = now;
    }
    return may;
  }

  /** Nobody is to dial any more. */
  void close() {
    due = Instant.MAX;
    knock.end();
  }
}
