package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of each part with readings in flight; the slave's own log is the truth that the store is
 * compared with.
 */
@ExtendWith(Scenarios.class)
@Tag("alone")
class KillsIT {
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
        StoredAnswers.untilStored(influx, slave, 20);
        slave.level(80);
        await().atMost(Duration.ofSeconds(30)).until(() -> webhook.calls().size() == 1);

        mosquitto.kill();
        StoredAnswers.more(slave, 30);
        mosquitto.start();
        StoredAnswers.untilStored(influx, slave, slave.answers().size());

        influx.kill();
        StoredAnswers.more(slave, 30);
        influx.start();
        StoredAnswers.untilStored(influx, slave, slave.answers().size());

        ingest.kill();
        StoredAnswers.more(slave, 30);
        ingest.start();
        StoredAnswers.untilStored(influx, slave, slave.answers().size());

        long killedAt = System.currentTimeMillis();
        edge.kill();
        edge = Edge.start(folder, config);
        StoredAnswers.more(slave, 40);
        StoredAnswers.untilStored(influx, slave, slave.answers().size());

        StoredAnswers.compare(influx, slave, List.of(killedAt));
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
}
