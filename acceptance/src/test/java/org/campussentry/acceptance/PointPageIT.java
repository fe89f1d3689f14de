package org.campussentry.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page of a point and the comparison of several, as somebody with a mouse or without one. */
@ExtendWith(Scenarios.class)
class PointPageIT {
  private static final String COLD = "gw-canteen1:cold1.temperature";
  private static final String ROOM = "gw-dorm1:room-104.temperature";
  private static final String OTHER_ROOM = "gw-dorm1:room-105.temperature";
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final ZoneId CAMPUS = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

  @TempDir Path folder;
  private Ingest ingest;
  private Page page;

  @Test
  void a_point_is_looked_at_closer_read_as_a_table_saved_and_compared() throws IOException {
    int brokerPort = Ports.free();
    try (Webhook webhook = new Webhook();
        Campus campus = new Campus(folder.resolve("sim"), "mqtt://127.0.0.1:" + brokerPort);
        Ingest started =
            Ingest.embedded(folder.resolve("ingest"), brokerPort, campus.campusFile(webhook))
                .start();
        org.campussentry.acceptance.Page browser = new org.campussentry.acceptance.Page()) {
      ingest = started;
      campus.startAgents();
      await().atMost(SOON).until(() -> ingest.livePoints() >= 60);
      long begun = System.currentTimeMillis();
      campus.fault("line-cut");
      campus.fault("cold-store-door");
      page = browser.logIn(ingest.url());
      page.setDefaultTimeout((double) SOON.toMillis());
      PlaywrightAssertions.setDefaultAssertionTimeout((double) SOON.toMillis());

      openedFromTheOverviewItChangesByItself();
      aRangeIsChosenByClickByKeyboardAndByFields();
      aRuleIsSaidWithItsSource();
      await().atMost(SOON).until(() -> alertsOf(ROOM) > 0);
      campus.clearFaults();
      aCutLineIsAGapInTheChartTheTableAndTheFile(begun);
      aDragLooksCloser();
      severalAreCompared();
      nothingIsWiderThanTheScreen();
      whatDoesNotExistIsSaidPlainly();
    }
  }

  private void openedFromTheOverviewItChangesByItself() {
    page.getByTestId("building-main/canteen-1").click();
    page.getByTestId("tile-main/canteen-1/cold-store").click();
    page.getByTestId("point-" + COLD)
        .getByRole(com.microsoft.playwright.options.AriaRole.LINK)
        .click();
    shown(COLD);
    assertThat(page.getByTestId("point-now")).containsText("℃");
    assertThat(page.locator(".hero")).hasAttribute("data-state", "critical");
    page.getByTestId("range-7d").click();
    page.locator("[data-testid=marks] [data-kind=alert]").first().waitFor();
    page.locator("[data-testid=marks] [data-kind=alert] a").first().click();
    page.locator(".alert-page dd a[href^='#/points/']").click();
    shown(COLD);
  }

  private int alertsOf(String point) {
    return (int)
        ingest.get("api/v1/alerts").path("alerts").findValuesAsText("point").stream()
            .filter(point::equals)
            .count();
  }

  private void shown(String point) {
    page.getByTestId("point-page-" + point).waitFor();
    read();
  }

  /** The chart shows what was asked for last. */
  private void read() {
    assertThat(page.getByTestId("history-read")).hasAttribute("data-busy", "false");
    page.locator("[data-testid=plot] canvas").waitFor();
  }

  private long edge(String name) {
    return Long.parseLong(page.getByTestId("chart").getAttribute("data-" + name));
  }

  private void aRangeIsChosenByClickByKeyboardAndByFields() {
    page.getByTestId("range-7d").click();
    read();
    await().atMost(SOON).until(() -> edge("to") - edge("from") == Duration.ofDays(7).toMillis());
    assertThat(page).hasURL(Pattern.compile("range=7d$"));
    page.getByTestId("range-30d").focus();
    page.keyboard().press("Enter");
    await().atMost(SOON).until(() -> edge("to") - edge("from") == Duration.ofDays(30).toMillis());
    assertThat(page.getByTestId("range-30d")).hasAttribute("aria-pressed", "true");

    Instant to = Instant.ofEpochMilli(System.currentTimeMillis() / 60_000 * 60_000 + 60_000);
    page.getByTestId("range-to").fill(field(to));
    page.getByTestId("range-from").fill(field(to.plusSeconds(60)));
    page.getByTestId("range-show").click();
    assertThat(page.getByTestId("range-problem")).containsText("起始时间");
    Instant tenYearsAgo = to.minus(Duration.ofDays(3652));
    page.getByTestId("range-from").fill(field(tenYearsAgo));
    page.getByTestId("range-from").press("Enter");
    await().atMost(SOON).until(() -> edge("from") == tenYearsAgo.toEpochMilli());
    assertThat(page.getByTestId("range-problem")).isEmpty();
    assertThat(page.getByTestId("summary")).containsText("最高");
    page.reload();
    shown(COLD);
    assertThat(edge("from")).as("it stands in the address").isEqualTo(tenYearsAgo.toEpochMilli());
  }

