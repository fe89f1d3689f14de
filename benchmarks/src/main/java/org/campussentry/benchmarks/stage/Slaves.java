package org.campussentry.benchmarks.stage;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.campussentry.simulator.slave.BusServer;
import org.campussentry.simulator.slave.BusServer.Address;
import org.campussentry.simulator.slave.Registers.Bank;
import org.campussentry.simulator.slave.RtuBus;
import org.campussentry.simulator.slave.Slave;
import org.campussentry.simulator.slave.SlaveLog;
import org.campussentry.simulator.slave.TcpBus;

/**
 * Thermometers of the make that most shops sell, units 1 to n of one bus; it is noted when each was
 * read. Thread-safe.
 */
public final class Slaves implements AutoCloseable {
  private static final Bank CLIMATE = new Bank(1, List.of(215, 480));
  private static final int READ_INPUT = 4;

  private final Map<Integer, Queue<Long>> reads = new ConcurrentHashMap<>();
  private final MultiThreadIoEventLoopGroup network;
  private final BusServer bus;

  private interface Opening {
    BusServer open(Map<Integer, Slave> slaves, MultiThreadIoEventLoopGroup network)
        throws IOException;
  }

  private Slaves(Path folder, int units, Opening opening) throws IOException {
    Files.createDirectories(folder);
    var slaves = new HashMap<Integer, Slave>();
    for (int unit = 1; unit <= units; unit++) {
      Queue<Long> times = new ConcurrentLinkedQueue<>();
      reads.put(unit, times);
      var log = new SlaveLog(folder.resolve("slave-" + unit + ".log"));
      slaves.put(unit, new Slave(function -> read(function, times), log, InstantSource.system()));
    }
    network = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    bus = opening.open(slaves, network);
  }

  private static Optional<Bank> read(int function, Queue<Long> times) {
    if (function != READ_INPUT) {
      return Optional.empty();
    }
    times.add(System.nanoTime());
    return Optional.of(CLIMATE);
  }

  /** Slaves behind a free TCP port. */
  public static Slaves tcp(Path folder, int units) throws IOException {
    return new Slaves(folder, units, (slaves, network) -> TcpBus.open(0, slaves, network));
  }

  /** Slaves on a pseudo-terminal that is as slow as a wire. */
  public static Slaves serial(Path folder, int units, int baud) throws IOException {
    return new Slaves(folder, units, (slaves, network) -> RtuBus.open("bench", baud, slaves));
  }

  /**
   * The line of `buses:` that reaches them.
   *
   * @param more keys, such as `rest: 5ms`
   */
  public String config(String name, String... more) {
    var keys = new ArrayList<String>();
    if (bus.address() instanceof Address.Tcp tcp) {
      keys.add("type: modbus-tcp, host: %s, port: %d".formatted(tcp.host(), tcp.port()));
    } else if (bus.address() instanceof Address.Serial serial) {
      keys.add("type: modbus-rtu, port: %s, baud: %d".formatted(serial.port(), serial.baud()));
    }
    keys.addAll(List.of(more));
    return "  %s: {%s}%n".formatted(name, String.join(", ", keys));
  }

  /** When a unit was read, by System.nanoTime, oldest first. */
  public List<Long> reads(int unit) {
    return List.copyOf(reads.getOrDefault(unit, new ConcurrentLinkedQueue<>()));
  }

  @Override
  public void close() {
    bus.close();
    network.shutdownGracefully();
  }
}
