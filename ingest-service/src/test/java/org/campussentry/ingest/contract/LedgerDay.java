package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.ServiceInProcess;
import org.campussentry.ingest.timeline.MovedClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of a cold store on the service in this process, by a clock that is moved: read once an
 * hour, silent at three, without an answer at seven.
 */
abstract class LedgerDay {
  static final ObjectMapper JSON = new ObjectMapper();
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final Instant DAY = Instant.parse("2026-11-22T16:00:00Z");
  static final String WHERE = "area=main/canteen-1/cold-store";
  static final String LEDGER = "/api/v1/ledgers/2026-11-23";
  static final String POINT = "gw:cold1.temperature";
  static final Described API =
      new Described(Path.of("src/main/resources/openapi.yaml"), VersionFlag.V202012);

  @TempDir static Path folder;
  static final int port = Running.freePort();
  static final int brokerPort = Running.freePort();
  static final HttpClient http = HttpClient.newHttpClient();
  static final MovedClock clock = new MovedClock(DAY, ZONE);
  static AutoCloseable service;
  static String token = "";
  static long seq;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(
        folder.resolve("campus.yaml"),
        """
        sites: {main: {name: 主校区, name-en: Main, areas: {canteen-1/cold-store: {name: 一食堂<b>冷库</b>, name-en: Cold store, owner: catering}}}}
        gateways: {gw: {site: main}}
        departments: {catering: {name: 餐饮科}}
        channels: {hook: {type: webhook, url: "http://127.0.0.1:1/"}}
        people:
          officer-a: {name: 值班员甲, channels: [{channel: hook, to: a}]}
          officer-b: {name: 值班员乙, channels: [{channel: hook, to: b}]}
          leader: {name: 孙带班, channels: [{channel: hook, to: c}]}
        duty:
          shifts: {day: {from: "00:00", to: "00:00"}}
          rota: [{shift: day, role: leader, people: [leader]}]
        rules:
          - {id: warm, quantity: temperature, area: "*/cold-store", above: 8, severity: critical, do: 关门}
        """);
    Path config =
        Files.writeString(
            folder.resolve("ingest-service.yaml"),
            "broker: {url: embedded, port: %d}\nweb: {port: %d}\n".formatted(brokerPort, port));
    service =
        ServiceInProcess.start(config, Map.of("SENTRY_ADMIN_PASSWORD", "correct-horse-7"), clock);
    token = json(ask("POST", "/api/v1/session", RunningService.login())).path("token").asText();
    publish(
        "catalog",
        "{\"v\":1,\"hash\":\"h\",\"points\":[{\"id\":\"cold1.temperature\",\"area\":\"canteen-1/cold-store\",\"device\":\"cold1\",\"quantity\":\"temperature\",\"unit\":\"Cel\",\"every\":3600000}]}");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ask("GET", "/api/v1/points/" + POINT, null).statusCode() == 200);
    for (int hour = 0; hour < 24; hour++) {
      clock.moveTo(at(hour));
      if (hour != 3) {
        tell(at(hour), hour == 7 ? "null,\"timeout\"" : hour == 9 ? "9.26" : "3.4");
      }
    }
    clock.moveTo(at(32));
    ask(
        "PUT",
        "/api/v1/points/" + POINT + "/instrument",
        "{\"serial\":\"XY-0815\",\"from\":\"2026-11-01T00:00:00+08:00\",\"person\":\"officer-a\",\"calibrated\":\"2025-11-20\",\"due\":\"2026-11-20\",\"offset\":-0.2}");
  }

  @AfterAll
  static void stop() throws Exception {
    if (service != null) {
      service.close();
    }
  }

  static Instant at(int hour) {
    return DAY.plus(Duration.ofHours(hour)).plusSeconds(1);
  }

  static void publish(String kind, String payload) {
    List<String> command =
        new ArrayList<>(
            List.of("mosquitto_pub", "-V", "5", "-q", "1", "-p", String.valueOf(brokerPort)));
    command.addAll(List.of("-t", "sentry/v1/main/gw/" + kind, "-m", payload));
    assertThat(Running.run(folder, command.toArray(String[]::new)))
        .as(Running.outputs(folder))
        .isZero();
  }

  /** Returns when it is counted. */
  static void tell(Instant time, String value) throws IOException {
    seq++;
    publish(
        "data",
        "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":%d,\"cat\":\"h\",\"t0\":%d,\"r\":[[\"cold1.temperature\",0,%s]]}"
            .formatted(seq, time.toEpochMilli(), value));
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              JsonNode day =
                  json(ask("GET", "/api/v1/points/" + POINT + "/coverage?date=2026-11-23", null))
                      .path("day");
              return day.path("measured").asLong()
                      + day.path("late").asLong()
                      + day.at("/unavailable/timeout").asLong()
                  == seq;
            });
  }

  static HttpResponse<byte[]> bytes(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  record Answer(int statusCode, String body) {}

  static Answer ask(String method, String path, String body) {
    HttpResponse<byte[]> answer = bytes(method, path, body);
    return new Answer(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
  }

  static JsonNode json(Answer answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  static JsonNode described(String operation, Answer answer) throws IOException {
    JsonNode schema = API.at("/components/schemas/" + operation);
    assertThat(API.schema(schema).validate(JSON.readTree(answer.body()))).isEmpty();
    return json(answer);
  }
}
