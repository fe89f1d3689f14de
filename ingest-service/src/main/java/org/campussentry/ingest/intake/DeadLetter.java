package org.campussentry.ingest.intake;

/**
 * A message, or a row of one, that could not be used. Immutable.
 *
 * @param time arrival, milliseconds since 1970 UTC
 * @param reason what is wrong, and what to do about it
 * @param payload the first {@value #PAYLOAD_LIMIT} bytes, read as UTF-8
 */
public record DeadLetter(long time, String topic, String reason, String payload) {
  /** Enough to recognise a message by; a 10 MB one must not fill the journal. */
  public static final int PAYLOAD_LIMIT = 8192;

  /** Where dead letters are kept: bounded, oldest first out. Thread-safe. */
  public interface Store {
    void add(DeadLetter letter);
  }
}
