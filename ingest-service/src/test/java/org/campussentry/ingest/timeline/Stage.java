package org.campussentry.ingest.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.password4j.Password;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.campussentry.ingest.ServiceInProcess;
import org.campussentry.ingest.contract.Running;

/**
 * What a story is played on: the service in this process with a broker and a store of Debian's, one
 * campus, and a client of its API.
 */
final class Stage implements AutoCloseable {
  /** Of both duty officers, for what they sign. */
  static final String PIN = "2468";

  private static final String PASSWORD = "correct-horse-7";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The rules are the default ones. The tower is nobody's, but the bell's: its excursion is made
   * active by a tick of the watch alone, and calls a second time by a round of the duty desk alone.
   */
  private static final String CAMPUS =
      """
      sites:
        main: {name: 主校区, areas: {canteen-1/cold-store: {name: 一食堂冷库, owner: catering}}}
        tower: {name: 钟楼}
      departments: {catering: {name: 餐饮科}}
      gateways: {%3$s}
      rules:
        - {id: bell, quantity: ring, area: bell, above: 0, for: 1s, severity: info, do: 听}
      channels: {phones: {type: webhook, url: "%1$s"}}
      people:
        night-officer: {name: 值班员甲, pin-hash: "%2$s", channels: [{channel: phones, to: a}]}
        day-officer: {name: 值班员乙, pin-hash: "%2$s", channels: [{channel: phones, to: b}]}
        backup: {name: 后备, channels: [{channel: phones, to: c}]}
        leader: {name: 带班领导, channels: [{channel: phones, to: d}]}
        kitchen: {name: 餐饮科, department: catering, channels: [{channel: phones, to: e}]}
        bell: {name: 钟, channels: [{channel: phones, to: f}]}
      duty:
        shifts:
          night: {name: 夜班, site: main, from: "18:00", to: "06:00"}
          day: {name: 白班, site: main, from: "06:00", to: "18:00"}
        rota:
          - {shift: night, role: officer, people: [night-officer]}
          - {shift: day, role: officer, people: [day-officer]}
          - {shift: night, role: backup, people: [backup]}
          - {shift: day, role: backup, people: [backup]}
          - {shift: night, role: leader, people: [leader]}
          - {shift: day, role: leader, people: [leader]}
        escalation:
          - severity: critical
            steps: [{tell: officer}, {after: 5m, tell: backup}, {after: 15m, tell: leader}, {after: 30m, tell: department}]
          - {severity: warning, steps: [{tell: officer}]}
          - {area: bell, steps: [{tell: "person:bell"}, {after: 1s, tell: "person:bell"}]}
      """;

  private final Server broker;
  private final int port = Running.freePort();
  private final Path config;
  private final Clock clock;
  private final HttpClient http = HttpClient.newHttpClient();
  private AutoCloseable service;
  private String token = "";

  /** Starts all of it; the campus expects these gateways at its main site. */
  Stage(Path folder, String store, String webhook, Collection<String> gateways, Clock clock)
      throws IOException {
    this.clock = clock;
    broker = Server.mosquitto(folder.resolve("mosquitto"));
    Files.writeString(
        folder.resolve("campus.yaml"),
        CAMPUS.formatted(
            webhook,
            Password.hash(PIN).withBcrypt().getResult(),
            gateways.stream().map(g -> g + ": {site: main}").collect(Collectors.joining(", "))));
    config =
        Files.writeString(
            folder.resolve("ingest-service.yaml"),
            "broker: {url: \"%s\"}\nstore: {url: \"%s\", retention: forever}\nweb: {port: %d}\n"
                .formatted(brokerUrl(), store, port));
    startService();
    token =
        post("/api/v1/session", "{\"user\":\"admin\",\"password\":\"" + PASSWORD + "\"}")
            .path("token")
            .asText();
  }

  Server broker() {
    return broker;
  }

  String brokerUrl() {
    return "mqtt://127.0.0.1:" + broker.port();
  }

  void startService() {
    service = ServiceInProcess.start(config, Map.of("SENTRY_ADMIN_PASSWORD", PASSWORD), clock);
  }

  void stopService() {
    try {
      service.close();
    } catch (Exception e) {
      throw new AssertionError("the service does not end", e);
    }
  }

  /** Whether the watch has seen that the broker is away. */
  boolean isDeaf() {
    try {
      HttpRequest metrics =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
      return http.send(metrics, BodyHandlers.ofString()).body().contains("sentry_watch_deaf 1");
    } catch (IOException e) {
      throw new AssertionError("GET /metrics", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In millis since 1970 UTC; 0 when there is none. */
  static long timeOf(JsonNode text) {
    String time = text.asText();
    return time.isEmpty() ? 0 : OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }

  Set<String> gatewayStates(String site) {
    Set<String> states = new HashSet<>();
    for (JsonNode gateway : get("/api/v1/gateways").path("gateways")) {
      if (gateway.path("site").asText().equals(site)) {
        states.add(gateway.path("state").asText());
      }
    }
    return states;
  }

  JsonNode get(String path) {
    return ask("GET", path, BodyPublishers.noBody());
  }

  /** The button of a link, which needs no login. */
  void press(String path) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(""))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    } catch (IOException e) {
      throw new AssertionError("POST " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode post(String path, String body) {
    return ask("POST", path, BodyPublishers.ofString(body));
  }

  private JsonNode ask(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .method(method, body)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stopService();
    broker.close();
  }
}
