package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The test of alerting that a service makes each morning: it comes through, or others are told. */
@ExtendWith(Scenarios.class)
class CanaryIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  private static final String CAMPUS =
      """
      sites: {main: {name: 主校区}}
      channels:
        duty-webhook: {type: webhook, url: "%s"}
        other-webhook: {type: webhook, url: "%s"}
      people:
        officer: {name: 值班员, channels: [{channel: duty-webhook, to: phone-1}]}
      canary: {at: "%s", person: officer, within: %s}
      """;

  @TempDir Path folder;

  private Path campus(Webhook duty, Webhook other, String within) throws IOException {
    String minute = LocalTime.now(ZoneId.of("Asia/Shanghai")).toString().substring(0, 5);
    return Files.writeString(
        folder.resolve("campus.yaml"), CAMPUS.formatted(duty.url(), other.url(), minute, within));
  }

  private static JsonNode canary(Ingest ingest) {
    return ingest.get("api/v1/service").at("/canary/last");
  }

  private static void awaitState(Ingest ingest, String state) {
    await().atMost(SOON).until(() -> canary(ingest).path("state").asText().equals(state));
  }

  private static void assertNothingIsCounted(Ingest ingest) {
    assertThat(ingest.get("api/v1/alerts").path("alerts")).isEmpty();
    assertThat(ingest.get("api/v1/points").path("points")).isEmpty();
    assertThat(ingest.get("api/v1/gateways").path("gateways")).isEmpty();
    assertThat(ingest.get("api/v1/streams").path("streams")).isEmpty();
    assertThat(ingest.get("api/v1/deadletters").path("deadletters")).isEmpty();
    assertThat(ingest.get("api/v1/overview").at("/verdict/critical").asInt()).isZero();
    assertThat(ingest.metric("sentry_readings_stored_total")).isZero();
    assertThat(ingest.metric("sentry_alerts_open")).isZero();
  }

  @Test
  void it_goes_through_a_locked_broker_to_the_person_once_and_is_counted_nowhere()
      throws IOException {
    try (Webhook duty = new Webhook();
        Webhook other = new Webhook();
        Ingest ingest =
            Ingest.at(
                    folder.resolve("ingest"),
                    "url: embedded, tls: true, port: " + Ports.free(),
                    campus(duty, other, "30s"),
                    Map.of())
                .start()) {
      awaitState(ingest, "passed");
      assertThat(canary(ingest).path("channel").asText()).isEqualTo("duty-webhook");
      JsonNode after = canary(ingest).path("afterMs");
      assertThat(after.path("broker").asLong()).isLessThanOrEqualTo(after.path("watch").asLong());
      assertThat(after.path("watch").asLong()).isLessThanOrEqualTo(after.path("call").asLong());
      assertThat(after.path("call").asLong()).isLessThanOrEqualTo(after.path("channel").asLong());
      Webhook.Call told = duty.calls().get(0);
      assertThat(told.text("person")).isEqualTo("officer");
      assertThat(told.text("title")).startsWith("【自检】");
      assertThat(told.text("label")).isEqualTo("canary");
      ingest.restart();
      awaitState(ingest, "passed");
      assertNothingIsCounted(ingest);
      assertThat(ingest.get("api/v1/overview").has("canary")).isFalse();
      assertThat(duty.calls()).hasSize(1);
      assertThat(other.calls()).isEmpty();
    }
  }

  @Test
  void one_that_no_channel_takes_is_told_on_the_other_channel_after_a_kill_too()
      throws IOException {
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Webhook duty = new Webhook();
        Webhook other = new Webhook();
        Ingest ingest =
            Ingest.with(
                folder.resolve("ingest"),
                mosquitto.url(),
                "embedded",
                campus(duty, other, "20s"))) {
      duty.answers(500);
      ingest.start();
      await().atMost(SOON).until(() -> canary(ingest).path("stage").asText().equals("channel"));
      ingest.kill();
      ingest.start();
      awaitState(ingest, "failed");
      await().atMost(SOON).until(() -> !other.calls().isEmpty());
      Webhook.Call told = other.calls().get(0);
      assertThat(told.text("title")).startsWith("【自检未通过】");
      assertThat(told.text("do")).contains("通知渠道");
      assertThat(told.text("severity")).isEqualTo("critical");
      assertThat(ingest.get("api/v1/overview").at("/canary/last/stage").asText())
          .isEqualTo("channel");
      assertThat(ingest.metric("sentry_canary_failed")).isEqualTo(1);
      assertNothingIsCounted(ingest);
      assertThat(other.calls().stream().map(c -> c.text("delivery")).distinct()).hasSize(1);
    }
  }
}
