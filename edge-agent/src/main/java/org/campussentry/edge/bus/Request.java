package org.campussentry.edge.bus;

import java.util.List;

/** A question to one device on a bus, or a wish to hear what it says by itself. Immutable. */
public sealed interface Request {

  /** Whether the device is never asked, but speaks when it likes. */
  default boolean listens() {
    return this instanceof Listen || this instanceof Topic;
  }

  /**
   * For registers or bits of a Modbus device.
   *
   * @param unit address of the device on the bus, 1 to 247 (0 to 255 on TCP)
   * @param function what is read
   * @param address as on the wire, zero-based, 0 to 65535
   * @param count how many registers or bits, 1 to {@link Function#countMax()}
   */
  record Registers(int unit, Function function, int address, int count) implements Request {

    /** How many bytes of data a good answer has. */
    public int answerBytes() {
      return function.bits() ? (count + 7) / 8 : count * 2;
    }
  }

  /**
   * For the one frame by which a serial device answers.
   *
   * @param question characters 0 to 255, one byte each
   */
  record Ask(String question) implements Request {}

  /** For the frames that a serial device sends by itself. */
  record Listen() implements Request {}

  /**
   * For what a 1-Wire thermometer measures.
   *
   * @param id family and serial number, such as {@code 28-0123456789ab}
   */
  record Chip(String id) implements Request {}

  /**
   * For the messages that come on an MQTT topic.
   *
   * @param availability topics that tell whether the device is there; any `offline` counts
   */
  record Topic(String name, List<String> availability) implements Request {}
}
