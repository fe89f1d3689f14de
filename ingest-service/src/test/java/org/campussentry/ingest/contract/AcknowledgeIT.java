package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.password4j.Password;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link of a message at the built program, opened as a phone, and as a mail scanner, does. */
class AcknowledgeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MESSAGES = Path.of("..", "mosquitto", "messages");
  private static final Described API =
      new Described(Path.of("src/main/resources/openapi.yaml"), VersionFlag.V202012);

  @TempDir static Path folder;
  private static RunningService service;
  private static int seq = 1;

  @BeforeAll
  static void start() throws IOException {
    service =
        new RunningService(
            folder,
            """
              officer-c:
                name: 值班员丙
                pin-hash: "%s"
                channels: [{channel: hook, to: c}]
            """
                .formatted(Password.hash("2580").withBcrypt().getResult()),
            """
              escalation:
                - {severity: warning, steps: [{tell: "person:officer-c"}]}
            rules:
              - {id: fever, quantity: body_temperature, at-least: 37.3, severity: critical, do: 请到留观室复测}
              - {id: warm, quantity: temperature, above: 5, deadband: 0.5, for: 0s, severity: warning, do: 关门, do-en: Close the door}
            """);
    service.publish("catalog", true, Files.readString(MESSAGES.resolve("catalog.json")).strip());
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  private static void measured(String point, double value) {
    service.publish(
        "data",
        false,
        "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":%d,\"cat\":\"9f3c5a10\",\"t0\":%d,\"r\":[[\"%s\",0,%s]]}"
            .formatted(seq++, Instant.now().toEpochMilli(), point, value));
  }

  /** What the webhook was told about a rule last. */
  private static JsonNode notice(String rule, int nth) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                service.notices().stream()
                    .map(AcknowledgeIT::json)
                    .filter(n -> n.path("rule").asText().equals(rule))
                    .filter(n -> n.path("state").asText().equals("active"))
                    .skip(nth)
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String link(JsonNode notice) {
    return URI.create(notice.path("acknowledge").asText()).getPath();
  }

  private static HttpResponse<String> open(String path) {
    return service.send(service.request("GET", path, null), BodyHandlers.ofString());
  }

  private static HttpResponse<String> press(String path, String form) {
    return service.send(
        service
            .request("POST", path, form)
            .setHeader("Content-Type", "application/x-www-form-urlencoded"),
        BodyHandlers.ofString());
  }

  private static JsonNode story(JsonNode notice) {
    String login =
        service
            .send(
                service.request("POST", "/api/v1/session", RunningService.login()),
                BodyHandlers.ofString())
            .body();
    return json(
        service
            .send(
                service
                    .request("GET", "/api/v1/alerts/" + notice.path("alert").asText(), null)
                    .header("Authorization", "Bearer " + json(login).path("token").asText()),
                BodyHandlers.ofString())
            .body());
  }

  @Test
  void a_personal_link_shows_first_acknowledges_by_its_button_and_only_once() {
    measured("cold1.temperature", 9.64);
    JsonNode notice = notice("warm", 0);
    assertThat(API.schema(API.at("/components/schemas/Notice")).validate(notice)).isEmpty();
    HttpResponse<String> page = open(link(notice));
    open(link(notice));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .doesNotContain("unsafe-inline");
    assertThat(page.body())
        .contains("一食堂冷库", "9.64 ℃", "5 ℃", "关门", "以此身份确认: <b>值班员丙</b>")
        .doesNotContain("name=\"pin\"", "<script", "138");
    assertThat(story(notice).has("acknowledged")).as("opening only shows").isFalse();

    HttpResponse<String> done = press(link(notice), "");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(done.body()).contains("已确认", "再次通知").doesNotContain("<button>");
    JsonNode story = story(notice);
    assertThat(story.at("/acknowledged/by").asText()).isEqualTo("officer-c");
    assertThat(story.at("/deliveries/0/acknowledged").asText()).isNotEmpty();

    HttpResponse<String> again = press(link(notice), "");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("这个链接已经用过", "值班员丙");
    assertThat(open(link(notice)).body()).contains("已经用过").doesNotContain("<button>");
    measured("cold1.temperature", 3);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> story(notice).path("state").asText().equals("recovered"));
    assertThat(open(link(notice)).body()).contains("已经恢复");
  }

  @Test
  void a_link_that_everybody_gets_asks_who_presses_and_counts_attempts() {
    measured("gate1.body_temperature", 39.1);
    JsonNode notice = notice("fever", 0);
    assertThat(open(link(notice)).body()).contains("name=\"name\"", "name=\"pin\"");
    HttpResponse<String> stranger = press(link(notice), "name=officer-c&pin=0000");
    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(stranger.body()).contains("姓名或 PIN 码不对，没有确认", "<button>");
    assertThat(press(link(notice), "").statusCode()).isEqualTo(403);
    assertThat(press(link(notice), "name=officer-a&pin=2580").statusCode())
        .as("who has no PIN can't act so")
        .isEqualTo(403);
    assertThat(story(notice).has("acknowledged")).isFalse();
    String name = java.net.URLEncoder.encode("值班员丙", java.nio.charset.StandardCharsets.UTF_8);
    assertThat(press(link(notice), "name=" + name + "&pin=2580").statusCode()).isEqualTo(200);
    assertThat(story(notice).at("/acknowledged/by").asText()).isEqualTo("officer-c");

    measured("gate1.body_temperature", 39.2);
    String other = link(notice("fever", 1));
    for (int attempt = 0; attempt < 5; attempt++) {
      String who = attempt % 2 == 0 ? name : "officer-c";
      press(other, "name=" + who + "&pin=" + attempt);
      assertThat(press(link(notice), "name=officer-c").statusCode()).as("used").isEqualTo(409);
    }
    assertThat(press(other, "name=officer-c&pin=2580").statusCode())
        .as("even the right one, for a minute")
        .isEqualTo(429);
  }

  @Test
  void an_altered_link_says_so_in_the_reader_s_language() {
    HttpResponse<String> altered = open("/a/g" + "A".repeat(22) + ".zzzzzz." + "A".repeat(22));
    assertThat(altered.statusCode()).isEqualTo(404);
    assertThat(altered.body()).contains("链接不完整或被改动过");
    HttpResponse<String> english =
        service.send(
            service.request("POST", "/a/nonsense", "").header("Accept-Language", "en-GB"),
            BodyHandlers.ofString());
    assertThat(english.statusCode()).isEqualTo(404);
    assertThat(english.body()).contains("This link is incomplete or was changed");
    assertThat(open("/a/page.css").headers().firstValue("Content-Type"))
        .hasValue("text/css; charset=utf-8");
  }
}
