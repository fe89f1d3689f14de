package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.campussentry.edge.Logged;
import org.campussentry.edge.MovedClock;
import org.campussentry.edge.outbox.Bounds;
import org.campussentry.edge.outbox.Outbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An uplink over a real socket, with time that is moved. */
class UplinkIT {
  private static final Uplink.Outside OUTSIDE =
      new Uplink.Outside("test", About.NOTHING, Optional.empty());

  private final MovedClock ticks = new MovedClock();
  private final Vertx vertx = Vertx.vertx();
  private final Logged logged = new Logged(Uplink.class);
  @TempDir private Path folder;
  private SilentBroker broker;
  private Uplink uplink;
  private String deployed;
  private List<CompletionStage<byte[]>> askedWhileItStops = List.of();

  @BeforeEach
  void start() throws Exception {
    broker = new SilentBroker();
    var config =
        new UplinkConfig(
            "main",
            "gw-canteen1",
            new BrokerConfig(
                broker.url(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    Outbox outbox = Outbox.open(folder, new Bounds(1 << 20, 0), ticks);
    uplink = new Uplink(config, List.of(), outbox, new Boot("boot", ticks), OUTSIDE);
    // A pool of its own, as in the agent: it ends with the uplink.
    var worker =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName("uplink")
            .setWorkerPoolSize(1);
    deployed =
        vertx.deployVerticle(new Asked(), worker).toCompletionStage().toCompletableFuture().join();
  }

  /** The uplink, with somebody who wants something of it when it stops. */
  private final class Asked implements Deployable {
    @Override
    public Future<?> deploy(Context context) throws Exception {
      return uplink.deploy(context);
    }

    @Override
    public Future<?> undeploy(Context context) throws Exception {
      askedWhileItStops = List.of(uplink.described(), uplink.described());
      return uplink.undeploy(context);
    }
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    broker.close();
    logged.close();
  }

  /** Time stands still: what dials is no wait that is over. */
  @Test
  void a_broker_that_is_back_is_dialled_before_the_wait_is_over() throws Exception {
    await().until(() -> broker.taken() == 1);
    broker.close();
    ticks.move(Session.ANSWER_MAX);
    await().until(() -> logged.lines().size() == 1);
    int port = broker.url().getPort();
    broker = new SilentBroker(port);
    await().until(() -> broker.taken() == 1);
  }

  @Test
  void a_broker_that_takes_connections_and_says_nothing_is_dialled_again() {
    await().until(() -> broker.taken() == 1);
    ticks.move(Session.ANSWER_MAX);
    await().until(() -> broker.left() == 1);
    assertThat(broker.taken()).as("not at once").isEqualTo(1);
    await()
        .until(
            () -> {
              ticks.move(Duration.ofSeconds(1));
              return broker.taken() == 2;
            });
    assertThat(logged.lines())
        .singleElement()
        .asString()
        .startsWith("WARN broker " + broker.url() + " cannot be reached (it takes connections")
        .contains("within 15 s", "Check `broker.url:`");
  }

  @Test
  void what_is_handed_over_while_it_stops_has_its_turn() {
    var thrown = new ConcurrentLinkedQueue<Throwable>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> thrown.add(failure));
    try {
      vertx.undeploy(deployed).toCompletionStage().toCompletableFuture().join();
      await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::isItsOwn));
      assertThat(thrown).isEmpty();
      assertThat(askedWhileItStops).hasSize(2).allMatch(one -> one.toCompletableFuture().isDone());
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private boolean isItsOwn(Thread thread) {
    return thread.getName().startsWith("uplink-");
  }
}
