package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code openapi.yaml} describes what the built program serves: all of it, and nothing else. */
class OpenApiIT extends DescribedService {
  @Test
  void the_document_lists_the_routes_of_the_server() throws IOException {
    assertThat(documented().stream().map(Operation::toString))
        .containsExactlyInAnyOrderElementsOf(routes());
  }

  /** As the sources of the server have them. */
  static Set<String> routes() throws IOException {
    TreeSet<String> routes = new TreeSet<>();
    try (Stream<Path> sources = Files.list(WEB)) {
      for (Path source : sources.toList()) {
        ROUTE
            .matcher(Files.readString(source))
            .results()
            .forEach(
                r ->
                    routes.add(
                        r.group(1).toUpperCase(java.util.Locale.ROOT)
                            + " "
                            + r.group(2).replaceAll(":(\\w+)", "{$1}")));
      }
    }
    return routes;
  }

  @Test
  void each_operation_answers_as_described() throws IOException {
    List<Operation> operations = documented();
    // Once it is closed nothing more can be done with an alert; and the log-out has its own test.
    operations.sort(
        Comparator.comparing(o -> o.path().endsWith("/close") || o.path().endsWith("/redrive")));
    operations.removeIf(o -> o.method().equals("DELETE") || o.path().endsWith("/live"));
    operations.removeIf(o -> o.path().endsWith("/session/password"));
    // The links of messages have their own test.
    operations.removeIf(o -> o.path().startsWith("/a/") || o.path().startsWith("/p/"));
    operations.removeIf(o -> o.method().equals("POST") && o.path().endsWith("/provision"));
    String letter = get("/api/v1/deadletters").at("/deadLetters/0/id").asText();
    operations.removeIf(
        o ->
            o.path().endsWith("/photo")
                || o.path().contains("/floor-plans/")
                || o.path().endsWith("/not-required"));
    // DailyReportIT has days.
    operations.removeIf(o -> o.path().contains("/reports/daily/"));
    // LedgerIT has a day that is over.
    operations.removeIf(o -> o.path().contains("/ledgers/") || o.path().endsWith(".zip"));
    // DisinfectionIT has a schedule and supplies.
    operations.removeIf(
        o -> o.path().matches(".*/(disinfection/(slots|sprayers|plans)|supplies)/.*"));
    String handover = DutyIT.handover(path -> ask("GET", path, null).body());
    for (Operation operation : operations) {
      String id =
          operation.path().contains("/points/")
              ? POINT
              : operation.path().contains("/gateways/")
                  ? "gw-canteen1"
                  : operation.path().contains("/rules/")
                      ? "tank-low"
                      : operation.path().contains("/handovers/") ? handover : alert;
      HttpResponse<String> answer =
          ask(
              operation.method(),
              operation
                  .path()
                  .replace("{id}", id)
                  .replace("{name}", "hook")
                  .replace("{letter}", letter)
                  .replace("{user}", "someone"),
              body(operation));
      assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isEqualTo(200);
      check(operation.toString(), operation.description(), answer);
    }
  }

  @Test
  void a_session_ends_with_the_log_out() throws IOException {
    HttpResponse<String> in =
        service.send(
            service.request("POST", "/api/v1/session", RunningService.login()),
            BodyHandlers.ofString());
    String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    HttpResponse<String> out =
        service.send(
            service.request("DELETE", "/api/v1/session", null).header("Cookie", cookie),
            BodyHandlers.ofString());
    check("log-out", API.at("/paths/~1api~1v1~1session/delete"), out);
    HttpResponse<String> after =
        service.send(
            service.request("GET", "/api/v1/session", null).header("Cookie", cookie),
            BodyHandlers.ofString());
    assertThat(after.statusCode()).isEqualTo(401);
  }

