package org.campussentry.edge;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.OutboxUnavailable;
import org.campussentry.edge.poll.BusAgent;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.uplink.Boot;
import org.campussentry.edge.uplink.Uplink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running parts of one agent, each a worker verticle of its own; stopped in order of the data.
 */
final class Gateway {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);
  private static final int STOP_SECONDS = 2;

  private final Vertx vertx = vertx();
  private final List<String> buses = new ArrayList<>();
  private String uplink;

  private Gateway() {}

  /** Builds and starts everything; it stops when the process is told to. */
  static void start(EdgeConfig config) throws OutboxUnavailable {
    Boot boot = Boot.present();
    InstantSource ticks = boot.ticks();
    Outbox outbox = Outbox.open(config.home(), config.outbox(), InstantSource.system());
    // Where the serial library unpacks itself, by a fixed name: in /tmp others could put theirs.
    System.setProperty("java.io.tmpdir", config.home().resolve("native").toString());
    List<Point> points = config.points();
    var uplink = new Uplink(config.uplink(), points, outbox, boot, version());
    var gateway = new Gateway();
    gateway.uplink = gateway.deploy(uplink, "uplink");
    var parts = new ArrayList<>(List.of(new Watchdog.Part("uplink", uplink::due)));
    for (Bus bus : config.buses()) {
      var agent =
          new BusAgent(
              bus, bus.open(ticks), config.devicesOn(bus.name()), ticks, ticks, uplink::accept);
      gateway.buses.add(gateway.deploy(agent, "bus-" + bus.name()));
      parts.add(new Watchdog.Part("bus " + bus.name(), agent::due));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(gateway::stop, "stop"));
    Systemd.of(System.getenv()).ifPresent(systemd -> Watchdog.start(systemd, parts, ticks));
    log.info("{} points on {} buses", points.size(), config.buses().size());
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

  private String deploy(VerticleBase part, String name) {
    var options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName(name)
            .setWorkerPoolSize(1);
    return vertx.deployVerticle(part, options).toCompletionStage().toCompletableFuture().join();
  }

  private static String version() {
    String version = Gateway.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Buses first and all at once, so that the uplink closes the last batch. */
  private void stop() {
    try {
      await(Future.join(buses.stream().map(vertx::undeploy).toList()));
      await(vertx.undeploy(uplink));
    } catch (TimeoutException | ExecutionException e) {
      log.warn("stopped in a hurry; what was in the open batch may be lost");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Future<?> stopping)
      throws TimeoutException, ExecutionException, InterruptedException {
    stopping.toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
  }
}
