package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private final MovedClock ticks = new MovedClock();
  private final Vertx vertx = Vertx.vertx();
  private final Logged logged = new Logged(Uplink.class);
  @TempDir private Path folder;
  private SilentBroker broker;

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
    var uplink = new Uplink(config, List.of(), outbox, new Boot("boot", ticks), "test");
    var worker = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    vertx.deployVerticle(uplink, worker).toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    broker.close();
    logged.close();
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
}
