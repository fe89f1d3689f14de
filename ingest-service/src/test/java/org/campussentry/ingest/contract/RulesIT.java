package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that somebody changes while the built program runs, and after it was started again. */
class RulesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MESSAGES = Path.of("..", "mosquitto", "messages");
  private static final String COLD = "/api/v1/rules/cold-store-warm";
  private static final String RULE =
      "{\"version\":%d,\"rule\":{\"id\":\"cold-store-warm\",\"name\":\"冷库\",\"quantity\":\"temperature\","
          + "\"area\":\"**/cold-store\",\"above\":%s,\"severity\":\"critical\",\"do\":\"关门\"%s}}";

  @TempDir Path folder;
  private RunningService service;
  private String token;
  private int seq = 815;

  private void start() throws IOException {
    service = new RunningService(folder);
    token =
        JSON.readTree(ask("POST", "/api/v1/session", RunningService.login()).body())
            .path("token")
            .asText();
    service.publish("status", true, Files.readString(MESSAGES.resolve("status-self.json")).strip());
    service.publish("catalog", true, Files.readString(MESSAGES.resolve("catalog.json")).strip());
  }

  private HttpResponse<String> ask(String method, String path, String body) {
    return service.send(
        service.request(method, path, body).header("Authorization", "Bearer " + token),
        BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws IOException {
    return JSON.readTree(ask("GET", path, null).body());
  }

  private void measures(double value) {
    service.publish(
        "data",
        false,
        "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":%d,\"cat\":\"9f3c5a10\",\"t0\":%d,\"r\":[[\"cold1.temperature\",0,%s]]}"
            .formatted(seq++, Instant.now().toEpochMilli(), value));
  }

  private JsonNode alert(String state) throws IOException {
    return get("/api/v1/alerts?state=" + state)
        .path("alerts")
        .valueStream()
        .filter(a -> a.path("rule").asText().equals("cold-store-warm"))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private void awaitAlert(String state) {
    await().atMost(Duration.ofSeconds(30)).until(() -> !alert(state).isMissingNode());
  }

  @Test
  void a_changed_limit_acts_at_once_and_after_a_restart_and_switched_off_ends_with_a_note()
      throws IOException {
    start();
    try {
      measures(4);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  get("/api/v1/points/gw-canteen1:cold1.temperature").path("value").asDouble()
                      == 4);
      assertThat(ask("PUT", COLD, RULE.formatted(0, "3", "")).statusCode()).isEqualTo(200);
      measures(4);
      awaitAlert("active");
      assertThat(ask("PUT", COLD, RULE.formatted(0, "3.5", "")).statusCode())
          .as("who saw an older one")
          .isEqualTo(409);
    } finally {
      service.close();
    }
    start();
    try {
      JsonNode rule = get(COLD);
      assertThat(rule.path("origin").asText()).isEqualTo("page");
      assertThat(rule.path("upper").asDouble()).isEqualTo(3);
      assertThat(rule.path("openAlerts").asInt()).isEqualTo(1);
      assertThat(rule.at("/file/above").asDouble()).isEqualTo(8);
      measures(3.2);
      assertThat(ask("PUT", COLD, RULE.formatted(1, "3", ",\"on\":false")).statusCode())
          .isEqualTo(200);
      awaitAlert("closed");
      assertThat(alert("closed").at("/closed/by").asText()).isEqualTo("admin");
      assertThat(alert("closed").at("/closed/note").asText()).contains("停用", "switched off");
      assertThat(ask("DELETE", COLD + "?version=2", null).statusCode()).isEqualTo(200);
      assertThat(get(COLD).path("upper").asDouble()).isEqualTo(8);
      assertThat(get(COLD).path("changes").size()).isEqualTo(3);
    } finally {
      service.close();
    }
  }

  @Test
  void what_is_wrong_is_said_and_what_would_be_is_shown() throws IOException {
    start();
    try {
      measures(4);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  get("/api/v1/points/gw-canteen1:cold1.temperature/readings")
                          .path("readings")
                          .size()
                      > 0);
      HttpResponse<String> wrong = ask("PUT", COLD, RULE.formatted(0, "3", ",\"below\":1"));
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("give exactly one of");
      assertThat(ask("PUT", "/api/v1/rules/other", RULE.formatted(0, "3", "")).body())
          .contains("'rule.id' is that of the address");
      assertThat(ask("DELETE", COLD + "?version=0", null).statusCode()).isEqualTo(404);
      String trial = RULE.formatted(0, "3", "").replaceFirst("\"version\":0,", "\"days\":1,");
      JsonNode tried = JSON.readTree(ask("POST", "/api/v1/rules/dry-run", trial).body());
      assertThat(tried.path("total").asInt()).isEqualTo(1);
      assertThat(tried.path("covers").asInt()).isEqualTo(1);
      assertThat(get("/api/v1/alerts").path("alerts")).isEmpty();
    } finally {
      service.close();
    }
  }
}
