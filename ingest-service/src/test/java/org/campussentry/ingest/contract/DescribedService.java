package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built program with one alert and a little of everything, and what its document says of it.
 */
abstract class DescribedService {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Path WEB = Path.of("src/main/java/org/campussentry/ingest/web");
  static final Path MESSAGES = Path.of("..", "mosquitto", "messages");

  static final Described API =
      new Described(Path.of("src/main/resources/openapi.yaml"), VersionFlag.V202012);

  static final Pattern ROUTE =
      Pattern.compile("router\\s*\\.(get|post|put|patch|delete)\\(\\s*\"([^\"]+)\"");

  static final String POINT = "gw-canteen1:cold1.temperature";

  @TempDir static Path folder;
  static RunningService service;
  static String token;
  static String alert;

  record Operation(String method, String path) {
    JsonNode description() {
      return API.at("/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase(ENGLISH));
    }

    private static final java.util.Locale ENGLISH = java.util.Locale.ROOT;

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    service = new RunningService(folder);
    token =
        JSON.readTree(
                service
                    .send(
                        service.request("POST", "/api/v1/session", RunningService.login()),
                        BodyHandlers.ofString())
                    .body())
            .path("token")
            .asText();
    service.publish("status", true, golden("status-self.json"));
    service.publish("catalog", true, golden("catalog.json"));
    service.publish("data", false, golden("bad/data-not-v1.json"));
    service.publish(
        "data",
        false,
        """
        {"v":1,"stream":"k3v9q2x7a1b4","seq":815,"cat":"9f3c5a10","t0":%d,"r":[["cold1.temperature",0,3.4],\
        ["cold1.temperature",1,null,"timeout"],["spray1.flow",0,12.5],["gate1.body_temperature",0,39.1]]}"""
            .formatted(Instant.now().toEpochMilli()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get("/api/v1/alerts").path("alerts").size() > 0);
    alert = get("/api/v1/alerts").at("/alerts/0/id").asText();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get("/api/v1/reports/upward").path("reports").size() > 0);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get("/api/v1/points/" + POINT + "/readings").path("readings").size() == 2);
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  static String golden(String file) throws IOException {
    return Files.readString(MESSAGES.resolve(file)).stripTrailing();
  }

  static HttpResponse<String> ask(String method, String path, String body) {
    return service.send(
        service.request(method, path, body).header("Authorization", "Bearer " + token),
        BodyHandlers.ofString());
  }

  static JsonNode get(String path) throws IOException {
    return JSON.readTree(ask("GET", path, null).body());
  }

  static List<Operation> documented() {
    List<Operation> operations = new ArrayList<>();
    API.at("/paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (!method.equals("parameters")) {
                            operations.add(
                                new Operation(
                                    method.toUpperCase(java.util.Locale.ROOT), path.getKey()));
                          }
                        }));
    return operations;
  }

  static String body(Operation operation) {
    if (operation.method().equals("GET")) {
      return null;
    }
    String last = operation.path().substring(operation.path().lastIndexOf('/') + 1);
    if (operation.method().equals("PUT") && operation.path().contains("/rules/")) {
      return "{\"version\":0,\"rule\":{\"id\":\"tank-low\",\"quantity\":\"tank_level\",\"below\":15}}";
    }
    return switch (last) {
      case "session" -> RunningService.login();
      case "acknowledge" -> "{}";
      case "close" -> "{\"note\":\"measured again, 36.8\"}";
      case "shelve" ->
          "{\"reason\":\"test\",\"until\":\"%s\"}"
              .formatted(OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
      case "instrument" ->
          "{\"serial\":\"XY-0815\",\"person\":\"officer-a\",\"calibrated\":\"2026-01-15\"}";
      case "{id}" ->
          "{\"kind\":\"first\",\"what\":\"39.1\",\"affected\":1,\"measures\":\"复测\",\"to\":\"教育局\",\"way\":\"both\",\"recorder\":\"officer-a\",\"reviewer\":\"officer-b\"}";
      case "accounts" -> "{\"name\":\"someone\",\"role\":\"leader\",\"person\":\"officer-a\"}";
      case "{user}" -> "{\"role\":\"viewer\",\"person\":\"officer-a\",\"enabled\":true}";
      case "tokens" -> "{\"name\":\"墙\",\"role\":\"wall\",\"days\":30}";
      case "password" -> "{}";
      case "again" -> "{\"date\":\"2026-11-24\"}";
      case "retire" -> "{\"reason\":\"taken down\"}";
      case "redrive", "test", "unshelve" -> "{}";
      case "dry-run" ->
          "{\"rule\":{\"id\":\"warm\",\"quantity\":\"temperature\",\"above\":3,\"deadband\":0.5}}";
      case "shifts", "preview" ->
          "{\"shifts\":[{\"date\":\"2026-11-24\",\"shift\":\"first\",\"officer\":\"值班员乙\",\"leader\":null}]}";
      case "sign" -> "{\"person\":\"officer-a\"}";
      case "drills" -> "{\"point\":\"%s\",\"severity\":\"info\",\"value\":12.5}".formatted(POINT);
      case "maintenance" ->
          "{\"site\":\"main\",\"area\":\"canteen-1/**\",\"reason\":\"化霜\",\"until\":\"%s\"}"
              .formatted(OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
      default -> throw new AssertionError("this test knows no body for " + operation);
    };
  }

  /** Fails when the answer's status, type or body is not as described. */
  static void check(String what, JsonNode operation, HttpResponse<String> answer)
      throws IOException {
    JsonNode response =
        API.resolved(operation.path("responses").path(String.valueOf(answer.statusCode())));
    assertThat(response.isMissingNode()).as("%s: %s", what, answer.statusCode()).isFalse();
    if (!response.has("content")) {
      assertThat(answer.body()).as(what).isEmpty();
      return;
    }
    var described = response.get("content").properties().iterator().next();
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(what)
        .startsWith(described.getKey());
    if (described.getKey().endsWith("json")) {
      assertThat(
              API.schema(described.getValue().get("schema")).validate(JSON.readTree(answer.body())))
          .as("%s: %s", what, answer.body())
          .isEmpty();
    }
  }
}
