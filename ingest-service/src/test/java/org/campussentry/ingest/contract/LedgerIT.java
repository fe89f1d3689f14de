package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** The ledger of that day in each form, what comes for it later, and the pack. */
class LedgerIT extends LedgerDay {
  private static List<String> texts(JsonNode row) {
    List<String> texts = new ArrayList<>();
    row.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<List<String>> rows(JsonNode ledger) {
    List<List<String>> rows = new ArrayList<>();
    ledger.at("/points/0/rows").forEach(row -> rows.add(texts(row.path("texts"))));
    rows.add(texts(ledger.at("/points/0/whole")));
    return rows;
  }

  @Test
  void a_day_is_issued_in_each_form_and_anew_when_something_comes_for_it() throws Exception {
    JsonNode draft = described("Ledger", ask("GET", LEDGER + "?" + WHERE, null));
    assertThat(draft.path("over").asBoolean()).isTrue();
    assertThat(draft.has("version")).isFalse();
    List<List<String>> rows = rows(draft);
    assertThat(rows).hasSize(25);
    assertThat(rows.get(2)).containsExactly("02:00", "3.4", "3.4", "3.4", "", "已测", "0.0%", "");
    assertThat(rows.get(7))
        .containsExactly("07:00", "缺", "缺", "缺", "", "缺：设备无应答 1 条", "100.0%", "");
    assertThat(rows.get(3).get(5)).isEqualTo("缺：未收到 1 条");
    assertThat(rows.get(9)).contains("9.3", "↑");
    String issue = "{\"area\":\"main/canteen-1/cold-store\",\"recorder\":\"officer-a\"%s}";
    assertThat(ask("POST", LEDGER + "/issue", issue.formatted(",\"reviewer\":\"officer-a\"")))
        .matches(a -> a.statusCode() == 409 && a.body().contains("another person reviews"));
    described(
        "Ledger", ask("POST", LEDGER + "/issue", issue.formatted(",\"reviewer\":\"officer-b\"")));
    assertThat(ask("POST", LEDGER + "/issue", issue.formatted("")).statusCode()).isEqualTo(409);

    comesLate();
    isEnteredByHand();
    JsonNode versions =
        described("LedgerVersions", ask("GET", LEDGER + "/versions?" + WHERE, null))
            .path("versions");
    assertThat(versions).hasSize(3).allMatch(v -> v.path("intact").asBoolean());
    assertThat(versions).allMatch(v -> v.path("chained").asBoolean());
    assertThat(texts(versions.at("/1/changes")).get(0))
        .startsWith("gw:cold1.temperature 03:00：缺")
        .endsWith("→ 5.0/5.0/5.0 已测，含迟到 1 条");
    assertThat(texts(versions.at("/0/changes")).get(0)).contains("07:00", "人工补录", "3.1");
    assertThat(json(ask("GET", LEDGER + "?version=1&" + WHERE, null)).at("/points/0/rows/3/state"))
        .as("no version is changed")
        .isEqualTo(JSON.readTree("\"missing\""));
    described("IssuedLedgers", ask("GET", "/api/v1/ledgers", null));
    isTheSameOnPaper("zh");
    isTheSameOnPaper("en");
    isTheSameInSpreadsheets();
    isInThePack();
    String stored = ask("GET", LEDGER + ".json?version=2&" + WHERE, null).body();
    assertThat(versions.at("/1/digest").asText())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(stored.getBytes(StandardCharsets.UTF_8))));
    assertThat(ask("GET", "/api/v1/audit?limit=50", null).body())
        .contains("\"ledger-issue\"", "\"ledger-entry\"");
  }

  private static void comesLate() throws IOException {
    tell(at(3), "5.0");
    clock.moveTo(at(32).plusSeconds(60));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                json(ask("GET", LEDGER + "/versions?" + WHERE, null)).path("versions").size() == 2);
  }

  private static void isEnteredByHand() throws IOException {
    String entry =
        "{\"point\":\"gw:cold1.temperature\",\"time\":\"2026-11-23T%s:00+08:00\",\"value\":3.1,\"reason\":\"探头 <b>断线</b>\",\"person\":\"officer-b\"}";
    assertThat(ask("POST", "/api/v1/ledgers/entries", entry.formatted("08:05")))
        .matches(a -> a.statusCode() == 409 && a.body().contains("the sensor itself measured"));
    assertThat(ask("POST", "/api/v1/ledgers/entries", entry.replace("value", "valeu")))
        .matches(a -> a.statusCode() == 400 && a.body().contains("'valeu' is none of"));
    described("LedgerEntry", ask("POST", "/api/v1/ledgers/entries", entry.formatted("07:20")));
    JsonNode row = json(ask("GET", LEDGER + "?" + WHERE, null)).at("/points/0/rows/7");
    assertThat(row.path("state").asText()).isEqualTo("missing");
    assertThat(row.at("/hand/0/person").asText()).isEqualTo("值班员乙");
    assertThat(row.has("mean")).isFalse();
  }

  /** Without ligatures, as a search in a PDF sees it. */
  private static String squeezed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "");
  }

  private static void isTheSameOnPaper(String lang) throws IOException {
    String query = "?version=last&lang=" + lang + "&" + WHERE;
    JsonNode ledger = json(ask("GET", LEDGER + query, null));
    HttpResponse<byte[]> pdf = bytes("GET", LEDGER + ".pdf" + query, null);
    assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
    Path file = Files.write(folder.resolve("ledger-" + lang + ".pdf"), pdf.body());
    Path text = folder.resolve("ledger-" + lang + ".txt");
    assertThat(Running.run(folder, "pdftotext", "-raw", file.toString(), text.toString())).isZero();
    String paper = squeezed(Files.readString(text));
    for (List<String> row : rows(ledger)) {
      assertThat(paper).contains(squeezed(String.join("", row.subList(0, 5))));
      // What does not fit into a line goes on in the next.
      for (String piece : String.join(" ", row.subList(5, 8)).split("[；;：:，,()\\s]+", -1)) {
        assertThat(paper).contains(squeezed(piece));
      }
    }
    for (String key : List.of("/head", "/points/0/facts")) {
      for (JsonNode fact : ledger.at(key)) {
        assertThat(paper).contains(squeezed(fact.path("text").asText()));
      }
    }
    for (JsonNode line : ledger.path("changes")) {
      assertThat(paper).contains(squeezed(line.asText()));
    }
    boolean chinese = lang.equals("zh");
    assertThat(paper)
        .contains(chinese ? "记录人审核人带班领导" : "RecordedbyReviewedbyLeaderonshift")
        .contains(chinese ? "第1/2页" : "page1/2")
        .doesNotContain("〓");
    assertThat(ask("GET", LEDGER + ".html" + query, null).body())
        .contains("&lt;b&gt;断线&lt;/b&gt;")
        .contains(chinese ? "一食堂&lt;b&gt;冷库&lt;/b&gt;" : "Cold store");
  }

  private static void isTheSameInSpreadsheets() throws IOException {
    String query = "?version=last&" + WHERE;
    JsonNode ledger = json(ask("GET", LEDGER + query, null));
    List<List<String>> expected = rows(ledger);
    byte[] xlsx = bytes("GET", LEDGER + ".xlsx" + query, null).body();
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
      List<Row> rows = book.findSheet("读数").orElseThrow().read();
      assertThat(rows).hasSize(26);
      for (int i = 0; i < 25; i++) {
        Row row = rows.get(i + 1);
        assertThat(row.getCellText(0)).isEqualTo(POINT);
        JsonNode cell = i < 24 ? ledger.at("/points/0/rows/" + i) : ledger.at("/points/0");
        for (int column = 0; column < 8; column++) {
          String name = List.of("", "min", "mean", "max", "", "", "", "").get(column);
          if (cell.has(name)) {
            assertThat(row.getCellAsNumber(column + 1).orElseThrow().doubleValue())
                .isEqualTo(cell.path(name).asDouble());
          } else {
            assertThat(row.getCellText(column + 1)).isEqualTo(expected.get(i).get(column));
          }
        }
      }
    }
    String csv = ask("GET", LEDGER + ".csv" + query, null).body();
    assertThat(csv)
        .startsWith("\uFEFF")
        .contains("\r\n" + POINT + ",02:00,3.4,3.4,3.4,,已测,\"0.0%\",");
  }

  private static void isInThePack() throws Exception {
    byte[] zip =
        bytes("GET", "/api/v1/inspection.zip?from=2026-11-20&to=2026-11-30&lang=en", null).body();
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    String path = "ledgers/2026-11-23_main_canteen-1_cold-store_v";
    assertThat(files.keySet())
        .filteredOn(name -> !name.startsWith("reports/"))
        .containsOnly(
            path + "3.pdf",
            path + "1.json",
            path + "2.json",
            path + "3.json",
            "index.html",
            "SHA256SUMS");
    Path pdf = Files.write(folder.resolve("pack.pdf"), files.get(path + "3.pdf"));
    assertThat(Running.run(folder, "pdftotext", "-raw", pdf.toString())).isZero();
    assertThat(Files.readString(folder.resolve("pack.txt")))
        .contains("Temperature ledger of a day");
    String sums = new String(files.get("SHA256SUMS"), StandardCharsets.UTF_8);
    for (var file : files.entrySet()) {
      if (!file.getKey().equals("SHA256SUMS")) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.getValue());
        assertThat(sums).contains(HexFormat.of().formatHex(digest) + "  " + file.getKey() + "\n");
      }
    }
    assertThat(new String(files.get("index.html"), StandardCharsets.UTF_8))
        .contains("href=\"" + path + "3.pdf\"", "Inspector’s pack", "Nothing of this time.");
    for (String wrong :
        List.of("from=2026-01-01&to=2026-11-30", "from=2026-11-30&to=2026-11-20", "from=x&to=y")) {
      assertThat(ask("GET", "/api/v1/inspection.zip?" + wrong, null).statusCode()).isEqualTo(400);
    }
    JsonNode due = described("InstrumentsDue", ask("GET", "/api/v1/instruments/due", null));
    assertThat(due.at("/due/0/serial").asText()).isEqualTo("XY-0815");
    assertThat(due.at("/due/0/overdue").asBoolean()).isTrue();
    assertThat(ask("GET", "/api/v1/instruments/due?days=x", null).statusCode()).isEqualTo(400);
    JsonNode records = described("Records", ask("GET", "/api/v1/records", null));
    assertThat(records.path("keepDays").asInt()).isEqualTo(730);
    assertThat(records.path("purges")).isEmpty();
  }

  @Test
  void what_is_wrong_is_said() {
    for (String[] one :
        List.of(
            new String[] {"2026-13?" + WHERE, "400", "neither a day such as"},
            new String[] {"0026-11-23?" + WHERE, "400", "neither a day such as"},
            new String[] {"2026-11-23", "400", "give 'area'"},
            new String[] {"2026-11-23?area=main/nowhere", "404", "there is no area"},
            new String[] {"2026-11-23?point=gw:no.where", "404", "there is no point"},
            new String[] {"2026-11-23?point=x", "400", "not a point id"},
            new String[] {"2026-11-23?version=9&" + WHERE, "404", "has no version 9"},
            new String[] {"2026-11-23?version=two&" + WHERE, "400", "'version' is a number"},
            new String[] {"2026-11-22.json?" + WHERE, "404", "it was not issued"})) {
      Answer answer = ask("GET", "/api/v1/ledgers/" + one[0], null);
      assertThat(String.valueOf(answer.statusCode())).as(answer.body()).isEqualTo(one[1]);
      assertThat(answer.body()).contains(one[2]);
    }
    assertThat(
            ask(
                "POST",
                "/api/v1/ledgers/2026-12/issue",
                "{\"area\":\"main/canteen-1/cold-store\",\"recorder\":\"officer-a\"}"))
        .matches(a -> a.statusCode() == 409 && a.body().contains("is not over"));
    assertThat(ask("GET", "/api/v1/ledgers/2026-12.pdf?" + WHERE, null).statusCode())
        .isEqualTo(200);
  }
}
