package org.campussentry.edge;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.OutboxUnavailable;
import org.campussentry.edge.poll.BusAgent;
import org.campussentry.edge.remote.Steering;
import org.campussentry.edge.uplink.Boot;
import org.campussentry.edge.uplink.Uplink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that run one configuration, each a worker verticle of its own; stopped in order of the
 * data.
 */
final class Running {
  private static final Logger log = LoggerFactory.getLogger(Running.class);

  /** A bus may be waiting for an answer, 10 s at most. */
  static final Duration STOP_MAX = Duration.ofSeconds(15);

  private final Vertx vertx;
  private final List<String> buses = new ArrayList<>();
  private final List<Watchdog.Part> parts = new ArrayList<>();
  private final Uplink uplink;
  private String uplinkId;

  /**
   * Who stands around.
   *
   * @param standing of remote configuration; empty where the campus may send none
   * @param orders takes what the campus sends then; must not block
   */
  record Around(
      Vertx vertx,
      Boot boot,
      Supplier<Optional<Steering.Standing>> standing,
      Consumer<byte[]> orders) {}

  private Running(Vertx vertx, Uplink uplink) {
    this.vertx = vertx;
    this.uplink = uplink;
  }

  /** Builds and starts everything. */
  static Running start(EdgeConfig config, Around around) throws OutboxUnavailable {
    InstantSource ticks = around.boot().ticks();
    Outbox outbox = Outbox.open(config.home(), config.outbox(), InstantSource.system());
    // Where the serial library unpacks itself, by a fixed name: in /tmp others could put theirs.
    System.setProperty("java.io.tmpdir", config.home().resolve("native").toString());
    var agents = new ArrayList<BusAgent>();
    var about =
        new SelfKnowledge(
            config.home(), around.standing(), () -> agents.stream().map(BusAgent::health).toList());
    var outside = new Uplink.Outside(version(), about, config.remote().map(key -> around.orders()));
    var uplink = new Uplink(config.uplink(), config.points(), outbox, around.boot(), outside);
    for (Bus bus : config.polled()) {
      var devices = config.devicesOn(bus.name());
      agents.add(new BusAgent(bus, bus.open(ticks), devices, ticks, uplink::accept));
    }
    var running = new Running(around.vertx(), uplink);
    try {
      running.deploy(config.polled(), agents);
    } catch (RuntimeException e) {
      running.stop(STOP_MAX);
      throw e;
    }
    log.info("{} points on {} buses", config.points().size(), agents.size());
    return running;
  }

  private void deploy(List<Bus> on, List<BusAgent> agents) {
    uplinkId = deploy(uplink, "uplink");
    parts.add(new Watchdog.Part("uplink", uplink::due));
    for (int index = 0; index < agents.size(); index++) {
      String name = on.get(index).name();
      buses.add(deploy(agents.get(index), "bus-" + name));
      parts.add(new Watchdog.Part("bus " + name, agents.get(index)::due));
    }
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
    String version = Running.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  Uplink uplink() {
    return uplink;
  }

  /** What has to take turns. */
  List<Watchdog.Part> parts() {
    return parts;
  }

  /**
   * Buses first and all at once, so that the uplink closes the last batch.
   *
   * @param most how long each of the two may take
   */
  void stop(Duration most) {
    await(Future.join(buses.stream().map(vertx::undeploy).toList()), most);
    await(uplinkId == null ? Future.succeededFuture() : vertx.undeploy(uplinkId), most);
  }

  private static void await(Future<?> stopping, Duration most) {
    try {
      stopping
          .toCompletionStage()
          .toCompletableFuture()
          .get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.warn("stopped in a hurry; what was in the open batch may be lost");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
