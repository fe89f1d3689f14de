package org.campussentry.edge.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.Campus;
import org.campussentry.edge.Logged;
import org.campussentry.edge.Mosquitto;
import org.campussentry.edge.MovedClock;
import org.campussentry.edge.outbox.Batch;
import org.campussentry.edge.outbox.Bounds;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.Payload;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.reading.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that boots in 1970, with a real broker; its time is moved. */
class UnsureClockIT {
  private static final Uplink.Outside OUTSIDE =
      new Uplink.Outside("test", About.NOTHING, Optional.empty());

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final Point POINT =
      new Point("cold1.temperature", "canteen-1/cold-store", "cold1", "temperature", "Cel", 0);

  @TempDir private Path folder;
  private final MovedClock ticks = new MovedClock(Instant.EPOCH.plusSeconds(3600));
  private final MovedClock system = new MovedClock(Instant.EPOCH.plusSeconds(20));
  private final Vertx vertx = Vertx.vertx();
  private Mosquitto broker;
  private Campus campus;
  private Uplink uplink;
  private String deployed;

  @BeforeEach
  void start() throws Exception {
    broker = new Mosquitto(folder, "allow_anonymous true");
    campus = new Campus(broker);
    campus.receiptAll();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    campus.close();
    broker.close();
  }

  private void startAgent(String boot) throws Exception {
    var none = Optional.<Path>empty();
    var config =
        new UplinkConfig(
            "main",
            "gw-canteen1",
            new BrokerConfig(
                URI.create(broker.url()), Optional.empty(), Optional.empty(), none, none, none));
    Outbox outbox = Outbox.open(folder.resolve("home"), new Bounds(1 << 20, 0), ticks);
    var clock =
        new CampusClock(ticks, system, folder.resolve("synchronized"), outbox.knownClock(boot));
    uplink = new Uplink(config, List.of(POINT), outbox, new Boot(boot, ticks), clock, OUTSIDE);
    var worker = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    deployed =
        vertx.deployVerticle(uplink, worker).toCompletionStage().toCompletableFuture().join();
  }

  private void stopAgent() {
    vertx.undeploy(deployed).toCompletionStage().toCompletableFuture().join();
  }

  /** One event, so a batch at once. */
  private void measure(int value) {
    uplink.accept(List.of(new Reading.Measured(POINT, ticks.millis(), BigDecimal.valueOf(value))));
    pass(Duration.ofSeconds(1));
  }

  private void pass(Duration time) {
    ticks.move(time);
    system.move(time);
  }

  private List<Campus.Message> batches() {
    var all = new ArrayList<>(campus.heard("data"));
    all.addAll(campus.heard("history"));
    return all;
  }

  private Campus.Message batch(String value) {
    await(value)
        .atMost(SOON)
        .until(() -> batches().stream().anyMatch(m -> m.text().contains("," + value + "]]")));
    return batches().stream().filter(m -> m.text().contains("," + value + "]]")).findFirst().get();
  }

  @Test
  void a_campus_that_answered_once_and_is_silent_now_does_not_answer() throws Exception {
    startAgent("boot");
    await().atMost(SOON).until(uplink::answers);
    campus.keepTimeToItself();
    pass(Duration.ofSeconds(46));
    assertThat(uplink.answers()).isFalse();
  }

  @Test
  void nothing_leaves_before_the_time_is_told_and_then_all_of_this_boot_has_its_own_time()
      throws Exception {
    campus.keepTimeToItself();
    startAgent("boot");
    Campus.Message status = campus.await("status", "\"clock\":\"unsure\"", SOON);
    measure(1);
    stopAgent();
    startAgent("boot");
    campus.await("status", "\"previous\":{", SOON);
    measure(2);
    campus.await("status", "\"batches\":1", SOON);
    assertThat(batches()).isEmpty();
    assertThat(status.text()).contains("\"clock\":\"unsure\"");

    long now = System.currentTimeMillis();
    String stream = campus.heard("status").get(campus.heard("status").size() - 1).text();
    campus.say(
        "{\"v\":1,\"now\":%d,\"stream\":\"%s\",\"stored\":[]}"
            .formatted(now, stream.replaceAll(".*?\"stream\":\"([a-z0-9]+)\".*", "$1")));
    assertThat(batch("1").text()).contains("\"t0\":" + (now - 2000)).doesNotContain("unsure");
    assertThat(batch("2").text()).contains("\"t0\":" + (now - 1000)).doesNotContain("unsure");
    campus.await("status", "\"clock\":\"assumed\"", SOON);
    measure(3);
    assertThat(batch("3").text()).contains("\"t0\":" + now);
  }

  @Test
  void what_a_boot_that_was_never_told_the_time_left_behind_says_that_it_is_unsure()
      throws Exception {
    campus.keepTimeToItself();
    startAgent("boot");
    measure(1);
    stopAgent();
    campus.close();
    campus = new Campus(broker);
    campus.receiptAll();
    startAgent("next boot");
    assertThat(batch("1").text()).contains("\"clock\":\"unsure\"", "\"t0\":20000");
    measure(2);
    assertThat(batch("2").text()).doesNotContain("unsure");
  }

  /** The status that opens a session is said before the backlog is read. */
  @Test
  void a_batch_that_is_found_damaged_is_announced_seconds_later() throws Exception {
    Path home = folder.resolve("home");
    String stream;
    try (Outbox outbox = Outbox.open(home, new Bounds(1 << 20, 0), ticks)) {
      stream = outbox.stream().id();
      outbox.keep(new Batch(stream, 0, "hash", 0, new Payload("{}".getBytes(UTF_8))));
    }
    try (var file = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("outbox.db"));
        var statement = file.createStatement()) {
      statement.execute("UPDATE batches SET payload = x'7b7c'");
    }
    try (var logged = new Logged(Outbox.class)) {
      startAgent("boot");
      await().atMost(SOON).until(() -> !logged.lines().isEmpty());
      assertThat(logged.lines().toString()).contains("batch 0 of stream " + stream, "power supply");
    }
    assertThat(campus.heard("status")).noneMatch(m -> m.text().contains("dropped"));
    pass(Duration.ofSeconds(5));
    campus.await("status", "\"dropped\":[[\"%s\",0,0]]".formatted(stream), SOON);
  }
}
