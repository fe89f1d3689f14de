package org.campussentry.simulator;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.campussentry.simulator.campus.CampusFiles;
import org.campussentry.simulator.campus.Plan;
import org.campussentry.simulator.campus.World;
import org.campussentry.simulator.fault.Fault;
import org.campussentry.simulator.fault.FaultFolder;
import org.campussentry.simulator.slave.BusServer;
import org.campussentry.simulator.slave.BusServer.Address;
import org.campussentry.simulator.slave.RtuBus;
import org.campussentry.simulator.slave.Slave;
import org.campussentry.simulator.slave.TcpBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running campus, from {@link #start} to {@link #close}. Thread-safe. */
final class Simulation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);
  private static final long TICK_MILLIS = 100;
  private static final int TICKS_A_FLUSH = 10;

  private final Settings settings;
  private final InstantSource clock;
  private final CampusFiles files;
  private final FaultFolder faults;
  private final World world;
  private final EventLoopGroup network =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "time"));
  private final List<BusServer> buses = new ArrayList<>();
  private final List<BusServer> serialBuses = new ArrayList<>();
  private int ticks;

  /**
   * What to simulate and where.
   *
   * @param home folder of all files
   * @param seed the same seed gives the same campus
   * @param broker URL for the gateways
   * @param portBase first of consecutive ports, or 0 for free ones
   * @param serialLines false to serve serial buses over TCP, as where there are no pseudo-terminals
   */
  record Settings(Path home, long seed, String broker, int portBase, boolean serialLines) {}

  private Simulation(Settings settings, Plan plan, InstantSource clock) throws IOException {
    this.settings = settings;
    this.clock = clock;
    this.files = new CampusFiles(settings.home());
    this.faults = new FaultFolder(files.faults());
    this.world = new World(plan, settings.seed(), files.slaves(), clock);
  }

  /**
   * Opens everything and writes the files.
   *
   * @param out gets one line a gateway, then {@code ready}
   * @throws IOException when a file or port can't be opened; names it and the remedy
   */
  static Simulation start(Settings settings, InstantSource clock, PrintStream out)
      throws IOException {
    Plan plan = Plan.load();
    Simulation simulation = new Simulation(settings, plan, clock);
    try {
      simulation.files.writeCampus();
      for (Map.Entry<String, Plan.Gateway> gateway : plan.gateways().entrySet()) {
        out.println(simulation.open(gateway.getKey(), gateway.getValue()));
      }
      simulation.tick();
      simulation.run();
      simulation.files.writeReady();
    } catch (IOException e) {
      simulation.close();
      throw e;
    }
    out.println("ready");
    return simulation;
  }

  private String open(String id, Plan.Gateway gateway) throws IOException {
    Map<String, Address> addresses = new LinkedHashMap<>();
    for (Map.Entry<String, Plan.Bus> bus : gateway.buses().entrySet()) {
      Map<Integer, Slave> slaves = world.slaves(id, gateway, bus.getKey());
      BusServer server = serve(id + "-" + bus.getKey(), bus.getValue(), slaves);
      buses.add(server);
      if (bus.getValue().type() == Plan.Type.RTU) {
        serialBuses.add(server);
      }
      addresses.put(bus.getKey(), server.address());
    }
    Path file = files.writeGateway(id, gateway, settings.broker(), addresses);
    return "%s: %d devices, %d points, %s"
        .formatted(id, gateway.devices().size(), gateway.points(), file);
  }

  private BusServer serve(String name, Plan.Bus bus, Map<Integer, Slave> slaves)
      throws IOException {
    if (bus.type() == Plan.Type.RTU && settings.serialLines()) {
      try {
        return RtuBus.open(name, bus.baud(), slaves);
      } catch (IOException e) {
        LOG.warn("{} is served over Modbus TCP instead of a serial line: {}", name, e.getMessage());
      }
    }
    int port = settings.portBase() == 0 ? 0 : settings.portBase() + buses.size();
    return TcpBus.open(port, slaves, network);
  }

  private void run() {
    // tickOrLog answers for its own failures, so nothing waits for the future.
    var unused =
        ticker.scheduleAtFixedRate(
            this::tickOrLog, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tickOrLog() {
    try {
      tick();
    } catch (RuntimeException e) { // The executor would end the schedule in silence.
      LOG.error("the campus missed a moment", e);
    }
  }

  private void tick() {
    world.advance(clock.instant());
    Set<Fault> active = faults.active();
    world.apply(active).forEach(faults::remove);
    serialBuses.forEach(bus -> bus.cut(active.contains(Fault.LINE_CUT)));
    if (++ticks % TICKS_A_FLUSH == 0) {
      world.flush();
    }
  }

  /** Stops all service and keeps every answer given. */
  @Override
  public void close() {
    try {
      files.removeReady();
    } catch (IOException e) {
      LOG.warn("the file ready can't be removed from {}", settings.home(), e);
    }
    stopTicking();
    buses.forEach(BusServer::close);
    network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
    world.close();
  }

  private void stopTicking() {
    ticker.shutdown();
    try {
      if (!ticker.awaitTermination(1, TimeUnit.SECONDS)) {
        LOG.warn("time did not stop within a second");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
