package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else wrote texts where our values belong; later it is mended. */
@ExtendWith(Scenarios.class)
class RedriveIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;

  @Test
  void what_the_store_refused_is_stored_with_one_command_after_it_was_mended() {
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
      influx.query("CREATE DATABASE sentry");
      influx.query("INSERT temperature,point=stranger value=\"warm\"");
      await().atMost(SOON).until(() -> ingest.raw("GET", "readyz", null).status() == 200);
      gateway.send("catalog", Sender.golden("catalog.json"), 0);
      long now = System.currentTimeMillis();
      gateway.send("data", batch(1, now, "[\"cold1.temperature\",0,3.4]"), 1);
      // Its neighbour of another quantity is stored meanwhile.
      gateway.send("data", batch(2, now, "[\"cold1.humidity\",0,61]"), 2);
      await().atMost(SOON).until(() -> gateway.receipts().contains("2]]"));
      assertThat(influx.query("SELECT value FROM humidity")).hasSize(1);
      JsonNode letter =
          await()
              .atMost(SOON)
              .until(() -> ingest.get("api/v1/deadletters").path("deadLetters"), l -> l.size() == 1)
              .get(0);
      assertThat(letter.path("reason").asText()).contains("field type conflict");
      assertThat(letter.path("payload").asText()).contains("[\"cold1.temperature\",0,3.4]");

      influx.query("DROP MEASUREMENT temperature");
      Program.Result unknown = ingest.command("redrive", "4711");
      assertThat(unknown.output()).contains("4711: there is no such dead letter");
      assertThat(unknown.exitCode()).isEqualTo(1);
      Program.Result all = ingest.command("redrive");
      assertThat(all.output()).contains("1 stored, 0 refused");
      assertThat(all.exitCode()).isZero();
      assertThat(influx.query("SELECT value FROM temperature WHERE value = 3.4")).hasSize(1);
      assertThat(ingest.get("api/v1/deadletters").path("deadLetters")).isEmpty();
      assertThat(ingest.command("redrive").output()).contains("0 stored, 0 refused");
    }
  }

  private static String batch(long seq, long t0, String rows) {
    return "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":%d,\"cat\":\"9f3c5a10\",\"t0\":%d,\"r\":[%s]}"
        .formatted(seq, t0, rows);
  }
}
