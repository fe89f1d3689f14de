package org.campussentry.edge.bus;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.campussentry.edge.reading.Reason;

/** What came back from a bus. Immutable. */
public sealed interface Answer {
  /** What a Modbus gateway answers for a silent unit (Modbus V1.1b3, §7): no path, no answer. */
  Set<Integer> NOBODY_BEHIND = Set.of(10, 11);

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
   * @param code of the Modbus exception, 1 to 255, or 0 if it is none
   */
  record Failure(Reason reason, String detail, int code) implements Answer {

    /** Any but a Modbus exception. */
    public Failure(Reason reason, String detail) {
      this(reason, detail, 0);
    }

    static Failure exception(int code) {
      return new Failure(Reason.EXCEPTION, "Modbus exception " + code, code);
    }

    /**
     * Whether the device is there: an exception is an answer, unless a Modbus gateway says by it
     * that nobody answers behind it; a damaged frame may be anybody's.
     */
    public boolean alive() {
      return (reason == Reason.EXCEPTION && !NOBODY_BEHIND.contains(code))
          || reason == Reason.SENSOR_FAULT;
    }
  }
}
