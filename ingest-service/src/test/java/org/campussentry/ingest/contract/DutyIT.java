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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Duty at the built program, as its pages ask for it. */
class DutyIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static RunningService service;
  private static String token;

  /** How a path is asked for. */
  interface Asked {
    String body(String path);
  }

  /** The id of the hand-over that the program opens, which begins in the midst of a shift. */
  static String handover(Asked asked) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                JSON.readTree(asked.body("/api/v1/duty/handovers")).at("/handovers/0/id").asText(),
            id -> !id.isEmpty());
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

  private static JsonNode get(String path) throws IOException {
    return JSON.readTree(ask("GET", path, null).body());
  }

  @Test
  void a_telephone_is_shown_to_those_who_are_logged_in_only() throws IOException {
    HttpResponse<String> stranger =
        service.send(service.request("GET", "/api/v1/duty/shifts", null), BodyHandlers.ofString());
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/duty/shifts").toString()).contains("13800000000");
    assertThat(get("/api/v1/duty/now").at("/sites/0/shift/officer/name").asText())
        .startsWith("值班员");
    assertThat(Running.outputs(folder)).contains("Duty: ").doesNotContain("13800000000");
  }

  @Test
  void who_is_put_in_is_on_duty_and_goes_back_with_null() throws IOException {
    String range =
        "/api/v1/duty/shifts?from=2026-12-01T00:00:00%2B08:00&to=2026-12-01T12:00:00%2B08:00";
    String put = "{\"shifts\":[{\"date\":\"2026-12-01\",\"shift\":\"first\",\"officer\":%s}]}";
    String change = put.formatted("\"值班员乙\"");
    assertThat(ask("PUT", "/api/v1/duty/shifts", change).statusCode()).isEqualTo(200);
    assertThat(get(range).at("/shifts/0/officer/id").asText()).isEqualTo("officer-b");
    ask("PUT", "/api/v1/duty/shifts", put.formatted("null"));
    assertThat(get(range).at("/shifts/0/officer/id").asText()).isEqualTo("officer-a");
    HttpResponse<String> unknown = ask("PUT", "/api/v1/duty/shifts", put.formatted("\"nobody\""));
    assertThat(unknown.statusCode()).isEqualTo(400);
    HttpResponse<String> table =
        service.send(
            service
                .request("PUT", "/api/v1/duty/shifts", "日期,班次,值班员\n2026-12-01,first,谁\n")
                .setHeader("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + token),
            BodyHandlers.ofString());
    assertThat(table.body()).contains("line 2: '谁' is neither id nor the name");
    assertThat(unknown.body()).contains("shifts[0]: 'nobody' is neither id nor the name");
  }

  @Test
  void a_preview_changes_nothing_and_who_was_slower_is_told() throws IOException {
    String range =
        "/api/v1/duty/shifts?from=2026-12-08T00:00:00%2B08:00&to=2026-12-08T12:00:00%2B08:00";
    String row = "{\"shifts\":[{\"date\":\"2026-12-08\",\"shift\":\"first\",\"officer\":%s%s}]}";
    String change = row.formatted("\"officer-b\"", ",\"seen\":{\"officer\":null}");
    JsonNode shown = JSON.readTree(ask("POST", "/api/v1/duty/shifts/preview", change).body());
    assertThat(shown.at("/changes/0/before/id").asText()).isEqualTo("officer-a");
    assertThat(shown.at("/changes/0/after/id").asText()).isEqualTo("officer-b");
    assertThat(get(range).at("/shifts/0/officer/id").asText()).isEqualTo("officer-a");
    assertThat(ask("PUT", "/api/v1/duty/shifts", change).statusCode()).isEqualTo(200);
    assertThat(ask("PUT", "/api/v1/duty/shifts", change).statusCode()).isEqualTo(409);
    assertThat(get(range).at("/shifts/0/putIn/officer").asText()).isEqualTo("officer-b");
    assertThat(get(range).at("/shifts/0/rota/officer/id").asText()).isEqualTo("officer-a");
    String table = "date,shift,officer\n2026-12-09,first,谁\n2026-12-10,third,officer-b\n";
    HttpResponse<String> wrong =
        service.send(
            service
                .request("POST", "/api/v1/duty/shifts/preview", table)
                .setHeader("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + token),
            BodyHandlers.ofString());
    assertThat(wrong.body()).contains("line 2: '谁'", "line 3: 班次 (shift) 'third'", "first, second");
    ask("PUT", "/api/v1/duty/shifts", row.formatted("null", ""));
  }

  @Test
  void a_calendar_goes_out_and_comes_back_whole_or_not_at_all() throws IOException {
    String range = "from=2026-12-05T00:00:00%2B08:00&to=2026-12-06T00:00:00%2B08:00";
    String text = ask("GET", "/api/v1/duty/shifts.ics?" + range, null).body();
    HttpResponse<String> same = put(text);
    assertThat(same.body()).contains("\"changed\":0");
    String wrong = text.replaceFirst("officer: 值班员甲", "officer: 值班员乙");
    assertThat(
            put(wrong.replaceFirst("officer: 值班员乙(?![\\s\\S]*officer: 值班员乙)", "officer: 谁")).body())
        .contains("'谁' is neither id nor the name");
    assertThat(get("/api/v1/duty/shifts?" + range).at("/shifts/0/officer/id").asText())
        .isEqualTo("officer-a");
    assertThat(put(wrong).body()).contains("\"changed\":1");
    assertThat(get("/api/v1/duty/shifts?" + range).at("/shifts/0/officer/id").asText())
        .isEqualTo("officer-b");
  }

  private static HttpResponse<String> put(String calendar) {
    return service.send(
        service
            .request("PUT", "/api/v1/duty/shifts", calendar)
            .setHeader("Content-Type", "text/calendar")
            .header("Authorization", "Bearer " + token),
        BodyHandlers.ofString());
  }

  @Test
  void a_hand_over_is_signed_once_by_each_of_the_two() throws IOException {
    String sign = "/api/v1/duty/handovers/" + handover(p -> ask("GET", p, null).body()) + "/sign";
    for (String[] one :
        new String[][] {
          {"nobody", "400"}, {"officer-a", "200"}, {"officer-a", "409"}, {"officer-b", "200"}
        }) {
      HttpResponse<String> answer = ask("POST", sign, "{\"person\":\"" + one[0] + "\"}");
      assertThat(String.valueOf(answer.statusCode())).as(answer.body()).isEqualTo(one[1]);
    }
    assertThat(get("/api/v1/duty/handovers?unsigned=true").path("handovers")).isEmpty();
  }

  @Test
  void maintenance_has_an_end_and_can_end_earlier() throws IOException {
    String until = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1).toString();
    String plan =
        "{\"site\":\"main\",\"area\":\"canteen-1/**\",\"reason\":\"化霜\",\"until\":\"%s\"}";
    assertThat(ask("POST", "/api/v1/maintenance", plan.formatted("")).statusCode()).isEqualTo(400);
    String longer = plan.formatted(until).replace("canteen-1/", "a".repeat(400) + "/");
    assertThat(ask("POST", "/api/v1/maintenance", longer).body())
        .contains("'area' or 'point' has at most 400 letters");
    String id =
        JSON.readTree(ask("POST", "/api/v1/maintenance", plan.formatted(until)).body())
            .path("id")
            .asText();
    assertThat(get("/api/v1/maintenance").at("/maintenance/0/id").asText()).isEqualTo(id);
    assertThat(ask("DELETE", "/api/v1/maintenance/" + id, null).statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/maintenance").path("maintenance")).isEmpty();
    assertThat(ask("DELETE", "/api/v1/maintenance/" + id, null).statusCode()).isEqualTo(404);
  }
}
