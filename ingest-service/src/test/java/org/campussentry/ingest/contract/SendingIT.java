package org.campussentry.ingest.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.campussentry.ingest.contract.DescribedService.API;
import static org.campussentry.ingest.contract.DescribedService.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.campussentry.ingest.ServiceInProcess;
import org.campussentry.ingest.timeline.MovedClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day's report on its way to a mailbox and to a platform: the service with a real SMTP server and
 * a webhook, by a clock that the test moves; and the built program, killed between order and
 * sending.
 */
class SendingIT {
  private static final String PASSWORD = "correct-horse-7";
  private static final String SECRET = "s3cret";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String CAMPUS =
      """
      sites: {main: {name: 主校区, name-en: Main campus}}
      channels:
        mail: {type: email, url: "smtp://localhost:%1$d", from: "sentry@campus.example", tls: false}
        platform: {type: webhook, url: "http://127.0.0.1:%2$d/", secret: %3$s}
      people:
        officer-a: {name: 值班员甲, channels: [{channel: platform, to: a}]}
        officer-b: {name: 值班员乙, channels: [{channel: platform, to: b}]}
      report:
        send:
          - {channel: mail, to: bureau@edu.example, forms: [pdf, xlsx, csv, json]}
          - {channel: mail, to: dean@edu.example, when: ["09:00"], forms: [pdf], language: en}
          - {channel: platform, when: [confirmed, "09:00"], forms: [json, csv]}
      """;

  @TempDir private Path folder;
  private final int port = Running.freePort();
  private final int smtp = Running.freePort();
  private final List<Posted> posted = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer platform;
  private GreenMail mail;
  private Path config;
  private String token = "";

