package org.campussentry.edge;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.campussentry.edge.bus.BusConfig;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.device.DeviceConfig;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.OutboxUnavailable;
import org.campussentry.edge.poll.BusAgent;
import org.campussentry.edge.uplink.CampusClock;
import org.campussentry.edge.uplink.Uplink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of one agent, built in the order in which data flows, and stopped in the same. */
final class Gateway {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);
  private static final int STOP_SECONDS = 4;

  private Gateway() {}

  /** Builds and starts everything; it stops when the process is told to. */
  static void start(EdgeConfig config) throws OutboxUnavailable {
    InstantSource ticks = () -> Instant.EPOCH.plusNanos(System.nanoTime());
    var clock = new CampusClock();
    Outbox outbox = Outbox.open(config.home(), config.outboxBytes(), clock);
    Vertx vertx = vertx();
    List<Device> devices = new ArrayList<>();
    var agents = new ArrayList<BusAgent>();
    var points = new ArrayList<org.campussentry.edge.reading.Point>();
    Uplink[] uplink = new Uplink[1];
    for (BusConfig bus : config.buses()) {
      List<Device> here = devices(config, bus);
      devices.addAll(here);
      if (!here.isEmpty()) {
        agents.add(
            new BusAgent(
                bus.create(ticks), here, ticks, clock, readings -> uplink[0].accept(readings)));
      }
    }
    devices.forEach(device -> points.addAll(device.points()));
    uplink[0] = new Uplink(config.uplink(), points, outbox, ticks, clock, version());
    var parts = new Parts(vertx, deploy(vertx, uplink[0], "uplink"), new ArrayList<>());
    for (BusAgent agent : agents) {
      parts.agents().add(deploy(vertx, agent, "bus-" + parts.agents().size()));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(parts::stop, "stop"));
    log.info(
        "polling {} devices on {} buses, {} points; stream {}",
        devices.size(),
        agents.size(),
        points.size(),
        outbox.stream().id());
  }

  private static List<Device> devices(EdgeConfig config, BusConfig bus) {
    var devices = new ArrayList<Device>();
    for (DeviceConfig device : config.devices()) {
      if (device.bus().equals(bus.name())) {
        devices.add(new Device(device, config.profiles().named(device.profile()).orElseThrow()));
      }
    }
    return devices;
  }

  private static Vertx vertx() {
    // Small: one event loop for timers, no cache folder, and workers only where something blocks.
    var files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1)
            .setFileSystemOptions(files));
  }

  private static String deploy(Vertx vertx, io.vertx.core.VerticleBase part, String name) {
    var options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName(name)
            .setWorkerPoolSize(1);
    return await(vertx.deployVerticle(part, options));
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private static String version() {
    String version = Gateway.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private record Parts(Vertx vertx, String uplink, List<String> agents) {

    /** Buses first, so that the uplink closes the last batch. */
    void stop() {
      try {
        for (String agent : agents) {
          within(vertx.undeploy(agent));
        }
        within(vertx.undeploy(uplink));
      } catch (TimeoutException | CompletionException e) {
        log.warn("stopped in a hurry; what was in the open batch may be lost");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void within(Future<Void> stopping)
        throws TimeoutException, InterruptedException {
      try {
        stopping.toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (java.util.concurrent.ExecutionException e) {
        throw new CompletionException(e);
      }
    }
  }
}