  @Test
  void a_password_is_changed_and_sessions_and_tokens_end_as_described() throws IOException {
    JsonNode made =
        JSON.readTree(
            ask("POST", "/api/v1/accounts", "{\"name\":\"brief\",\"role\":\"viewer\"}").body());
    String given = made.path("password").asText();
    HttpResponse<String> in =
        service.send(
            service.request(
                "POST",
                "/api/v1/session",
                "{\"user\":\"brief\",\"password\":\"%s\"}".formatted(given)),
            BodyHandlers.ofString());
    String brief = JSON.readTree(in.body()).path("token").asText();
    for (String next : List.of("short", "nine-quiet-geese")) {
      String body = "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(given, next);
      HttpResponse<String> answer =
          service.send(
              service
                  .request("PUT", "/api/v1/session/password", body)
                  .header("Authorization", "Bearer " + brief),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(next.equals("short") ? 400 : 200);
      check(next, API.at("/paths/~1api~1v1~1session~1password/put"), answer);
    }
    String session =
        get("/api/v1/sessions?all=true")
            .path("sessions")
            .valueStream()
            .filter(s -> s.path("user").asText().equals("brief"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    String one =
        JSON.readTree(
                ask("POST", "/api/v1/tokens", "{\"name\":\"x\",\"role\":\"viewer\",\"days\":1}")
                    .body())
            .path("id")
            .asText();
    for (String[] what :
        List.of(new String[] {"sessions", session}, new String[] {"tokens", one})) {
      JsonNode described = new Operation("DELETE", "/api/v1/" + what[0] + "/{id}").description();
      HttpResponse<String> ended = ask("DELETE", "/api/v1/" + what[0] + "/" + what[1], null);
      assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
      check(what[0], described, ended);
      check(what[0], described, ask("DELETE", "/api/v1/" + what[0] + "/none", null));
    }
  }

  @Test
  void history_in_buckets_is_as_described() throws IOException {
    HttpResponse<String> answer =
        ask("GET", "/api/v1/points/" + POINT + "/readings?buckets=100", null);
    assertThat(JSON.readTree(answer.body()).path("buckets")).isNotEmpty();
    check("buckets", API.at("/paths/~1api~1v1~1points~1{id}~1readings/get"), answer);
  }

  @Test
  void readings_are_a_table_that_spreadsheets_read() {
    String path = "/api/v1/points/" + POINT + "/readings.csv";
    String chinese = ask("GET", path, null).body();
    assertThat(chinese).startsWith("\uFEFF时间（Asia/Shanghai）,数值,单位,无数据原因,原因代码,测点,时间（UTC）\r\n");
    assertThat(chinese.lines().skip(1))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains(",3.4,℃,,," + POINT + ","))
        .anySatisfy(line -> assertThat(line).contains(",,℃,设备无应答,timeout," + POINT + ","));
    assertThat(ask("GET", path + "?lang=en", null).body()).contains("device does not answer");
    assertThat(ask("GET", path + "?from=0&to=1000", null).body().lines()).hasSize(1);
    assertThat(ask("GET", path + "?from=5&to=1", null).statusCode()).isEqualTo(400);
  }

  @Test
  void a_point_tells_its_rules_in_full_and_what_was_never_expected_of_it() throws IOException {
    JsonNode fever = get("/api/v1/points/gw-canteen1:gate1.body_temperature").path("watchedBy");
    assertThat(fever.toString())
        .contains("\"condition\":\"value\"", "\"upper\":37.3", "\"inclusive\":true");
    JsonNode ten = get("/api/v1/points/" + POINT + "/readings?from=1480000000000&buckets=2000");
    assertThat(ten.path("buckets").size()).isBetween(1, 2);
    assertThat(get("/api/v1/points/" + POINT + "/coverage?date=" + "2026-01-05"))
        .isNotEmpty()
        .noneMatch(field -> field.has("expected"));
    assertThat(get("/api/v1/points/" + POINT + "/coverage").path("day").path("measured").asLong())
        .isEqualTo(1);
  }

  @Test
  void a_stream_shows_what_never_came() throws IOException {
    JsonNode stream =
        get("/api/v1/streams?gateway=gw-canteen1")
            .path("streams")
            .valueStream()
            .filter(s -> s.path("stream").asText().equals("k3v9q2x7a1b4"))
            .findFirst()
            .orElseThrow();
    assertThat(stream.path("stored").toString()).isEqualTo("[[815,815]]");
    assertThat(stream.path("missing").toString()).isEqualTo("[[0,814]]");
    assertThat(get("/api/v1/streams?gateway=gw-silent").path("streams")).isEmpty();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                ask("GET", "/metrics", null)
                    .body()
                    .contains("sentry_batches_missing{gateway=\"gw-canteen1\"} 815.0"));
  }

  @Test
  void a_gateway_that_never_came_makes_the_coverage_of_the_campus_unknown() throws IOException {
    JsonNode day = get("/api/v1/coverage");
    assertThat(day.path("unknown").toString()).isEqualTo("[\"gw-silent\"]");
    assertThat(day.at("/campus/coverage").isNull()).isTrue();
    JsonNode gate =
        day.path("points")
            .valueStream()
            .filter(p -> p.path("id").asText().equals("gw-canteen1:gate1.body_temperature"))
            .findFirst()
            .orElseThrow();
    assertThat(gate.path("measured").asLong()).isEqualTo(1);
    assertThat(gate.path("expected").isNull()).as("it speaks once a person").isTrue();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                ask("GET", "/metrics", null)
                    .body()
                    .contains("sentry_coverage_unknown_gateways{day=\"today\"} 1.0"));
    assertThat(ask("GET", "/metrics", null).body())
        .contains("sentry_coverage_ratio{day=\"today\"} NaN");
  }

