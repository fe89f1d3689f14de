package org.campussentry.edge.bus;

import java.util.Optional;

/** The four Modbus functions that read. There are none that write: gateways only read. */
public enum Function {
  /** FC01, output bits. */
  COILS(1, 2000),
  /** FC02, input bits. */
  DISCRETE_INPUTS(2, 2000),
  /** FC03, read-write words. */
  HOLDING_REGISTERS(3, 125),
  /** FC04, read-only words. */
  INPUT_REGISTERS(4, 125);

  private final int code;
  private final int countMax;

  Function(int code, int countMax) {
    this.code = code;
    this.countMax = countMax;
  }

  /** The function code on the wire, 1 to 4. */
  public int code() {
    return code;
  }

  /** The most that one request may ask for: 2000 bits or 125 registers (Modbus V1.1b3, §6). */
  public int countMax() {
    return countMax;
  }

  /** Whether it reads single bits rather than 16-bit words. */
  public boolean bits() {
    return this == COILS || this == DISCRETE_INPUTS;
  }

  /** The function with this code, or empty. */
  public static Optional<Function> of(int code) {
    for (Function function : values()) {
      if (function.code == code) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