  private record Posted(Map<String, String> headers, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(body, e);
      }
    }
  }

  @BeforeEach
  void prepare() throws IOException {
    platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    platform.createContext(
        "/",
        exchange -> {
          Map<String, String> headers = new LinkedHashMap<>();
          exchange.getRequestHeaders().forEach((k, v) -> headers.put(k, v.get(0)));
          posted.add(
              new Posted(headers, new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    platform.start();
    Files.writeString(
        folder.resolve("campus.yaml"),
        CAMPUS.formatted(smtp, platform.getAddress().getPort(), SECRET));
    config =
        Files.writeString(
            folder.resolve("ingest-service.yaml"),
            "broker: {url: embedded, port: %d}\nweb: {port: %d}\n"
                .formatted(Running.freePort(), port));
    serveMail();
  }

  private void serveMail() {
    mail = new GreenMail(new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
  }

  @AfterEach
  void stop() {
    mail.stop();
    platform.stop(0);
  }

  private String ask(String method, String path, String body, int status) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode())
          .as("%s %s: %s", method, path, answer.body())
          .isEqualTo(status);
      return answer.body();
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode done(String method, String path, String body) throws IOException {
    return JSON.readTree(ask(method, path, body, 200));
  }

  private void login() throws IOException {
    token =
        done(
                "POST",
                "/api/v1/session",
                "{\"user\":\"admin\",\"password\":\"%s\"}".formatted(PASSWORD))
            .path("token")
            .asText();
  }

  private void confirm(String day, int suspected) throws IOException {
    String path = "/api/v1/reports/daily/" + day + "/";
    done(
        "POST",
        path + "enter",
        "{\"suspected\":%d,\"confirmed\":0,\"person\":\"officer-a\"}".formatted(suspected));
    int version = done("GET", "/api/v1/reports/daily/" + day, "").at("/version/number").asInt();
    done(
        "POST",
        path + "record",
        "{\"version\":%d,\"person\":\"officer-a\",\"reason\":\"系统试运行\"}".formatted(version));
    done("POST", path + "review", "{\"version\":%d,\"person\":\"officer-b\"}".formatted(version));
  }

  private List<MimeMessage> mailsTo(String box) throws Exception {
    List<MimeMessage> mails = new ArrayList<>();
    for (MimeMessage one : mail.getReceivedMessages()) {
      if (one.getAllRecipients()[0].toString().equals(box)) {
        mails.add(one);
      }
    }
    return mails;
  }

  private MimeMessage newest(String box, int count) throws Exception {
    await().atMost(PATIENCE).until(() -> mailsTo(box).size() >= count);
    assertThat(mailsTo(box)).hasSize(count);
    return mailsTo(box).get(count - 1);
  }

  private List<Posted> reports() {
    return posted.stream().filter(p -> p.json().has("files")).toList();
  }

  private static String text(MimeMessage mail) throws Exception {
    Multipart words = (Multipart) ((Multipart) mail.getContent()).getBodyPart(0).getContent();
    return (String) words.getBodyPart(0).getContent();
  }

  private static Map<String, byte[]> files(MimeMessage mail) throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Multipart parts = (Multipart) mail.getContent();
    for (int i = 1; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      files.put(part.getFileName(), part.getInputStream().readAllBytes());
    }
    return files;
  }

  private String pdf(byte[] content) throws Exception {
    Path file = Files.write(folder.resolve("sent.pdf"), content);
    Path text = folder.resolve("sent.txt");
    assertThat(Running.run(folder, "pdftotext", "-raw", file.toString(), text.toString())).isZero();
    return Files.readString(text).replaceAll("\\s", "");
  }

  @Test
  void receivers_get_what_is_there_at_their_time_then_the_confirmed_one_then_its_correction()
      throws Exception {
    MovedClock clock = new MovedClock(Instant.parse("2026-11-24T01:00:00Z"), ZONE);
    try (AutoCloseable service =
        ServiceInProcess.start(config, Map.of("SENTRY_ADMIN_PASSWORD", PASSWORD), clock)) {
      login();
      String day = "2026-11-24";
      String path = "/api/v1/reports/daily/" + day;
      await()
          .atMost(PATIENCE)
          .until(() -> ask("GET", "/api/v1/reports/daily", "", 200).contains(day));
      clock.moveTo(Instant.parse("2026-11-25T01:00:00Z"));
      login();

      // Nine o'clock, and nobody confirmed it.
      MimeMessage dean = newest("dean@edu.example", 1);
      assertThat(dean.getSubject())
          .startsWith(
              "[UNCONFIRMED] [DATA MISSING] Daily report on epidemic prevention (zero report)")
          .contains("Main campus", "24 November 2026", "version 1");
      assertThat(text(dean)).startsWith(dean.getSubject()).contains("Mind: ");
      assertThat(files(dean)).containsOnlyKeys("daily-report-2026-11-24_v1_unconfirmed.pdf");
      await().atMost(PATIENCE).until(() -> reports().size() == 1);
      assertThat(reports().get(0).json().path("confirmed").asBoolean()).isFalse();
      assertThat(mailsTo("bureau@edu.example")).isEmpty();

      clock.moveTo(Instant.parse("2026-11-25T01:10:00Z"));
      confirm(day, 0);
      MimeMessage first = newest("bureau@edu.example", 1);
      assertThat(first.getSubject()).startsWith("【数据不全】校园疫情防控日报告（零报告）").contains("第 1 版");
      Map<String, byte[]> files = files(first);
      assertThat(files.keySet())
          .containsExactly(
              "daily-report-2026-11-24_v1.pdf",
              "daily-report-2026-11-24_v1.xlsx",
              "daily-report-2026-11-24_v1.csv",
              "daily-report-2026-11-24_v1.json");
      JsonNode sent = JSON.readTree(files.get("daily-report-2026-11-24_v1.json"));
      JsonNode shown = done("GET", path, "").path("document");
      for (String part : List.of("title", "verdict", "warning", "lead", "sections", "foot")) {
        assertThat(sent.path("document").path(part)).as(part).isEqualTo(shown.path(part));
      }
      assertThat(pdf(files.get("daily-report-2026-11-24_v1.pdf")))
          .contains("系统试运行", sent.path("digest").asText());
      assertThat(newest("dean@edu.example", 2).getSubject())
          .startsWith("[DATA MISSING] [REPLACES THE UNCONFIRMED ONE] Daily report");
      await().atMost(PATIENCE).until(() -> reports().size() == 2);
      assertSigned(reports().get(1));
      assertThat(reports().get(1).json().path("replaces").asInt()).isEqualTo(1);

      // A case becomes known: another version, which two people must confirm, too.
      clock.moveTo(Instant.parse("2026-11-25T02:00:00Z"));
      confirm(day, 1);
      assertThat(newest("bureau@edu.example", 2).getSubject())
          .startsWith("【数据不全】【更正第 1 版】校园疫情防控日报告")
          .contains("第 2 版");
      assertThat(newest("dean@edu.example", 3).getSubject()).contains("[CORRECTS VERSION 1]");
      await().atMost(PATIENCE).until(() -> reports().size() == 3);

      refuseWhatCantBeSent(path);
      aDeadServerIsToldAndTriedAgainByAPerson(clock, path);
    }
  }

  private void refuseWhatCantBeSent(String path) throws IOException {
    assertThat(ask("POST", path + "/send", "{\"channel\":\"mail\",\"to\":\"x@y\"}", 400))
        .contains("report.send");
    ask("POST", path + "/send", "{\"chanel\":\"mail\"}", 400);
    ask("GET", "/api/v1/reports/daily/2020-01-01/sendings", "", 404);
    ask("GET", "/api/v1/reports/daily/today/sendings", "", 400);
    described("GET", "sendings", done("GET", path + "/sendings", ""));
  }

  private static void described(String method, String verb, JsonNode answer) {
    String pointer =
        "/paths/~1api~1v1~1reports~1daily~1{date}~1%s/%s/responses/200/content/application~1json/schema"
            .formatted(verb, method.toLowerCase(java.util.Locale.ROOT));
    assertThat(API.schema(API.at(pointer)).validate(answer)).as(answer.toString()).isEmpty();
  }

  private void aDeadServerIsToldAndTriedAgainByAPerson(MovedClock clock, String path)
      throws Exception {
    mail.stop();
    clock.moveTo(Instant.parse("2026-11-25T02:10:00Z"));
    String bureau = "{\"channel\":\"mail\",\"to\":\"bureau@edu.example\"}";
    described("POST", "send", done("POST", path + "/send", bureau));
    await().atMost(PATIENCE).until(() -> last(path).has("error"));
    assertThat(last(path).path("state").asText()).isEqualTo("waiting");
    assertThat(last(path).path("by").asText()).isEqualTo("admin");
    assertThat(last(path).path("error").asText()).contains("localhost:" + smtp);
    assertThat(ask("POST", path + "/send", bureau, 409)).contains("on its way");

    clock.moveTo(Instant.parse("2026-11-26T02:11:00Z"));
    login();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              clock.moveTo(clock.instant().plusSeconds(60));
              return last(path).path("state").asText().equals("given-up");
            });
    assertThat(last(path).path("attempts").asInt()).isGreaterThan(2);
    await()
        .atMost(PATIENCE)
        .until(() -> posted.stream().anyMatch(p -> p.body().contains("日报告未能送达")));
    assertThat(posted.stream().filter(p -> p.body().contains("日报告未能送达")).toList())
        .allSatisfy(p -> assertThat(p.body()).contains("2026-11-24 → bureau@edu.example"));

    clock.moveTo(clock.instant().plusSeconds(600));
    serveMail();
    done("POST", path + "/send", bureau);
    assertThat(newest("bureau@edu.example", 1).getSubject()).doesNotContain("更正");
    await().atMost(PATIENCE).until(() -> last(path).path("state").asText().equals("sent"));
    assertThat(ask("GET", "/api/v1/audit", "", 200))
        .contains("daily-report-send", "version 2 to mail bureau@edu.example");
    described("GET", "sendings", done("GET", path + "/sendings", ""));
  }

  private JsonNode last(String path) throws IOException {
    JsonNode sendings = done("GET", path + "/sendings", "").path("sendings");
    JsonNode last = JSON.createObjectNode();
    for (JsonNode one : sendings) {
      last = one.path("to").asText().equals("bureau@edu.example") ? one : last;
    }
    return last;
  }

  private static void assertSigned(Posted report) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    String said = report.headers().get("X-sentry-timestamp") + "." + report.body();
    assertThat(report.headers().get("X-sentry-signature"))
        .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(said.getBytes(UTF_8))));
    JsonNode body = report.json();
    assertThat(API.schema(API.at("/components/schemas/SentReport")).validate(body)).isEmpty();
    assertThat(body.at("/files/0/json/document/title").asText()).endsWith("（零报告）");
    byte[] csv = body.at("/files/1/content").binaryValue();
    assertThat(new String(csv, UTF_8)).startsWith("\uFEFF").contains("（零报告）");
    assertThat(body.at("/files/1/sha256").asText())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(csv)));
  }

  @Test
  void what_was_ordered_when_the_program_was_killed_is_sent_once_after_the_next_start()
      throws Exception {
    mail.stop();
    String day = LocalDate.now(ZONE).toString();
    String path = "/api/v1/reports/daily/" + day;
    String id;
    try (Running program = program()) {
      login();
      await()
          .atMost(PATIENCE)
          .until(() -> ask("GET", "/api/v1/reports/daily", "", 200).contains(day));
      done("POST", path + "/make", "{}");
      confirm(day, 0);
      await().atMost(PATIENCE).until(() -> last(path).path("attempts").asInt() > 0);
      id = last(path).path("id").asText();
      program.kill();
    }
    serveMail();
    try (Running program = program()) {
      login();
      MimeMessage mail = newest("bureau@edu.example", 1);
      assertThat(mail.getSubject()).startsWith("【数据不全】【当日未结束】校园疫情防控日报告（零报告）");
      assertThat(mail.getMessageID()).isEqualTo("<" + id + "@campus.example>");
      await().atMost(PATIENCE).until(() -> last(path).path("state").asText().equals("sent"));
      assertThat(mailsTo("bureau@edu.example")).hasSize(1);
      assertThat(reports()).hasSize(1);
    }
  }

  private Running program() {
    return Running.start(
            folder,
            Map.of("SENTRY_ADMIN_PASSWORD", PASSWORD),
            "bin/ingest-service",
            "--config",
            config.toString())
        .untilOpen(port);
  }
}
