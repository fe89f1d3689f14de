package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of each part with readings in flight; the slave's own log is the truth that the store is
 * compared with.
 */
@ExtendWith(Scenarios.class)
class KillsIT {
  /** A batch stays open for 250 ms; one reading may be between the wire and the batch. */
  private static final long OPEN_BATCH_MS = 400;

  @TempDir Path folder;

  @Test
  void every_answered_reading_is_stored_once_after_each_part_was_killed() throws Exception {
    Bench bench = new Bench(folder);
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Influx influx = new Influx(folder.resolve("influx"), false);
        Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    influx.url(),
                    bench.campusFile(webhook))
                .start()) {
      Path config = bench.edgeConfig(slave, mosquitto.url());
      Program edge = Edge.start(folder, config);
      try {
        untilStored(influx, slave, 20);
        slave.level(80);
        await().atMost(Duration.ofSeconds(10)).until(() -> webhook.calls().size() == 1);

        mosquitto.kill();
        more(slave, 30);
        mosquitto.start();
        untilStored(influx, slave, slave.answers().size());

        influx.kill();
        more(slave, 30);
        influx.start();
        untilStored(influx, slave, slave.answers().size());

        ingest.kill();
        more(slave, 30);
        ingest.start();
        untilStored(influx, slave, slave.answers().size());

        long killedAt = System.currentTimeMillis();
        edge.kill();
        edge = Edge.start(folder, config);
        more(slave, 40);
        untilStored(influx, slave, slave.answers().size());

        compare(influx, slave, killedAt);
        assertThat(webhook.calls("too-warm", "active")).as("told once").hasSize(1);
      } finally {
        edge.close();
      }
    }
  }

  @Test
  void a_kill_inside_a_sending_repeats_the_notification_with_the_same_delivery_id() {
    Bench bench = new Bench(folder);
    int brokerPort = Ports.free();
    try (Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Ingest ingest =
            Ingest.embedded(folder.resolve("ingest"), brokerPort, bench.campusFile(webhook))
                .start();
        Program edge =
            Edge.start(folder, bench.edgeConfig(slave, "mqtt://127.0.0.1:" + brokerPort))) {
      webhook.stall();
      slave.level(80);
      await().atMost(Duration.ofMinutes(1)).until(() -> webhook.calls().size() == 1);
      ingest.kill();
      webhook.proceed();
      ingest.start();
      await().atMost(Duration.ofMinutes(1)).until(() -> webhook.calls().size() == 2);
      assertThat(webhook.calls().get(1).text("delivery"))
          .isEqualTo(webhook.calls().get(0).text("delivery"));

      ingest.restart();
      slave.level(0);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> webhook.calls("too-warm", "recovered").size() == 1);
      assertThat(webhook.calls("too-warm", "active")).as("not a third time").hasSize(2);
      assertThat(edge.isAlive()).isTrue();
    }
  }

  /** Lets the slave answer so many more requests. */
  private static void more(CountingSlave slave, int answers) {
    int until = slave.answers().size() + answers;
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> slave.answers().size() >= until);
  }

  /**
   * What was answered until now is in the store, however it got there; up to the agent's open
   * batch.
   */
  private static void untilStored(Influx influx, CountingSlave slave, int count) {
    more(slave, 1);
    int last = slave.answers().get(Math.min(count, slave.answers().size()) - 1).value();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> stored(influx).containsKey(last));
  }

  private static Map<Integer, List<Long>> stored(Influx influx) {
    Map<Integer, List<Long>> times = new HashMap<>();
    for (String row : influx.query("SELECT value FROM answers WHERE point = 'counter.answers'")) {
      String[] cell = row.split(",", -1);
      times
          .computeIfAbsent((int) Double.parseDouble(cell[2]), v -> new ArrayList<>())
          .add(Long.parseLong(cell[1]));
    }
    return times;
  }

  private static void compare(Influx influx, CountingSlave slave, long edgeKilledAt) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              List<CountingSlave.Answer> answers = slave.answers();
              Map<Integer, List<Long>> stored = stored(influx);
              long settled = answers.get(answers.size() - 1).at() - 5_000;
              List<CountingSlave.Answer> lost = new ArrayList<>();
              for (CountingSlave.Answer answer : answers) {
                List<Long> times = stored.getOrDefault(answer.value(), List.of());
                if (times.isEmpty() && answer.at() < settled) {
                  lost.add(answer);
                } else if (!times.isEmpty()) {
                  assertThat(times).as("value %d stored once", answer.value()).hasSize(1);
                  assertThat(times.get(0))
                      .as("value %d with its own time", answer.value())
                      .isBetween(answer.at() - 1_000, answer.at() + 3_000);
                }
              }
              assertThat(lost)
                  .as("answered and not stored, the killed agent's open batch apart")
                  .allMatch(
                      a -> a.at() > edgeKilledAt - OPEN_BATCH_MS && a.at() < edgeKilledAt + 200);
              System.out.printf(
                  "kills: %d answered, %d stored, %d in the killed agent's open batch%n",
                  answers.size(), stored.size(), lost.size());
            });
  }
}
