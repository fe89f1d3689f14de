package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people record at the built program: swapped sensors, reports upward, photos, drills. */
class RecordsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MESSAGES = Path.of("..", "mosquitto", "messages");
  private static final String POINT = "/api/v1/points/gw-canteen1:cold1.temperature";

  @TempDir static Path folder;
  private static RunningService service;
  private static String token;
  private static String report;

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
    service.publish("catalog", true, Files.readString(MESSAGES.resolve("catalog.json")).strip());
    service.publish(
        "data",
        false,
        "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":1,\"cat\":\"9f3c5a10\",\"t0\":%d,\"r\":[[\"cold1.temperature\",0,3.4],[\"gate1.body_temperature\",0,39.1]]}"
            .formatted(Instant.now().toEpochMilli()));
    report =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> get("/api/v1/reports/upward?waiting=true").at("/reports/0/id").asText(),
                id -> !id.isEmpty());
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

  private static void assertAnswer(HttpResponse<String> answer, int status, String says) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(says);
  }

  @Test
  void a_swapped_sensor_is_a_mark_in_the_history_of_its_point() throws IOException {
    String path = POINT + "/instrument";
    String entry = "{\"serial\":\"%s\",\"person\":\"%s\"%s}";
    assertAnswer(ask("PUT", path, entry.formatted("", "officer-a", "")), 400, "'serial' is");
    assertAnswer(ask("PUT", path, entry.formatted("a", "谁", "")), 400, "'person' is the id");
    assertAnswer(
        ask("PUT", path, entry.formatted("a", "officer-a", ",\"calibratted\":\"x\"")),
        400,
        "'calibratted' is none of");
    assertAnswer(
        ask("PUT", path, entry.formatted("a", "officer-a", ",\"calibrated\":\"2999-01-01\"")),
        400,
        "lies in the future");
    assertThat(get(path).has("instrument")).isFalse();
    String due = ",\"calibrated\":\"2020-01-01\",\"due\":\"2021-01-01\",\"offset\":-0.2";
    assertAnswer(ask("PUT", path, entry.formatted("a", "值班员甲", due)), 200, "\"serial\":\"a\"");
    assertAnswer(ask("PUT", path, entry.formatted("b", "officer-b", "")), 200, "\"serial\":\"b\"");
    JsonNode record = get(path);
    assertThat(record.at("/history/1/person").asText()).isEqualTo("officer-a");
    assertThat(record.at("/history/1/offset").asDouble()).isEqualTo(-0.2);
    assertThat(get(POINT).at("/instrument/serial").asText()).isEqualTo("b");
    JsonNode marks = get(POINT + "/readings").path("marks");
    assertThat(marks).hasSize(1);
    assertThat(marks.at("/0/before").asText() + marks.at("/0/serial").asText()).isEqualTo("ab");
    assertAnswer(ask("PUT", "/api/v1/points/gw:no.where/instrument", "{}"), 404, "no point");
  }

  @Test
  void a_report_calls_who_is_on_duty_and_is_handed_in_by_two_people() throws IOException {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> service.notices().stream().anyMatch(n -> n.contains("突发事件信息须于")));
    String path = "/api/v1/reports/upward/" + report;
    String form =
        "{\"kind\":\"first\",\"what\":\"一名学生 <b>39.1</b> ℃\",\"affected\":1,\"measures\":\"已隔离\","
            + "\"to\":\"区教育局\",\"way\":\"telephone\",\"recorder\":\"officer-a\",\"reviewer\":\"%s\"}";
    assertThat(ask("GET", path + ".html", null).body()).contains("报告时限").contains("主校区");
    assertAnswer(ask("POST", path, form.formatted("officer-a")), 409, "another person reviews");
    assertAnswer(ask("POST", path, "{\"kind\":\"zero\"}"), 400, "'kind' is first, follow-up");
    for (String key : List.of("signatory", "place")) {
      String longer = ",\"%s\":\"%s\"}".formatted(key, "字".repeat(201));
      assertAnswer(
          ask("POST", path, form.formatted("officer-b").replaceFirst("}$", longer)),
          400,
          "'" + key + "' has at most 200 letters");
    }
    setAside(path);
    HttpResponse<String> kept = ask("POST", path, form.formatted("officer-b"));
    assertAnswer(kept, 200, "\"number\":2");
    assertAnswer(ask("POST", path, form.formatted("officer-b")), 409, "follow-up or final");
    assertThat(get("/api/v1/reports/upward?waiting=true").path("reports")).isEmpty();
    HttpResponse<String> sheet = ask("GET", path + ".html", null);
    assertThat(sheet.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(sheet.body())
        .contains("☑ 首报", "一名学生 &lt;b&gt;39.1&lt;/b&gt; ℃", "值班员乙", "13800000000")
        .contains(JSON.readTree(kept.body()).at("/versions/1/digest").asText());
    assertThat(get(path).path("versions")).isEqualTo(JSON.readTree(kept.body()).path("versions"));
    assertThat(ask("GET", "/print/upward.css", null).body()).contains("@page");
    assertAnswer(ask("GET", "/api/v1/reports/upward/none.html", null), 404, "needs no report");
    HttpResponse<String> stranger =
        service.send(service.request("GET", path + ".html", null), BodyHandlers.ofString());
    assertThat(stranger.statusCode()).isEqualTo(401);
  }

  /** It turns out to be wanted later. */
  private static void setAside(String path) throws IOException {
    String aside = path + "/not-required";
    String said = "{\"reason\":\"%s\",\"person\":\"officer-a\"}";
    assertAnswer(ask("POST", aside, said.formatted("")), 400, "'reason' says why nothing needs");
    assertAnswer(ask("POST", aside, "{\"why\":\"x\"}"), 400, "'why' is none of person, pin");
    HttpResponse<String> kept = ask("POST", aside, said.formatted("复测正常"));
    assertAnswer(kept, 200, "\"kind\":\"not-required\"");
    OpenApiIT.check(
        "not-required",
        new DescribedService.Operation("POST", "/api/v1/reports/upward/{id}/not-required")
            .description(),
        kept);
    assertAnswer(ask("POST", aside, said.formatted("复测正常")), 409, "set aside already");
    assertThat(get("/api/v1/reports/upward?waiting=true").path("reports")).isEmpty();
    assertThat(ask("GET", path + ".html", null).body())
        .contains("☑ 无需上报", "无需上报的理由", "复测正常", "值班员甲")
        .contains(JSON.readTree(kept.body()).at("/versions/0/digest").asText());
  }

  private static HttpResponse<String> putPicture(String alert, String type, byte[] content) {
    return service.send(
        service
            .request("PUT", "/api/v1/alerts/" + alert + "/photo", null)
            .method("PUT", HttpRequest.BodyPublishers.ofByteArray(content))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + token),
        BodyHandlers.ofString());
  }

  @Test
  void a_photo_is_kept_to_the_byte_and_only_if_it_is_one() throws IOException {
    byte[] png = Arrays.copyOf(HexFormat.of().parseHex("89504e470d0a1a0a0000"), 2 << 20);
    String path = "/api/v1/alerts/" + report + "/photo";
    byte[] text = "<script>".getBytes(StandardCharsets.UTF_8);
    for (Object[] one :
        List.of(
            new Object[] {report, "image/png", text, 400},
            new Object[] {report, "text/plain", png, 415},
            new Object[] {report, "image/png", Arrays.copyOf(png, 6 << 20), 413},
            new Object[] {"none", "image/png", png, 404},
            new Object[] {report, "image/jpeg", png, 200},
            new Object[] {report, "image/png", png, 409})) {
      HttpResponse<String> answer = putPicture((String) one[0], (String) one[1], (byte[]) one[2]);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(one[3]);
      OpenApiIT.check(
          "photo",
          new DescribedService.Operation("PUT", "/api/v1/alerts/{id}/photo").description(),
          answer);
    }
    HttpResponse<byte[]> shown =
        service.send(
            service.request("GET", path, null).header("Authorization", "Bearer " + token),
            BodyHandlers.ofByteArray());
    assertThat(shown.body()).isEqualTo(png);
    assertThat(shown.headers().firstValue("Content-Type")).hasValue("image/png");
    HttpResponse<String> whole = ask("GET", "/api/v1/alerts/" + report, null);
    assertThat(JSON.readTree(whole.body()).at("/photo/bytes").asInt()).isEqualTo(png.length);
    OpenApiIT.check(
        "alert", new DescribedService.Operation("GET", "/api/v1/alerts/{id}").description(), whole);
    assertThat(ask("GET", "/api/v1/alerts/none/photo", null).statusCode()).isEqualTo(404);
  }

  /** A body that is announced and does not come shows whether the answer waited for it. */
  private static Socket begin(String login) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.webPort());
    socket.setSoTimeout(10_000);
    String head =
        "PUT /api/v1/alerts/%s/photo HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n%sContent-Length: 5000000\r\n\r\n"
            .formatted(report, login);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  @Test
  void the_body_of_a_picture_is_taken_from_few_at_once_and_from_no_stranger() throws IOException {
    for (String login : List.of("", "Authorization: Bearer x\r\n")) {
      try (Socket stranger = begin(login)) {
        assertThat(answer(stranger)).startsWith("HTTP/1.1 401 ");
      }
    }
    String login = "Authorization: Bearer " + token + "\r\n";
    List<Socket> five = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        five.add(begin(login));
      }
      Socket answered =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(
                  () -> {
                    for (Socket socket : five) {
                      if (socket.getInputStream().available() > 0) {
                        return socket;
                      }
                    }
                    return null;
                  },
                  socket -> socket != null);
      assertThat(answer(answered)).startsWith("HTTP/1.1 503 ");
    } finally {
      for (Socket socket : five) {
        socket.close();
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> putPicture("none", "image/png", new byte[1]).statusCode() == 400);
  }

  /** It would have been a drill of another severity. */
  @Test
  void a_drill_with_a_mistyped_key_is_refused_with_its_name() throws IOException {
    String drill = "{\"point\":\"gw-canteen1:cold1.temperature\",\"sevrity\":\"critical\"}";
    assertAnswer(ask("POST", "/api/v1/drills", drill), 400, "'sevrity' is none of minutes, note");
    assertThat(get("/api/v1/drills").path("drills")).isEmpty();
  }
}