  private static String field(Instant time) {
    return FIELD.format(time.atZone(CAMPUS));
  }

  private void aRuleIsSaidWithItsSource() {
    assertThat(page.getByTestId("rule-cold-store-freezing")).containsText("低于 0.0 ℃，持续 10 分钟");
    assertThat(page.getByTestId("rule-cold-store-freezing"))
        .containsText("依据：GB 31654-2021（2021 版）");
    assertThat(page.getByTestId("coverage-share")).containsText("%");
    assertThat(page.getByTestId("facts")).containsText("cold1");
  }

  private void aCutLineIsAGapInTheChartTheTableAndTheFile(long begun) throws IOException {
    await()
        .atMost(SOON)
        .until(() -> ingest.get("api/v1/points/" + ROOM).path("state").asText().equals("normal"));
    // A page shows a minute at least.
    long until = Math.max(System.currentTimeMillis(), begun + 61_000);
    open("#/points/" + ROOM + "?from=" + begun + "&to=" + until);
    shown(ROOM);
    assertThat(Integer.parseInt(page.getByTestId("chart").getAttribute("data-gaps"))).isPositive();
    assertThat(page.getByTestId("summary")).containsText("处无数据");
    page.getByTestId("table-toggle").click();
    assertThat(page.getByTestId("table").locator("tr.gap").first()).containsText("次不可用");
    assertThat(page.getByTestId("table").locator("thead th[scope=col]")).hasCount(7);

    Download file = page.waitForDownload(() -> page.getByTestId("csv").click());
    assertThat(file.suggestedFilename()).startsWith("gw-dorm1_room-104.temperature_");
    byte[] bytes = Files.readAllBytes(file.path());
    assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0)).contains("时间（Asia/Shanghai）,数值,单位");
    assertThat(lines).anyMatch(line -> line.contains(",,℃,设备无应答,timeout," + ROOM));
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3},.*Z"))
        .anyMatch(line -> line.matches(".*,\\d+\\.\\d+,℃,,," + ROOM + ",.*"));
    page.getByTestId("table-toggle").click();
  }

  private void open(String hash) {
    page.navigate("about:blank");
    page.navigate(ingest.url() + hash);
  }

  private void aDragLooksCloser() {
    read();
    long from = edge("from");
    long to = edge("to");
    Locator plot = page.locator("[data-testid=plot] .u-over");
    plot.scrollIntoViewIfNeeded();
    BoundingBox box = plot.boundingBox();
    page.mouse().move(box.x + box.width * 0.25, box.y + box.height / 2);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.5, box.y + box.height / 2);
    page.mouse().move(box.x + box.width * 0.75, box.y + box.height / 2);
    page.mouse().up();
    await().atMost(SOON).until(() -> edge("from") > from && edge("to") < to);
    assertThat((double) (edge("to") - edge("from")) / (to - from)).isBetween(0.4, 0.6);
  }

  private void severalAreCompared() {
    page.getByText("与其他测点比较").click();
    page.getByTestId("compare-search").fill("105");
    page.getByTestId("add-" + OTHER_ROOM).click();
    assertThat(page.getByTestId("compare-legend").locator("li")).hasCount(2);
    assertThat(page).hasURL(Pattern.compile("points=gw-dorm1%3Aroom-104.temperature,gw-dorm1%3A"));
    page.getByTestId("table-toggle").click();
    assertThat(page.getByTestId("table").locator("thead th")).hasCount(3);
    page.getByTestId("table-toggle").click();
    page.getByTestId("remove-" + OTHER_ROOM).click();
    page.getByTestId("against-week").click();
    assertThat(page.getByTestId("compare-legend")).containsText("一周前");
    open("#/compare?points=gw-x:nothing.temperature," + ROOM);
    assertThat(page.getByTestId("compare-unknown")).containsText("gw-x:nothing.temperature");
  }

  private void nothingIsWiderThanTheScreen() {
    String compared = "#/compare?points=" + ROOM + "," + OTHER_ROOM;
    for (String hash : List.of("#/points/" + COLD, compared)) {
      open(hash);
      for (String language : List.of("en", "zh-CN")) {
        page.getByTestId("lang").click();
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.getByTestId("range-24h"))
            .hasText(language.equals("en") ? "24 hours" : "24 小时");
        for (int width : new int[] {360, 1920}) {
          page.setViewportSize(width, 800);
          read();
          Object over =
              page.evaluate(
                  "document.documentElement.scrollWidth - document.documentElement.clientWidth");
          assertThat(over).as("%s, %s, %d px", hash, language, width).isEqualTo(0);
        }
      }
    }
  }

  private void whatDoesNotExistIsSaidPlainly() {
    open("#/points/gw-x:nothing.temperature");
    assertThat(page.getByTestId("point-missing")).containsText("没有测点 gw-x:nothing.temperature");
    page.getByTestId("point-missing")
        .getByRole(com.microsoft.playwright.options.AriaRole.LINK)
        .click();
    page.getByTestId("verdict").waitFor();
    open("#/points/nonsense");
    page.getByTestId("point-missing").waitFor();
  }
}
