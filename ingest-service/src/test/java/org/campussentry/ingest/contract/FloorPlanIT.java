package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Floor plans at the built program: what is taken, what is refused, and in which words. */
class FloorPlanIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MESSAGES = Path.of("..", "mosquitto", "messages");
  private static final String PLANS = "/api/v1/floor-plans";
  private static final String CANTEEN = PLANS + "/main:canteen-1";
  private static final byte[] PNG =
      Arrays.copyOf(HexFormat.of().parseHex("89504e470d0a1a0a0000"), 2 << 20);

  @TempDir static Path folder;
  private static RunningService service;
  private static String token = "";

  @BeforeAll
  static void start() throws IOException {
    service = new RunningService(folder);
    token =
        JSON.readTree(ask("POST", "/api/v1/session", RunningService.login()).body())
            .path("token")
            .asText();
    service.publish("catalog", true, Files.readString(MESSAGES.resolve("catalog.json")).strip());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> json("/api/v1/points").path("points").size() > 0);
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  private static HttpResponse<String> ask(String method, String path, String body) {
    return service.send(
        service.request(method, path, body).header("Authorization", "Bearer " + token),
        BodyHandlers.ofString());
  }

  private static JsonNode json(String path) throws IOException {
    return JSON.readTree(ask("GET", path, null).body());
  }

  private static HttpResponse<String> draw(String plan, String type, byte[] content) {
    return service.send(
        service
            .request("PUT", PLANS + "/" + plan + "/picture", null)
            .method("PUT", HttpRequest.BodyPublishers.ofByteArray(content))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + token),
        BodyHandlers.ofString());
  }

  private static void check(String method, String path, HttpResponse<String> answer, int status)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    OpenApiIT.check(
        method + " " + path, new DescribedService.Operation(method, path).description(), answer);
  }

  @Test
  void a_plan_is_drawn_filled_shown_and_removed() throws IOException {
    check("GET", PLANS, ask("GET", PLANS, null), 200);
    check("PUT", PLANS + "/{id}/points", ask("PUT", CANTEEN + "/points", "{\"points\":[]}"), 404);
    check("PUT", PLANS + "/{id}/picture", draw("main:canteen-1", "image/png", PNG), 200);
    String spot = "{\"points\":[{\"point\":\"gw-canteen1:cold1.temperature\",\"x\":0.5,\"y\":1}]}";
    check("PUT", PLANS + "/{id}/points", ask("PUT", CANTEEN + "/points", spot), 200);
    HttpResponse<byte[]> shown =
        service.send(
            service
                .request("GET", CANTEEN + "/picture", null)
                .header("Authorization", "Bearer " + token),
            BodyHandlers.ofByteArray());
    assertThat(shown.body()).isEqualTo(PNG);
    assertThat(shown.headers().firstValue("Content-Type")).hasValue("image/png");
    check("GET", PLANS, ask("GET", PLANS, null), 200);
    JsonNode plan = json(PLANS).at("/floorPlans/0");
    assertThat(plan.path("building").asText()).isEqualTo("canteen-1");
    assertThat(plan.at("/points/0/y").asDouble()).isEqualTo(1);
    check("DELETE", PLANS + "/{id}", ask("DELETE", CANTEEN, null), 200);
    JsonNode trail = json("/api/v1/audit?subject=main:canteen-1").path("entries");
    assertThat(trail).hasSize(3);
    assertThat(trail.at("/1/before").asText()).contains("picture").doesNotContain("cold1");
    assertThat(trail.at("/1/after").asText())
        .contains("\"gw-canteen1:cold1.temperature\":\"0.5 1.0\"")
        .isEqualTo(trail.at("/0/before").asText());
    check("DELETE", PLANS + "/{id}", ask("DELETE", CANTEEN, null), 404);
    check("GET", PLANS + "/{id}/picture", ask("GET", CANTEEN + "/picture", null), 404);
  }

  @Test
  void what_is_no_picture_no_place_or_too_large_is_refused_in_plain_words() throws IOException {
    byte[] text = "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
    for (Object[] one :
        List.of(
            new Object[] {"main", "image/svg+xml", text, 400, "no JPEG, PNG or WebP picture"},
            new Object[] {"main", "text/plain", PNG, 415, "send Content-Type"},
            new Object[] {"main", "image/png", Arrays.copyOf(PNG, 10 << 20), 413, "at most 2 MiB"},
            new Object[] {"west", "image/png", PNG, 404, "no site or building west"},
            new Object[] {"main:attic", "image/png", PNG, 404, "no site or building main:attic"})) {
      HttpResponse<String> answer = draw((String) one[0], (String) one[1], (byte[]) one[2]);
      check("PUT", PLANS + "/{id}/picture", answer, (int) one[3]);
      assertThat(answer.body()).contains((String) one[4]);
    }
    check("PUT", PLANS + "/{id}/picture", draw("main", "image/png", PNG), 200);
    String point = "{\"point\":\"gw-canteen1:cold1.temperature\",\"x\":%s,\"y\":0.5}";
    for (String wrong :
        List.of(
            "{}",
            "{\"points\":[3]}",
            "{\"points\":[],\"dots\":1}",
            "{\"points\":[{\"point\":\"gw-1:no.where\",\"x\":0,\"y\":0}]}",
            "{\"points\":[" + point.formatted("1.01") + "]}",
            "{\"points\":[" + point.formatted("0") + "," + point.formatted("1") + "]}")) {
      check("PUT", PLANS + "/{id}/points", ask("PUT", PLANS + "/main/points", wrong), 400);
    }
  }
}
