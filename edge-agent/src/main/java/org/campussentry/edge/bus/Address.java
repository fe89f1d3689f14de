package org.campussentry.edge.bus;

import java.util.List;
import org.campussentry.edge.config.Section;

/** Where on its bus a device is. Immutable; two devices of a bus may not have the same place. */
public sealed interface Address {
  /** Every key by which some bus tells its devices apart. */
  List<String> KEYS = List.of("unit", "chip", "topic", "availability");

  /** The key that gave it. */
  String key();

  /** For a log line, such as {@code unit 3}. */
  String place();

  /**
   * On a Modbus.
   *
   * @param number 1 to 247 (0 to 255 on TCP)
   */
  record Unit(int number) implements Address {
    static Unit read(Section device) {
      device.demand("unit", "1");
      return new Unit(device.number("unit", 1, 0, 255));
    }

    @Override
    public String key() {
      return "unit";
    }

    @Override
    public String place() {
      return "unit " + number;
    }
  }

  /**
   * On a 1-Wire bus.
   *
   * @param id family and serial number as the kernel writes them, {@code 28-0123456789ab}
   */
  record Chip(String id) implements Address {
    @Override
    public String key() {
      return "chip";
    }

    @Override
    public String place() {
      return "chip " + id;
    }
  }

  /**
   * Behind an MQTT broker.
   *
   * @param name where its messages come, without wildcards
   * @param availability topics on which somebody tells whether it is there; may be empty
   */
  record Topic(String name, List<String> availability) implements Address {
    @Override
    public String key() {
      return "topic";
    }

    @Override
    public String place() {
      return "topic " + name;
    }
  }

  /** The only device of a serial line. */
  record Alone() implements Address {
    @Override
    public String key() {
      return "bus";
    }

    @Override
    public String place() {
      return "the only place";
    }
  }
}
