package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job from outside: a fault in the simulated campus, and what a person and a webhook see
 * of it.
 */
@ExtendWith(Scenarios.class)
class FromRegisterToPhoneIT {
  /** Poll 2 s, on-delay 5 s, physics some seconds; twice as much where others work beside. */
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void faults_reach_the_page_and_the_webhook_once_with_embedded_broker_and_store() {
    int brokerPort = Ports.free();
    try (Webhook webhook = new Webhook();
        Campus campus = new Campus(folder.resolve("sim"), "mqtt://127.0.0.1:" + brokerPort);
        Ingest ingest =
            Ingest.embedded(folder.resolve("ingest"), brokerPort, campus.campusFile(webhook))
                .start();
        Page page = new Page()) {
      theWholeStory(campus, ingest, webhook, page);
      JsonNode readings =
          ingest.get("api/v1/points/gw-canteen1:cold1.temperature/readings").path("readings");
      assertThat(readings.size()).isGreaterThan(5);
    }
  }

  @Test
  void faults_reach_the_page_and_the_webhook_once_with_mosquitto_and_influxdb() {
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Influx influx = new Influx(folder.resolve("influx"), false);
        Webhook webhook = new Webhook();
        Campus campus = new Campus(folder.resolve("sim"), mosquitto.url());
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    influx.url(),
                    campus.campusFile(webhook))
                .start();
        Page page = new Page()) {
      theWholeStory(campus, ingest, webhook, page);
      List<String> rows =
          influx.query(
              "SELECT value FROM temperature WHERE point = 'cold1.temperature' AND gateway = 'gw-canteen1'"
                  + " AND site = 'main' AND area = 'canteen-1/cold-store' AND value > 8");
      assertThat(rows).as("rows above the limit, by the influx client").isNotEmpty();
    }
  }

  private static void theWholeStory(Campus campus, Ingest ingest, Webhook webhook, Page page) {
    campus.startAgents();
    await().atMost(Duration.ofSeconds(90)).until(() -> ingest.livePoints() >= 60);
    com.microsoft.playwright.Page seen = page.logIn(ingest.url());
    assertThat(webhook.calls()).as("a quiet campus wakes nobody").isEmpty();

    campus.fault("fever");
    campus.fault("cold-store-door");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(webhook.calls("fever", "active")).hasSize(1);
              assertThat(webhook.calls("cold-store-warm", "active")).hasSize(1);
            });
    Webhook.Call door = webhook.calls("cold-store-warm", "active").get(0);
    assertThat(door.text("point")).isEqualTo("gw-canteen1:cold1.temperature");
    assertThat(door.body().path("value").asDouble()).isGreaterThan(8);
    assertThat(door.body().path("limit").asDouble()).isEqualTo(8);
    assertThat(door.text("do")).contains("门");
    assertThat(door.text("severity")).isEqualTo("critical");
    assertThat(door.text("area")).isEqualTo("canteen-1/cold-store");
    assertThat(door.text("since")).matches("\\d{4}-\\d\\d-\\d\\dT.*\\+08:00");

    String doorAlert = door.text("alert");
    String feverAlert = webhook.calls("fever", "active").get(0).text("alert");
    seen.getByTestId("alert-" + doorAlert).waitFor();
    seen.getByTestId("alert-" + feverAlert).waitFor();
    seen.getByTestId("ack-" + doorAlert).click();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                ingest
                    .get("api/v1/alerts/" + doorAlert)
                    .path("acknowledged")
                    .path("by")
                    .asText()
                    .equals("admin"));

    ingest.restart();
    await().atMost(Duration.ofMinutes(1)).until(() -> ingest.livePoints() >= 60);

    campus.clearFaults();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(webhook.calls("cold-store-warm", "recovered")).hasSize(1));
    assertThat(webhook.calls("cold-store-warm", "active")).as("not told again").hasSize(1);
    assertThat(webhook.calls("fever", "active")).as("not told again").hasSize(1);
    assertThat(webhook.calls("fever", "recovered")).as("no passer-by ends a fever").isEmpty();
    assertThat(ingest.get("api/v1/alerts/" + feverAlert).path("state").asText())
        .isEqualTo("active");
    assertThat(ingest.post("api/v1/alerts/" + feverAlert + "/close", "{}").status()).isEqualTo(400);
    assertThat(
            ingest
                .post("api/v1/alerts/" + feverAlert + "/close", "{\"note\":\"复测正常\"}")
                .body()
                .path("state")
                .asText())
        .isEqualTo("closed");
  }
}
