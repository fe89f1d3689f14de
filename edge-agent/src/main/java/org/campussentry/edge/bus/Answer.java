package org.campussentry.edge.bus;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.campussentry.edge.reading.Reason;

/** What came back from a bus. Immutable. */
public sealed interface Answer {

  /** The data of a good answer: big-endian words, or bits packed from the least significant on. */
  record Data(ByteBuffer bytes) implements Answer {}

  /** A frame of text, without its end, or a message. */
  record Text(String text) implements Answer {}

  /** A number that a driver has decoded already, in the driver's unit. */
  record Measure(long value) implements Answer {}

  /**
   * What a device said by itself since it was last asked for, oldest first; often nothing.
   *
   * @param dropped how many older ones had to go because nobody took them
   */
  record Messages(List<Message> messages, long dropped) implements Answer {}

  /**
   * One thing that a device said, or that became known of it, by itself.
   *
   * @param arrived by the clock that the line was opened with
   * @param said a {@link Text}, or a {@link Failure} when it was damaged or the device is gone
   */
  record Message(Instant arrived, Answer said) {}

  /**
   * The line itself is away, so nobody was asked and no time was spent; no device is to blame.
   *
   * @param detail one line for a log
   */
  record Away(String detail) implements Answer {}

  /**
   * No good answer.
   *
   * @param reason any but {@link Reason#OUT_OF_RANGE}
   * @param detail one line for a log
   */
  record Failure(Reason reason, String detail) implements Answer {

    /** Whether the device is there: an exception is an answer, a damaged frame may be anybody's. */
    public boolean alive() {
      return reason == Reason.EXCEPTION || reason == Reason.SENSOR_FAULT;
    }
  }
}
