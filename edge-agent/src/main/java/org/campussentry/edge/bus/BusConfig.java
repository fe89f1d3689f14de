package org.campussentry.edge.bus;

import java.time.Duration;
import java.time.InstantSource;

/** How a bus is reached. Immutable. */
public sealed interface BusConfig {

  /** Key of the bus in the configuration. */
  String name();

  /** How long one request may go unanswered, default 300 ms. */
  Duration timeout();

  /** How many times a living device is asked again, default 1. */
  int retries();

  /** A closed bus of this configuration. {@code clock} paces reopening. */
  Bus create(InstantSource clock);

  /** Whether two devices must share nothing but the wire: true for a serial bus. */
  default boolean serial() {
    return this instanceof Rtu;
  }

  /**
   * A serial line with Modbus RTU, 8 data bits.
   *
   * @param port device file, best one of /dev/serial/by-id
   * @param baud bits a second, 1200 to 921600
   */
  record Rtu(
      String name,
      String port,
      int baud,
      Parity parity,
      int stopBits,
      Duration timeout,
      int retries)
      implements BusConfig {

    @Override
    public Bus create(InstantSource clock) {
      return new ModbusRtu(this, clock);
    }

    /** Bits that one byte takes on the wire: start, 8 data, parity if any, stop. */
    public int bitsPerByte() {
      return 9 + (parity == Parity.NONE ? 0 : 1) + stopBits;
    }
  }

  /** Modbus TCP; several units may answer behind one host. */
  record Tcp(String name, String host, int port, Duration timeout, int retries)
      implements BusConfig {

    @Override
    public Bus create(InstantSource clock) {
      return new ModbusTcp(this, clock);
    }
  }

  /** Parity of a serial line. */
  enum Parity {
    /** 8N1, the default. */
    NONE,
    /** 8E1, what the Modbus standard asks for. */
    EVEN,
    /** 8O1. */
    ODD
  }
}
