package org.campussentry.simulator.slave;

import com.digitalpetri.modbus.server.ModbusRtuServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.campussentry.simulator.line.PtyLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slaves on one serial line, told apart by unit id. Thread-safe. */
public final class RtuBus implements BusServer {
  private static final Logger LOG = LoggerFactory.getLogger(RtuBus.class);

  private final Units units;
  private final ModbusRtuServer server;
  private final Address address;

  private RtuBus(Units units, ModbusRtuServer server, Address address) {
    this.units = units;
    this.server = server;
    this.address = address;
  }

  /**
   * Opens a serial line and answers on it.
   *
   * @param name of the line, for its thread
   * @param baud paces the answers
   * @param slaves by unit id
   * @throws IOException when this system gives no pseudo-terminal
   */
  public static RtuBus open(String name, int baud, Map<Integer, Slave> slaves) throws IOException {
    PtyLine line = PtyLine.open(name, baud);
    Units units = new Units(slaves);
    ModbusRtuServer server = ModbusRtuServer.create(line, units);
    try {
      server.start();
    } catch (ExecutionException e) {
      throw new IOException("line " + name + " can't be served", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while line " + name + " was being opened", e);
    }
    return new RtuBus(units, server, new Address.Serial(line.path(), baud));
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public void cut(boolean cut) {
    units.cut(cut);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (ExecutionException e) {
      LOG.warn("{} did not close cleanly", address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