  @Test
  void a_point_is_retired_once_and_with_a_reason() throws IOException {
    String retire = "/api/v1/points/gw-canteen1:spray1.flow/retire";
    JsonNode described = new Operation("POST", "/api/v1/points/{id}/retire").description();
    HttpResponse<String> stranger =
        service.send(
            service.request("POST", retire, "{\"reason\":\"x\"}"), BodyHandlers.ofString());
    assertThat(stranger.statusCode()).isEqualTo(401);
    String nobody = "/api/v1/points/gw-canteen1:no.body/retire";
    for (String[] one :
        List.of(
            new String[] {retire, "{\"reason\":\" \"}", "400"},
            new String[] {nobody, "{\"reason\":\"x\"}", "404"},
            new String[] {retire, "{\"reason\":\"sold\"}", "200"},
            new String[] {retire, "{\"reason\":\"sold\"}", "409"})) {
      HttpResponse<String> answer = ask("POST", one[0], one[1]);
      assertThat(String.valueOf(answer.statusCode())).as(answer.body()).isEqualTo(one[2]);
      check("retire", described, answer);
    }
    assertThat(get("/api/v1/coverage").path("points").toString())
        .contains("\"retired\":{\"by\":\"admin\",\"reason\":\"sold\"}");
  }

  @Test
  void errors_are_problem_details_as_described() throws IOException {
    String readings = "/api/v1/points/" + POINT + "/readings";
    Iterable<String[]> wrong =
        List.of(
            new String[] {"GET", "/api/v1/points/nobody:at.all", null, "404", "/points/{id}"},
            new String[] {"GET", "/api/v1/points/nonsense", null, "400", "/points/{id}"},
            new String[] {"GET", readings + "?buckets=0", null, "400", "/points/{id}/readings"},
            new String[] {"GET", readings + "?from=-5", null, "400", "/points/{id}/readings"},
            new String[] {"GET", "/api/v1/coverage?date=today", null, "400", "/coverage"},
            new String[] {"GET", "/api/v1/coverage?date=2999-01-01", null, "400", "/coverage"},
            new String[] {"GET", "/api/v1/alerts?state=loud", null, "400", "/alerts"},
            new String[] {"GET", "/api/v1/alerts?severity=info,loud", null, "400", "/alerts"},
            new String[] {"GET", "/api/v1/alerts?limit=501", null, "400", "/alerts"},
            new String[] {"GET", "/api/v1/alerts?order=best", null, "400", "/alerts"},
            new String[] {"GET", "/api/v1/alerts?after=1-0-x-y", null, "400", "/alerts"},
            new String[] {"GET", "/api/v1/alerts?from=today", null, "400", "/alerts"},
            new String[] {
              "POST", "/api/v1/alerts/none/unshelve", "{}", "404", "/alerts/{id}/unshelve"
            },
            new String[] {"GET", "/api/v1/alerts/none", null, "404", "/alerts/{id}"},
            new String[] {"POST", "/api/v1/alerts/none/close", "{}", "400", "/alerts/{id}/close"},
            new String[] {
              "POST", "/api/v1/alerts/x/acknowledge", "{}", "404", "/alerts/{id}/acknowledge"
            },
            new String[] {"POST", "/api/v1/drills", "{\"point\":\"a:b.c\"}", "400", "/drills"},
            new String[] {
              "POST",
              "/api/v1/rules/dry-run",
              "{\"rule\":{\"id\":\"deaf\",\"broker-silent\":\"2m\"}}",
              "400",
              "/rules/dry-run"
            },
            new String[] {"DELETE", "/api/v1/drills/none", null, "404", "/drills/{id}"},
            new String[] {"GET", "/api/v1/deadletters/4711", null, "404", "/deadletters/{letter}"},
            new String[] {"GET", "/api/v1/deadletters?gateway=%25", null, "400", "/deadletters"},
            new String[] {
              "POST",
              "/api/v1/gateways/gw-canteen1/provision",
              "{\"site\":\"main\"}",
              "409",
              "/gateways/{id}/provision"
            },
            new String[] {
              "DELETE",
              "/api/v1/gateways/gw-canteen1/provision",
              null,
              "404",
              "/gateways/{id}/provision"
            },
            new String[] {"POST", "/api/v1/session", "{}", "401", "/session"});
    for (String[] one : wrong) {
      HttpResponse<String> answer = ask(one[0], one[1], one[2]);
      assertThat(String.valueOf(answer.statusCode())).as(one[1]).isEqualTo(one[3]);
      check(one[1], new Operation(one[0], "/api/v1" + one[4]).description(), answer);
    }
    HttpResponse<String> stranger =
        service.send(service.request("GET", "/api/v1/overview", null), BodyHandlers.ofString());
    assertThat(stranger.statusCode()).isEqualTo(401);
    check("without a session", API.at("/paths/~1api~1v1~1overview/get"), stranger);
  }

  @Test
  void the_live_stream_begins_with_the_whole_and_goes_on_with_changes() throws IOException {
    HttpResponse<Stream<String>> live =
        service.send(
            service.request("GET", "/api/v1/live", null).header("Authorization", "Bearer " + token),
            BodyHandlers.ofLines());
    try (Stream<String> lines = live.body()) {
      Iterator<String> line = lines.iterator();
      for (String name : List.of("overview", "change")) {
        assertThat(line.next()).isEqualTo("event: " + name);
        JsonNode data = JSON.readTree(line.next().substring("data: ".length()));
        assertThat(line.next()).isEmpty();
        String schema = name.equals("overview") ? "Overview" : "Change";
        assertThat(API.schema(API.at("/components/schemas/" + schema)).validate(data)).isEmpty();
      }
    }
  }

  @Test
  void a_webhook_is_told_what_the_document_says() throws IOException {
    await().atMost(Duration.ofSeconds(30)).until(() -> !service.notices().isEmpty());
    JsonNode notice = JSON.readTree(service.notices().get(0));
    assertThat(API.schema(API.at("/components/schemas/Notice")).validate(notice)).isEmpty();
    assertThat(notice.path("alert").asText()).isEqualTo(alert);
  }
}
