package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who is told that the service itself is in trouble. */
@ExtendWith(Scenarios.class)
class DeadManIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  private static final String CAMPUS =
      """
      sites: {main: {name: 主校区}}
      channels: {log: {type: console}}
      """;

  @TempDir Path folder;

  @Test
  void the_sign_of_life_stays_out_while_the_broker_is_gone_and_is_never_shown_whole()
      throws IOException {
    Path campus = Files.writeString(folder.resolve("campus.yaml"), CAMPUS);
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Webhook outside = new Webhook();
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    "embedded",
                    campus,
                    Map.of(
                        "SENTRY_HEARTBEAT_URL",
                        outside.url() + "ping/s3cret",
                        "SENTRY_HEARTBEAT_EVERY",
                        "10s"))
                .start()) {
      awaitState(ingest, "taken");
      assertThat(heartbeat(ingest).path("to").asText() + "/").isEqualTo(outside.url());
      assertThat(ingest.metric("sentry_heartbeat_taken_time_seconds"))
          .isBetween(System.currentTimeMillis() / 1000.0 - 60, System.currentTimeMillis() / 1000.0);

      mosquitto.kill();
      awaitState(ingest, "held");
      assertThat(heartbeat(ingest).path("heldBy").get(0).asText()).isEqualTo("broker");
      int before = outside.calls().size();
      await()
          .during(Duration.ofSeconds(12))
          .atMost(SOON)
          .until(() -> outside.calls().size() == before);
      mosquitto.start();
      awaitState(ingest, "taken");
      assertThat(outside.calls()).hasSizeGreaterThan(before);

      outside.answers(500);
      awaitState(ingest, "refused");
      assertThat(heartbeat(ingest).path("error").asText()).isEqualTo("it answered 500");
      outside.answers(200);
      awaitState(ingest, "taken");
      assertThat(ingest.log() + ingest.get("api/v1/service")).doesNotContain("s3cret");
    }
  }

  private static JsonNode heartbeat(Ingest ingest) {
    return ingest.get("api/v1/service").path("heartbeat");
  }

  private static void awaitState(Ingest ingest, String state) {
    await()
        .pollInterval(Duration.ofMillis(250))
        .atMost(SOON)
        .until(() -> heartbeat(ingest).path("state").asText().equals(state));
  }
}
