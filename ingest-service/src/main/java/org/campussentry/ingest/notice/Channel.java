package org.campussentry.ingest.notice;

/** One way to reach people. Thread-safe. */
public interface Channel extends AutoCloseable {
  /** What became of one attempt. */
  sealed interface Outcome {}

  /** The channel has taken it. */
  record Taken() implements Outcome {}

  /** Not taken; worth another attempt when {@code retry}. */
  record NotTaken(String why, boolean retry) implements Outcome {}

  /** Sends once; waits at most about ten seconds; never throws for what the other side does. */
  Outcome send(Delivery delivery);

  @Override
  default void close() {}
}
