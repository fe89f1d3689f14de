package org.campussentry.ingest.history;

/** Why the store did not do what it was asked; the kind says what helps. Immutable. */
public final class HistoryException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is. */
  public enum Kind {
    /** Down, slow, full or overloaded: the same write may succeed later. */
    UNAVAILABLE,
    /** It does not accept our credentials: an operator must act. */
    REFUSED,
    /** It does not accept some of these samples, and never will. */
    BAD_SAMPLES
  }

  private final Kind kind;

  public HistoryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
