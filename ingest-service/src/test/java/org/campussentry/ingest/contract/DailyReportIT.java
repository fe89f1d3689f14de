package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.text.Normalizer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

/**
 * The day's report at the built program: in all forms, by all who stand for it, and when somebody
 * changes it.
 */
class DailyReportIT extends DescribedService {
  private static final String PATH = "/api/v1/reports/daily/";

  @Test
  void a_report_says_the_same_in_all_forms_and_a_changed_one_is_found() throws Exception {
    String date = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> made(date).at("/report/points").toString().contains(POINT));
    int version = get(PATH + date).at("/version/number").asInt();
    assertThat(ask("GET", PATH + "2020-01-01", null).statusCode()).isEqualTo(404);
    assertThat(ask("GET", PATH + "today", null).body()).contains("is not a day");
    assertThat(ask("GET", PATH + date + "?lang=de", null).statusCode()).isEqualTo(400);

    refused(date, "record", signed(version, "officer-a", ""), "not-entered");
    done(date, "enter", "{\"suspected\":0,\"confirmed\":0,\"person\":\"officer-a\"}");
    refused(date, "record", signed(version, "officer-a", ""), "reason-needed");
    done(date, "record", signed(version, "officer-a", "当日未结束，<b>巡查</b>正常"));
    refused(date, "review", signed(version, "officer-a", ""), "same-person");
    done(date, "review", signed(version, "officer-b", ""));
    refused(date, "review", signed(version, "officer-b", ""), "confirmed-already");
    done(date, "sign", signed(version, "officer-b", ""));

    assertThat(ask("GET", "/api/v1/inspection.zip?from=" + date + "&to=" + date, null).body())
        .contains("reports/" + date + "_v" + version + ".pdf");
    for (Operation operation : documented()) {
      if (operation.path().contains("/reports/daily") && operation.method().equals("GET")) {
        HttpResponse<String> answer = ask("GET", operation.path().replace("{date}", date), null);
        assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isEqualTo(200);
        check(operation.toString(), operation.description(), answer);
      }
    }
    for (String language : List.of("zh-CN", "en")) {
      JsonNode report = get(PATH + date + ".json?lang=" + language);
      assertThat(report.path("document").path("language").asText()).isEqualTo(language);
      agree(report);
      String asked = date + ".%s?lang=" + language;
      compare(printed(report), text(bytes(asked.formatted("pdf"))));
      compare(
          printed(report),
          ask("GET", PATH + asked.formatted("html"), null)
              .body()
              .replaceAll("<[^>]*>", " ")
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&#39;", "'")
              .replace("&quot;", "\"")
              .replace("&amp;", "&"));
      assertWorkbook(report, bytes(asked.formatted("xlsx")));
      assertThat(new String(bytes(asked.formatted("csv")), StandardCharsets.UTF_8))
          .startsWith("\uFEFF")
          .contains(report.at("/document/title").asText(), POINT);
    }

