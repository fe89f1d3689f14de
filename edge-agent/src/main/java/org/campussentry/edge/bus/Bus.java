package org.campussentry.edge.bus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.campussentry.edge.config.Section;

/**
 * A bus as it is configured: how its line is opened, and how its devices are told apart. Immutable.
 * A new kind of bus is a file of its own and one entry in {@code types}.
 */
public sealed interface Bus permits ModbusRtu, ModbusTcp, SerialLine, OneWire, LocalMqtt {
  /** The bounds of `timeout:`. */
  Duration TIMEOUT_MIN = Duration.ofMillis(20);

  /** The bounds of `timeout:`. */
  Duration TIMEOUT_MAX = Duration.ofSeconds(10);

  /** What `type:` may say, and who reads the other keys then. */
  private static Map<String, Optional<Reader>> types() {
    return Map.of(
        "modbus-rtu", Optional.of(ModbusRtu::read),
        "modbus-tcp", Optional.of(ModbusTcp::read),
        "serial-line", Optional.of(SerialLine::read),
        "one-wire", Optional.of(OneWire::read),
        "mqtt", Optional.of(LocalMqtt::read));
  }

  /** Reads the keys of one type of bus. */
  interface Reader {
    /** What is wrong or missing goes to the problems of {@code keys}. */
    Bus read(String name, Section keys);
  }

  /** Reads a bus; empty if its type is not known, about which {@code keys} has complained. */
  static Optional<Bus> read(String name, Section keys) {
    keys.demand("type", "modbus-rtu");
    Optional<Reader> reader = keys.choice("type", Optional.empty(), types());
    if (reader.isEmpty()) {
      return Optional.empty();
    }
    try (keys) {
      return Optional.of(reader.get().read(name, keys));
    }
  }

  /** Key of the bus in the configuration. */
  String name();

  /** How long one request may go unanswered, {@link #TIMEOUT_MIN} to {@link #TIMEOUT_MAX}. */
  Duration timeout();

  /** How many times a living device is asked again after a failure, 0 or more. */
  int retries();

  /** Name, port and settings for a log line. */
  String place();

  /** What to check when nobody answers. */
  String advice();

  /** Reads from a device's keys where on this bus it is. */
  Address address(Section device);

  /** A line that is not open yet; it opens when it is first needed. {@code ticks} never jumps. */
  default Line open(InstantSource ticks) {
    return open(ticks, Wiretap.NONE);
  }

  /** A line that also tells {@code tap} what passes on it. */
  Line open(InstantSource ticks, Wiretap tap);

  /**
   * How long a request that is answered well keeps a wire busy that others share: the bytes, the
   * rest before them, and the time that a device thinks. Zero where no wire is shared.
   */
  default Duration cost(Request request) {
    return Duration.ZERO;
  }
}
