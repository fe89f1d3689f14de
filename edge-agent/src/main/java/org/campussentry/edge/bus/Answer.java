package org.campussentry.edge.bus;

import java.nio.ByteBuffer;
import org.campussentry.edge.reading.Reason;

/** What came back from a bus. Immutable. */
public sealed interface Answer {

  /** The data of a good answer: big-endian words, or bits packed from the least significant on. */
  record Data(ByteBuffer bytes) implements Answer {}

  /**
   * The line itself is away, so nobody was asked and no time was spent; no device is to blame.
   *
   * @param detail one line for a log
   */
  record Away(String detail) implements Answer {}

  /**
   * No good answer.
   *
   * @param reason {@link Reason#TIMEOUT}, {@link Reason#CHECKSUM} or {@link Reason#EXCEPTION}
   * @param detail one line for a log
   */
  record Failure(Reason reason, String detail) implements Answer {

    /** Whether the device is there: an exception is an answer, a damaged frame may be anybody's. */
    public boolean alive() {
      return reason == Reason.EXCEPTION;
    }
  }
}
