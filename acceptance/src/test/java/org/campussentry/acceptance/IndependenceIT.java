package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the store or the broker does: alerts go on, readings wait with their gateways, and all
 * is stored once in the end. Latencies are printed; what is asserted is that each change is told
 * once, and what is stored.
 */
@ExtendWith(Scenarios.class)
@Tag("alone")
class IndependenceIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Half an hour, a hundred times as fast; {@code ./sentry bench outage} takes the whole of it. */
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("outage.seconds", 18));

  @TempDir Path folder;

  @Test
  void whatever_the_store_answers_alerts_go_on_and_all_is_stored_afterwards() {
    Map<String, StoreDoor.Way> ways = new LinkedHashMap<>();
    ways.put("well", new StoreDoor.Pass(0));
    ways.put("2 s a write", new StoreDoor.Pass(2000));
    ways.put("no answer", new StoreDoor.Hang());
    ways.put("line cut", new StoreDoor.Cut());
    ways.put("401", new StoreDoor.Answer(401, "{\"error\":\"authorization failed\"}"));
    ways.put("429", new StoreDoor.Answer(429, "{\"error\":\"too many requests\"}"));
    ways.put("503", new StoreDoor.Answer(503, "{\"error\":\"unavailable\"}"));
    ways.put(
        "disk full",
        new StoreDoor.Answer(500, "{\"error\":\"engine: write wal: no space left on device\"}"));
    ways.put("read-only", new StoreDoor.Answer(500, "{\"error\":\"open: read-only file system\"}"));
    Bench bench = new Bench(folder);
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Influx influx = new Influx(folder.resolve("influx"), false);
        StoreDoor door = new StoreDoor(influx);
        Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    door.url(),
                    bench.campusFile(webhook))
                .start();
        Program edge = Edge.start(folder, bench.edgeConfig(slave, mosquitto.url()))) {
      await().atMost(SOON).until(() -> ingest.livePoints() == 2);
      ways.forEach(
          (name, way) -> {
            door.takes(way);
            int before = door.writes();
            await().atMost(SOON).until(() -> door.writes() > before);
            List<Long> millis = slave.told(webhook, 2);
            System.out.printf("store: %-11s  register change -> webhook %s ms%n", name, millis);
          });
      assertThat(ingest.log()).contains("refuses these credentials", "no space left on device");
      assertThat(ingest.raw("GET", "readyz", null).body().path("troubles").toString())
          .contains("store");
      door.takes(new StoreDoor.Pass(0));
      StoredAnswers.untilStored(influx, slave, slave.answers().size());
      StoredAnswers.compare(influx, slave, List.of());
      await().atMost(SOON).until(() -> ingest.raw("GET", "readyz", null).status() == 200);
      assertThat(ingest.get("api/v1/deadletters").path("deadLetters")).isEmpty();
      assertThat(edge.isAlive()).isTrue();
    }
  }

  @Test
  void an_excursion_within_an_outage_of_the_store_is_told_as_fast_and_the_history_is_whole() {
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
                .start();
        Program edge = Edge.start(folder, bench.edgeConfig(slave, mosquitto.url()))) {
      await().atMost(SOON).until(() -> ingest.livePoints() == 2);
      List<Long> well = slave.told(webhook, 10);
      long from = System.currentTimeMillis();
      influx.kill();
      List<Long> away = new ArrayList<>();
      // Ten excursions, wherever they fall in it.
      for (int i = 1; i <= 10; i++) {
        away.addAll(slave.told(webhook, 2));
        long next = from + OUTAGE.toMillis() * i / 10;
        await()
            .atMost(OUTAGE.plus(SOON))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> System.currentTimeMillis() >= next);
      }
      int kept = slave.answers().size();
      long back = System.currentTimeMillis();
      influx.start();
      StoredAnswers.untilStored(influx, slave, kept);
      long drained = System.currentTimeMillis();
      StoredAnswers.compare(influx, slave, List.of());
      System.out.printf(
          "outage of %d s: register change -> webhook, median %d ms before, %d ms within (ratio %.2f);"
              + " history whole %.1f s after the store is back%n",
          OUTAGE.toSeconds(),
          median(well),
          median(away),
          (double) median(away) / median(well),
          (drained - back) / 1000.0);
      assertThat(edge.isAlive()).isTrue();
    }
  }

  @Test
  void a_broker_that_loses_its_queue_loses_no_reading() throws IOException {
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
                .start();
        Program edge = Edge.start(folder, bench.edgeConfig(slave, mosquitto.url()))) {
      StoredAnswers.untilStored(influx, slave, 20);
      // What comes now waits in the broker for the service, and goes down with it.
      ingest.kill();
      StoredAnswers.more(slave, 30);
      mosquitto.kill();
      Files.deleteIfExists(folder.resolve("mosquitto/mosquitto.db"));
      ingest.start();
      mosquitto.start();
      slave.level(80);
      await().atMost(SOON).until(() -> webhook.calls("too-warm", "active").size() == 1);
      StoredAnswers.untilStored(influx, slave, slave.answers().size());
      StoredAnswers.compare(influx, slave, List.of());
      assertThat(edge.isAlive()).isTrue();
    }
  }

  private static long median(List<Long> millis) {
    return millis.stream().sorted().skip(millis.size() / 2).findFirst().orElseThrow();
  }
}
