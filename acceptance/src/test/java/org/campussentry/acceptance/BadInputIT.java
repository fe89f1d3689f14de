package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Payloads that nobody should send: each is kept and named, answered, and holds nobody else up. */
@ExtendWith(Scenarios.class)
class BadInputIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;

  @Test
  void bad_messages_and_rows_are_set_aside_answered_and_hold_nobody_up() {
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Influx influx = new Influx(folder.resolve("influx"), false);
        Webhook webhook = new Webhook();
        Sender gateway = new Sender(folder, mosquitto, "gw-a");
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    influx.url(),
                    new Bench(folder).campusFile(webhook))
                .start()) {
      await().atMost(SOON).until(() -> ingest.raw("GET", "readyz", null).status() == 200);
      long now = System.currentTimeMillis();

      // Before its catalog came: watched by its id, neither stored nor receipted.
      gateway.send("data", batch(812, now, "[\"cold1.temperature\",0,88.5]"), 812);
      await()
          .atMost(SOON)
          .until(() -> ingest.get("api/v1/points/gw-a:cold1.temperature").has("value"));
      assertThat(gateway.receipts()).doesNotContain("812");

      gateway.send("catalog", Sender.golden("catalog.json"), 0);
      await()
          .atMost(SOON)
          .until(() -> !ingest.get("api/v1/points").toString().contains("\"area\":\"\""));
      gateway.send("history", batch(812, now, "[\"cold1.temperature\",0,88.5]"), 812);
      untilReceipt(gateway, "[812,812]");

      gateway.send("data", Sender.golden("bad/data-not-json.txt"), 813);
      untilReceipt(gateway, "[813,813,\"not JSON");
      gateway.send("data", Sender.golden("bad/data-not-v1.json"), 814);
      untilReceipt(gateway, "[814,814,\"not v1");
      gateway.send("data", Sender.golden("bad/data-year-2100.json"), 816);
      untilReceipt(gateway, "set the gateway's clock");
      // Beyond what is read, and what a broker still passes on.
      byte[] large = new byte[(1 << 20) + 1];
      Arrays.fill(large, (byte) 'x');
      gateway.send("data", large, 820);
      untilReceipt(gateway, "[820,820,\"payload of 1048577 bytes");

      // One bad row among good ones, and a point that the catalog does not know.
      gateway.send(
          "data",
          batch(
              821,
              now + 1000,
              "[\"cold1.temperature\",0,3.4],[\"cold1.humidity\",0,\"sixty\"],[\"cold9.temperature\",0,5.5]"),
          821);
      untilReceipt(gateway, "[821,821]");
      assertThat(influx.query("SELECT value FROM temperature WHERE value = 3.4")).hasSize(1);
      assertThat(influx.query("SELECT value FROM temperature WHERE value = 5.5")).isEmpty();

      List<String> reasons =
          ingest.get("api/v1/deadletters").path("deadLetters").findValuesAsText("reason");
      assertThat(reasons)
          .anyMatch(r -> r.startsWith("not JSON"))
          .anyMatch(r -> r.startsWith("not v1"))
          .anyMatch(r -> r.contains("2100-01-01") && r.contains("set the gateway's clock"))
          .anyMatch(r -> r.startsWith("payload of 1048577 bytes; the limit is"))
          .anyMatch(r -> r.startsWith("row 1: cold1.humidity"))
          .anyMatch(r -> r.startsWith("cold9.temperature is not in the gateway's catalog"));
      assertThat(reasons).hasSize(6);
    }
  }

  private static String batch(long seq, long t0, String rows) {
    return "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":%d,\"cat\":\"9f3c5a10\",\"t0\":%d,\"r\":[%s]}"
        .formatted(seq, t0, rows);
  }

  private static void untilReceipt(Sender gateway, String part) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(gateway.receipts().replace("\\", "")).contains(part));
  }

  @Test
  void a_broker_and_a_store_that_are_down_at_the_start_are_waited_for() {
    Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
    Influx influx = new Influx(folder.resolve("influx"), false);
    mosquitto.close();
    influx.close();
    Bench bench = new Bench(folder);
    try (Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Program edge = Edge.start(folder, bench.edgeConfig(slave, mosquitto.url()));
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    influx.url(),
                    bench.campusFile(webhook))
                .start()) {
      await().atMost(SOON).until(() -> ingest.log().contains("the broker can't be reached"));
      JsonNode ready = ingest.raw("GET", "readyz", null).body();
      assertThat(ready.path("troubles").toString()).contains("broker");
      mosquitto.start();

      // The store is still down: alerts go on.
      slave.level(80);
      await().atMost(Duration.ofMinutes(1)).until(() -> webhook.calls().size() == 1);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(ingest.log())
                      .contains("The store does not store")
                      .contains("check store.url"));
      influx.start();
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () ->
                  assertThat(influx.query("SELECT value FROM answers WHERE value = 2"))
                      .as("what was polled while everything was down")
                      .hasSize(1));
      List<CountingSlave.Answer> answers = slave.answers();
      int last = answers.get(answers.size() - 1).value();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !influx.query("SELECT value FROM answers WHERE value = " + last).isEmpty());
      assertThat(edge.isAlive()).isTrue();
    } finally {
      mosquitto.close();
      influx.close();
    }
  }
}
