package org.campussentry.edge.bus;

import com.fazecast.jSerialComm.SerialPort;
import java.util.Map;
import org.campussentry.edge.config.Section;

/**
 * Which serial port, and how bytes lie on its wire. Immutable.
 *
 * @param port device file, best one of /dev/serial/by-id
 * @param baud bits a second, 1200 to 921600
 * @param dataBits 7 or 8
 * @param stopBits 1 or 2
 */
public record SerialSettings(String port, int baud, int dataBits, Parity parity, int stopBits) {

  /** Parity of a serial line. */
  public enum Parity {
    /** 8N1, the default. */
    NONE,
    /** 8E1, what the Modbus standard asks for. */
    EVEN,
    /** 8O1. */
    ODD
  }

  static SerialSettings read(Section keys, int dataBits) {
    return new SerialSettings(
        keys.required("port", "/dev/ttyUSB0"),
        keys.number("baud", 9600, 1200, 921_600),
        dataBits,
        keys.choice(
            "parity",
            Parity.NONE,
            Map.of("none", Parity.NONE, "even", Parity.EVEN, "odd", Parity.ODD)),
        keys.number("stop-bits", 1, 1, 2));
  }

  /** Bits that one byte takes on the wire: start, data, parity if any, stop. */
  int bitsPerByte() {
    return 1 + dataBits + (parity == Parity.NONE ? 0 : 1) + stopBits;
  }

  /** How long so many bytes take on the wire, in nanoseconds. */
  long wireNanos(int bytes) {
    return 1_000_000_000L * bytes * bitsPerByte() / baud;
  }

  void apply(SerialPort to) {
    to.setComPortParameters(
        baud,
        dataBits,
        stopBits == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT,
        switch (parity) {
          case NONE -> SerialPort.NO_PARITY;
          case EVEN -> SerialPort.EVEN_PARITY;
          case ODD -> SerialPort.ODD_PARITY;
        });
    to.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
  }

  /** For a log line. */
  String place(String bus) {
    return "bus %s (%s, %d baud)".formatted(bus, port, baud);
  }
}
