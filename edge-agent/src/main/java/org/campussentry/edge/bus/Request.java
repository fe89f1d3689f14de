package org.campussentry.edge.bus;

/** A question to one device on a bus. Immutable. */
public sealed interface Request {

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
}
