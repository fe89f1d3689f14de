package org.campussentry.ingest.notice;

/** One way to reach people. Thread-safe. */
public interface Channel extends AutoCloseable {
  /** What became of one attempt. */
  sealed interface Outcome {}

  /** The channel has taken it. */
  record Taken() implements Outcome {}

  /**
   * Not taken; worth another attempt when {@code retry}.
   *
   * @param why for log and API: names the other side, never a secret
   */
  record NotTaken(String why, boolean retry) implements Outcome {}

  /** Who reads what goes through a channel. */
  enum Readers {
    /** Software: gets each message, however many. */
    PROGRAM(false, false),
    /** One person: gets a link that knows that person, and a digest in a flood. */
    PERSON(false, true),
    /** Several people: their link asks who opens it. */
    GROUP(true, true),
    /** Whoever reads the log. */
    LOG(true, false);

    private final boolean shared;
    private final boolean spared;

    Readers(boolean shared, boolean spared) {
      this.shared = shared;
      this.spared = spared;
    }

    /** Others read it than the person whom it calls. */
    boolean isShared() {
      return shared;
    }

    /** Many messages in a row are gathered into one. */
    boolean isSpared() {
      return spared;
    }
  }

  /** As configuration and API spell it. */
  String type();

  Readers readers();

  /** Whether it reaches somebody when it is told no person. */
  default boolean reachesEverybody() {
    return true;
  }

  /** Sends once; waits at most about ten seconds; never throws for what the other side does. */
  Outcome send(Message message);

  @Override
  default void close() {}
}
