package org.campussentry.edge.bus;

import java.util.List;
import org.campussentry.edge.config.Section;

/** Where on its bus a device is. Immutable; two devices of a bus may not be at equal ones. */
public sealed interface Address {
  /** Every key by which some bus tells its devices apart. */
  List<String> KEYS = List.of("unit");

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
}
