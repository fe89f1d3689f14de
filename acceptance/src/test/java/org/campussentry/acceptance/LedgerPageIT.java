package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page.LocatorOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody fills the gap of yesterday by hand and issues the ledger; then the reading comes. */
@ExtendWith(Scenarios.class)
class LedgerPageIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int GAP = 10;

  private static final String CAMPUS =
      """
      timezone: Etc/UTC
      sites: {main: {name: 主校区, areas: {canteen-1/cold-store: {name: 一食堂冷库}}}}
      gateways: {gw-a: {site: main}}
      channels: {log: {type: console}}
      people:
        cook: {name: 餐饮科, channels: [{channel: log, to: a}]}
        chief: {name: 审核员, channels: [{channel: log, to: b}]}
      """;

  @TempDir Path folder;

  private final LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);

  @Test
  void a_gap_is_filled_by_hand_the_day_issued_and_what_comes_late_makes_a_new_version()
      throws Exception {
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Sender gateway = new Sender(folder, mosquitto, "gw-a");
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    "embedded",
                    Files.writeString(folder.resolve("campus.yaml"), CAMPUS))
                .start();
        Page browser = new Page()) {
      gateway.send("catalog", catalog(), 0);
      gateway.send("data", day(), 1);
      String coverage = "api/v1/points/gw-a:cold1.temperature/coverage?date=" + yesterday;
      await().atMost(SOON).until(() -> stored(ingest) == 23);
      ingest.program().close();
      knownSince(Duration.ofDays(3));
      ingest.start();
      await().atMost(SOON).until(() -> ingest.get(coverage).at("/day/expected").asLong() == 24);

      var page = browser.logIn(ingest.url());
      String address =
          ingest.url() + "#/records/ledger/" + yesterday + "/main/canteen-1/cold-store";
      page.navigate(address);
      page.locator("tr[data-label='10:00'][data-state=missing]").waitFor();
      assertThat(page.locator("tr[data-label='10:00']").innerText()).contains("缺", "未收到 1 条");
      assertThat(page.locator("tr[data-label='09:00']").innerText()).contains("3.4", "迟到");
      page.locator("tr[data-label='10:00']").getByTestId("enter").click();
      page.getByTestId("ledger-submit").click();
      assertThat(page.getByTestId("ledger-dialog").innerText()).contains("请填写：读数（℃）、原因、读数人");
      page.getByTestId("entry-value").fill("6.6");
      page.getByTestId("entry-reason").fill("探头断线，看水银温度计");
      page.getByTestId("entry-person").fill("餐饮科");
      page.getByTestId("ledger-submit").click();
      page.locator("tr[data-label='10:00'] .hand").waitFor();
      assertThat(page.locator("tr[data-label='10:00']").innerText())
          .contains("缺", "6.6", "餐饮科", "探头断线，看水银温度计");
      assertThat(page.getByTestId("whole").innerText()).contains("3.4").doesNotContain("6.6");

      page.getByTestId("ledger-issue").click();
      page.getByTestId("issue-recorder").fill("餐饮科");
      page.getByTestId("issue-reviewer").fill("餐饮科");
      page.getByTestId("ledger-submit").click();
      page.locator("dialog .failure", new LocatorOptions().setHasText("another person")).waitFor();
      page.getByTestId("issue-reviewer").fill("审核员");
      page.getByTestId("ledger-submit").click();
      page.getByTestId("version-1").waitFor();
      assertThat(page.getByTestId("ledger-standing").innerText()).contains("与第 1 版相同");

      gateway.send("data", reading(2, at(GAP), "5.5"), 2);
      await().atMost(SOON).until(() -> versions(ingest) == 2);
      page.reload();
      page.getByTestId("version-2").waitFor();
      page.getByTestId("version-2").locator("summary").click();
      assertThat(page.getByTestId("version-2").innerText())
          .contains("补传数据后自动签发", "10:00：缺", "→ 5.5/5.5/5.5");
      page.getByTestId("version-1").locator("a").click();
      page.locator("[data-testid=ledger-head][data-version='1']").waitFor();
      assertThat(page.locator("tr[data-label='10:00']").innerText()).contains("缺");
      var pdf =
          page.request()
              .get(ingest.url() + page.getByTestId("ledger-pdf").getAttribute("href").substring(1));
      assertThat(pdf.status()).isEqualTo(200);
      assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
      page.setViewportSize(390, 844);
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }
  }

  private int versions(Ingest ingest) {
    return ingest
        .get("api/v1/ledgers/" + yesterday + "/versions?area=main/canteen-1/cold-store")
        .path("versions")
        .size();
  }

  private int stored(Ingest ingest) {
    return ingest
        .get(
            "api/v1/points/gw-a:cold1.temperature/readings?from=%s&to=%s"
                .formatted(at(0).toEpochMilli(), at(24).toEpochMilli()))
        .path("readings")
        .size();
  }

  /** As though the gateway had been there for so long; nobody waits a day for a test. */
  private void knownSince(Duration ago) throws SQLException {
    try (Connection journal =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ingest/home/journal.db"));
        Statement statement = journal.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE expectation SET from_at = from_at - " + ago.toMillis()))
          .isEqualTo(1);
    }
  }

  private Instant at(int hour) {
    return yesterday.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(hour));
  }

  private static String catalog() {
    return "{\"v\":1,\"hash\":\"h\",\"points\":[{\"id\":\"cold1.temperature\",\"area\":\"canteen-1/cold-store\",\"device\":\"cold1\",\"quantity\":\"temperature\",\"unit\":\"Cel\",\"every\":3600000}]}";
  }

  /** Each hour but one. */
  private String day() {
    StringBuilder rows = new StringBuilder();
    for (int hour = 0; hour < 24; hour++) {
      if (hour != GAP) {
        rows.append(rows.isEmpty() ? "" : ",")
            .append("[\"cold1.temperature\",%d,3.4]".formatted(hour * 3_600_000L));
      }
    }
    return "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":1,\"cat\":\"h\",\"t0\":%d,\"r\":[%s]}"
        .formatted(at(0).toEpochMilli(), rows);
  }

  private static String reading(int seq, Instant time, String value) {
    return "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":%d,\"cat\":\"h\",\"t0\":%d,\"r\":[[\"cold1.temperature\",0,%s]]}"
        .formatted(seq, time.toEpochMilli(), value);
  }
}
