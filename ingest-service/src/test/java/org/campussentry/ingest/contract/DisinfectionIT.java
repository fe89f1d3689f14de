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

/** Slots and portable sprayers of the built program, each answer as it is described. */
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
}
