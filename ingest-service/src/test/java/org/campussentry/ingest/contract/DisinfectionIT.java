package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Slots, plans, portable sprayers and supplies of the built program, each answer as it is
 * described.
 */
class DisinfectionIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SLOTS = "/api/v1/disinfection/slots/{id}";

  @TempDir static Path folder;
  private static RunningService service;
  private static String token;

  @BeforeAll
  static void start() throws IOException {
    // One slot follows the other, so that whenever this runs one is open.
    service =
        new RunningService(
            folder,
            "",
            """
            disinfection:
              sprayers: {cart-1: {name: 推车 1, device: "gw-canteen1:spray1", tank: 60}}
              plans:
                - {id: store, area: canteen-1/cold-store, concentration: 250, litres: 6, sprayer: cart-1, rrule: "FREQ=HOURLY", start: 2026-01-01T00:00, lasts: 1h}
            supplies:
              - {id: masks, name: 口罩, unit: 只, minimum: 100}
            """);
    token =
        JSON.readTree(
                service
                    .send(
                        service.request("POST", "/api/v1/session", RunningService.login()),
                        BodyHandlers.ofString())
                    .body())
            .path("token")
            .asText();
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

  private static JsonNode described(String path, String id, String method, String body, int status)
      throws IOException {
    HttpResponse<String> answer = ask(method, path.replace("{id}", id), body);
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
    String at =
        "/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase(java.util.Locale.ROOT);
    OpenApiIT.check(method + " " + path, OpenApiIT.API.at(at), answer);
    return JSON.readTree(answer.body());
  }

  private static String openSlot() throws IOException {
    for (JsonNode slot :
        JSON.readTree(ask("GET", "/api/v1/disinfection", null).body()).path("slots")) {
      String id = slot.path("id").asText();
      if (ask("GET", SLOTS.replace("{id}", id), null).statusCode() == 200) {
        return id;
      }
    }
    return "";
  }

  @Test
  void a_slot_is_registered_by_hand_and_a_portable_sprayer_is_placed() throws IOException {
    String id =
        await().atMost(Duration.ofMinutes(2)).until(DisinfectionIT::openSlot, s -> !s.isEmpty());
    described(SLOTS, id, "GET", null, 200);
    described(SLOTS, "store@20000101T0000", "GET", null, 404);

    String register = SLOTS + "/register";
    described(register, id, "POST", "{\"person\":\"officer-a\"}", 400);
    described(register, id, "POST", "{\"person\":\"谁\",\"reason\":\"喷雾机送修\"}", 400);
    String check = SLOTS + "/check";
    described(check, id, "POST", "{\"person\":\"officer-a\",\"strip\":250}", 409);
    JsonNode done =
        described(
            register,
            id,
            "POST",
            "{\"person\":\"officer-a\",\"reason\":\"喷雾机送修\",\"strip\":300}",
            200);
    assertThat(done.path("state").asText()).isEqualTo("registered");
    assertThat(done.toString()).contains("喷雾机送修", "\"by\":\"admin\"");

    onPaper();

    String area = "/api/v1/disinfection/sprayers/{id}/area";
    described(
        area, "none", "POST", "{\"area\":\"canteen-1/cold-store\",\"person\":\"officer-a\"}", 404);
    described(
        area,
        "cart-1",
        "POST",
        "{\"area\":\"canteen-1/cold-store\",\"person\":\"officer-a\"}",
        200);
    assertThat(ask("GET", "/api/v1/disinfection/sprayers", null).body())
        .contains("cart-1", "canteen-1/cold-store", "officer-a");
  }

  private static void onPaper() throws IOException {
    String paper = "/api/v1/disinfection/record.";
    JsonNode document = described(paper + "json", "", "GET", null, 200).path("document");
    assertThat(document.path("warning").asText()).contains("人工登记 1 项，不是测量结果");
    JsonNode hand = document.at("/sections/1");
    assertThat(hand.path("id").asText()).isEqualTo("slots-registered");
    assertThat(hand.path("rows").toString()).contains("值班员甲", "喷雾机送修", "300");
    String page = ask("GET", paper + "html", null).body();
    assertThat(page).contains("喷雾机送修", document.path("verdict").asText());
    assertThat(ask("GET", paper + "pdf?lang=en", null).body()).startsWith("%PDF");
    assertThat(ask("GET", paper + "csv", null).body()).startsWith("\uFEFF").contains("喷雾机送修");
    assertThat(ask("GET", paper + "xlsx", null).statusCode()).isEqualTo(200);
    for (String wrong :
        java.util.List.of(
            "date=today",
            "lang=de",
            "from=2026-11-01",
            "from=2026-11-02&to=2026-11-01",
            "from=2026-01-01&to=2026-02-01",
            "date=2026-11-01&to=2026-11-01")) {
      assertThat(ask("GET", paper + "pdf?" + wrong, null).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  private static String change(String kind, String keys, int version) {
    return "{\"%s\":%s,\"version\":%d}".formatted(kind, keys, version);
  }

  @Test
  void a_plan_is_looked_at_changed_ended_and_given_back() throws IOException {
    String plans = "/api/v1/disinfection/plans";
    String plan = plans + "/{id}";
    described(plans, "", "GET", null, 200);
    described(plan, "none", "GET", null, 404);
    JsonNode stored = described(plan, "store", "GET", null, 200);
    assertThat(stored.path("slots")).isNotEmpty();

    String keys = stored.path("keys").toString();
    String late = keys.replace("2026-01-01T00:00", "2026-01-01T00:15");
    String other = keys.replace("\"store\"", "\"other\"");
    String preview = plans + "/preview";
    described(preview, "", "POST", "{\"plan\":" + late + "}", 200);
    assertThat(described(preview, "", "POST", "{\"plan\":" + other + "}", 200).toString())
        .contains("two slots at once", "'store'", "'other'");
    described(plan, "other", "PUT", change("plan", other, 0), 400);
    described(plan, "store", "PUT", change("plan", keys.replace("HOURLY", "OFTEN"), 0), 400);

    JsonNode changed = described(plan, "store", "PUT", change("plan", late, 0), 200);
    assertThat(changed.path("origin").asText()).isEqualTo("page");
    assertThat(changed.at("/slots/0/opens").asText()).contains(":15:");
    described(plan, "store", "PUT", change("plan", late, 0), 409);
    String ended = late.replaceFirst("\\{", "{\"on\":false,");
    assertThat(described(plan, "store", "PUT", change("plan", ended, 1), 200).path("slots"))
        .isEmpty();
    described(plan, "store?version=0", "DELETE", null, 409);
    described(plan, "store?version=2", "DELETE", null, 200);
    described(plan, "store?version=3", "DELETE", null, 404);
    JsonNode again = described(plan, "store", "GET", null, 200);
    assertThat(again.path("keys")).isEqualTo(stored.path("keys"));
    assertThat(again.path("changes")).hasSize(3);
    assertThat(ask("GET", "/api/v1/audit?subject=store", null).body())
        .contains("\"act\":\"plan\"", "00:15");
    described("/api/v1/disinfection/outside", "", "GET", null, 200);
  }

  @Test
  void supplies_are_counted_moved_and_corrected_and_what_is_low_is_told() throws IOException {
    String item = "/api/v1/supplies/{id}";
    String move = item + "/movements";
    JsonNode fresh = described(item, "masks", "GET", null, 200);
    assertThat(fresh.path("state").asText()).isEqualTo("unknown");
    described(item, "none", "GET", null, 404);
    String by = ",\"person\":\"officer-a\"";
    described(move, "masks", "POST", "{\"kind\":\"out\",\"amount\":1" + by + "}", 409);
    described(move, "masks", "POST", "{\"kind\":\"in\",\"amount\":-1" + by + "}", 400);
    described(move, "masks", "POST", "{\"kind\":\"in\",\"amount\":1,\"person\":\"谁\"}", 400);
    described(move, "none", "POST", "{\"kind\":\"in\",\"amount\":1" + by + "}", 404);
    described(move, "masks", "POST", "{\"kind\":\"count\",\"amount\":300" + by + "}", 200);
    JsonNode low =
        described(move, "masks", "POST", "{\"kind\":\"out\",\"amount\":250" + by + "}", 200);
    assertThat(low.path("state").asText()).isEqualTo("low");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ask("GET", "/api/v1/alerts", null).body().contains("\"kind\":\"stock\""));
    int wrong = low.at("/lines/0/number").asInt();
    String right = "{\"corrects\":" + wrong + ",\"amount\":25" + by;
    described(move, "masks", "POST", right + "}", 400);
    JsonNode mended = described(move, "masks", "POST", right + ",\"note\":\"多写了 0\"}", 200);
    assertThat(mended.path("stock").asDouble()).isEqualTo(275);
    assertThat(mended.at("/lines/0/amount").asDouble()).as("nothing is changed").isEqualTo(250);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                !ask("GET", "/api/v1/alerts?state=active", null)
                    .body()
                    .contains("\"kind\":\"stock\""));

    String more = "{\"id\":\"masks\",\"name\":\"口罩\",\"unit\":\"只\",\"minimum\":500}";
    described(item, "masks", "PUT", change("item", more.replace("500", "-1"), 0), 400);
    assertThat(described(item, "masks", "PUT", change("item", more, 0), 200).path("state").asText())
        .isEqualTo("low");
    described(item, "masks", "PUT", change("item", more, 0), 409);
    described(item, "masks?version=1", "DELETE", null, 200);
    described(item, "masks?version=2", "DELETE", null, 404);
    described("/api/v1/supplies", "", "GET", null, 200);
    assertThat(ask("GET", "/api/v1/audit?subject=masks", null).body())
        .contains("supply-out", "supply-correction", "\"act\":\"item\"");
  }
}