    assertThat(verify()).isZero();
    try (Connection journal =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home/journal.db"))) {
      journal
          .createStatement()
          .executeUpdate(
              "UPDATE daily_step SET said = replace(said, '\"suspected\":0', '\"suspected\":1')");
    }
    assertThat(verify()).isEqualTo(1);
    assertThat(Running.outputs(folder)).contains("(entered): it was changed");
  }

  private static JsonNode made(String date) throws Exception {
    HttpResponse<String> answer = ask("POST", PATH + date + "/make", "{}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String signed(int version, String person, String reason) {
    return "{\"version\":%d,\"person\":\"%s\",\"reason\":\"%s\"}"
        .formatted(version, person, reason);
  }

  private static void done(String date, String verb, String body) throws Exception {
    HttpResponse<String> answer = ask("POST", PATH + date + "/" + verb, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Operation operation = new Operation("POST", PATH + "{date}/" + verb);
    check(operation.toString(), operation.description(), answer);
  }

  private static void refused(String date, String verb, String body, String code) throws Exception {
    HttpResponse<String> answer = ask("POST", PATH + date + "/" + verb, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    assertThat(JSON.readTree(answer.body()).path("code").asText()).isEqualTo(code);
  }

  /** Where that table is: after what differs from the version before, if there was one. */
  private static int coverage(JsonNode report) {
    int at = 0;
    while (!report.at("/document/sections/" + at + "/id").asText().equals("coverage")) {
      at++;
    }
    return at;
  }

  /** What is in words is what is in figures. */
  private static void agree(JsonNode report) {
    JsonNode sum = report.at("/report/campus");
    JsonNode all = report.at("/document/sections/" + coverage(report) + "/rows/0");
    String[] keys = {"points", "expected", "measured", "late", "voided", "", "untimed", "missing"};
    for (int i = 0; i < keys.length; i++) {
      if (!keys[i].isEmpty()) {
        assertThat(all.path(i + 2).asText().replace(",", ""))
            .as(keys[i])
            .isEqualTo(sum.path(keys[i]).asText());
      }
    }
    assertThat(Double.parseDouble(all.path(10).asText())).isEqualTo(sum.path("percent").asDouble());
    assertThat(report.at("/document/sections/0/rows/1/1").asText())
        .contains(report.at("/report/entrance/measured").asText());
  }

  /** All sentences and cells that belong on paper. */
  private static List<String> printed(JsonNode report) {
    JsonNode document = report.path("document");
    List<String> printed = new ArrayList<>();
    for (String key : List.of("title", "subtitle", "state", "warning", "verdict")) {
      printed.add(document.path(key).asText());
    }
    document.path("lead").forEach(s -> printed.add(s.asText()));
    document.path("foot").forEach(s -> printed.add(s.asText()));
    document
        .path("signatures")
        .forEach(s -> printed.add(s.path("role").asText() + s.path("name").asText()));
    for (JsonNode section : document.path("sections")) {
      if (!section.path("annex").asBoolean()) {
        printed.add(section.path("title").asText());
        printed.add(section.path("note").asText());
        section.path("rows").forEach(row -> row.forEach(cell -> printed.add(cell.asText())));
      }
    }
    return printed;
  }

  /** One glyph stands for several dashes, and one for ff; what is read again may be either. */
  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replace('\u2012', '\u2013')
        .replaceAll("[\\s\u00A0\u00AD]", "");
  }

  private static void compare(List<String> printed, String text) {
    String bare = bare(text);
    assertThat(printed).allSatisfy(p -> assertThat(bare).contains(bare(p)));
  }

  private static byte[] bytes(String file) {
    HttpResponse<byte[]> answer =
        service.send(
            service.request("GET", PATH + file, null).header("Authorization", "Bearer " + token),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static String text(byte[] pdf) throws Exception {
    Path file = Files.write(Files.createTempFile(folder, "report", ".pdf"), pdf);
    Path text = Files.createTempFile(folder, "report", ".txt");
    assertThat(Running.run(folder, "pdftotext", "-raw", file.toString(), text.toString())).isZero();
    return Files.readString(text);
  }

  private static void assertWorkbook(JsonNode report, byte[] xlsx) throws Exception {
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
      var sheets = book.getSheets().toList();
      assertThat(sheets).hasSize(report.at("/document/sections").size());
      var coverage = sheets.get(coverage(report)).read();
      assertThat(coverage.get(1).getCellAsNumber(3).orElseThrow().longValueExact())
          .isEqualTo(report.at("/report/campus/expected").asLong());
      var points = sheets.get(sheets.size() - 1).read();
      assertThat(points).hasSize(report.at("/report/points").size() + 1);
      assertThat(points.get(1).getCellText(0)).isEqualTo(report.at("/report/points/0/id").asText());
    }
  }

  private static int verify() {
    return Running.run(
        folder,
        "bin/ingest-service",
        "verify-reports",
        "--config",
        folder.resolve("ingest-service.yaml").toString());
  }
}
