package org.campussentry.simulator.slave;

/** A bus that is being served. Closing it ends the service. Thread-safe. */
public sealed interface BusServer extends AutoCloseable permits TcpBus, RtuBus {

  /** Where a gateway finds it. */
  Address address();

  /** While the line is cut, no request is heard. */
  void cut(boolean cut);

  @Override
  void close();

  /** Where a gateway finds a bus. */
  sealed interface Address {

    /**
     * A Modbus TCP server.
     *
     * @param host numeric address
     * @param port 1–65535
     */
    record Tcp(String host, int port) implements Address {}

    /**
     * A serial line, 8N1.
     *
     * @param port device path
     * @param baud bits a second
     */
    record Serial(String port, int baud) implements Address {}
  }
}
