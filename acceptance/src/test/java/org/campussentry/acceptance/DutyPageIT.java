package org.campussentry.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who plans the roster and who takes over, at the page of duty: by keyboard, by a file, with
 * somebody else who is faster, and by touch on a phone.
 */
@ExtendWith(Scenarios.class)
class DutyPageIT {
  private final LocalDate monday =
      LocalDate.now(ZoneId.of("Asia/Shanghai")).with(TemporalAdjusters.next(DayOfWeek.MONDAY));

  /** The PIN is 2468. */
  private static final String CAMPUS =
      """
      sites: {main: {name: 主校区, name-en: Main, areas: {lab/bench: {name: 实训台, name-en: Bench}}}}
      channels: {log: {type: console}}
      people:
        officer-a: {name: 值班员甲, telephone: "13800000000", pin-hash: "$2b$11$wG/avUZ/sJ0EuPeKF3ts0u9wJ5rmKFrh19bBWQokYgrzKgsV2cWPO", channels: [{channel: log, to: a}]}
        officer-b: {name: 值班员乙, channels: [{channel: log, to: b}]}
        officer-c: {name: 值班员丙, channels: [{channel: log, to: c}]}
      duty:
        shifts: {first: {name: 上半天, from: "00:00", to: "12:00"}, second: {name: 下半天, from: "12:00", to: "00:00"}}
        rota:
          - {shift: first, role: officer, people: [officer-a]}
          - {shift: second, role: officer, people: [officer-b]}
      """;

  @TempDir Path folder;
  private Ingest ingest;
  private com.microsoft.playwright.Page page;

  @Test
  void a_roster_is_planned_imported_handed_over_and_maintained_from_the_page() throws IOException {
    Path campus = Files.writeString(folder.resolve("campus.yaml"), CAMPUS);
    try (Ingest running = Ingest.embedded(folder.resolve("ingest"), Ports.free(), campus).start();
        Page browser = new Page()) {
      ingest = running;
      PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
      page = browser.logIn(ingest.url());
      page.getByTestId("nav-duty").press("Enter");
      assertThat(page.getByTestId("duty-now")).containsText("值班员");
      page.getByTestId("duty-after").press("Enter");
      putInByKeyboard();
      somebodyElseIsFaster();
      imported();
      handedOver();
      maintained();
      onPhone(browser);
      looks(browser);
    }
  }

  private Locator cell(int day, String shift) {
    return page.getByTestId("cell-" + monday.plusDays(day) + "-" + shift);
  }

  private String officer(int day) {
    LocalDate date = monday.plusDays(day);
    String path =
        "api/v1/duty/shifts?from=%sT00:00:00%%2B08:00&to=%sT11:00:00%%2B08:00"
            .formatted(date, date);
    return ingest.get(path).at("/shifts/0/officer/id").asText();
  }

  private void choose(int downs) {
    for (int i = 0; i < downs; i++) {
      page.getByTestId("edit-officer").press("ArrowDown");
    }
    page.getByTestId("edit-done").press("Enter");
    page.getByTestId("draft-review").press("Enter");
  }

  private void putInByKeyboard() {
    // A button as soon as the service has said who may plan.
    assertThat(cell(0, "second")).hasAttribute("type", "button");
    cell(0, "second").focus();
    page.keyboard().press("ArrowUp");
    page.keyboard().press("ArrowRight");
    assertThat(cell(1, "first")).isFocused();
    page.keyboard().press("Enter");
    choose(3);
    assertThat(page.getByTestId("duty-changes")).containsText("值班员丙");
    assertThat(officer(1)).as("nothing is saved before the review").isEqualTo("officer-a");
    page.getByTestId("review-save").press("Enter");
    assertThat(page.getByText("已保存 1 处改动")).isVisible();
    assertThat(cell(1, "first")).containsText("调班");
    assertThat(officer(1)).isEqualTo("officer-c");
    cell(1, "first").press("Enter");
    page.getByTestId("edit-officer").press("Home");
    choose(0);
    assertThat(page.getByTestId("duty-changes")).containsText("按轮值");
    page.getByTestId("review-save").press("Enter");
    assertThat(page.getByText("已保存 1 处改动")).isVisible();
    assertThat(officer(1)).isEqualTo("officer-a");
  }

  private void somebodyElseIsFaster() {
    cell(2, "first").press("Enter");
    choose(2);
    assertThat(page.getByTestId("duty-changes")).containsText("值班员乙");
    String other =
        "{\"shifts\":[{\"date\":\"%s\",\"shift\":\"first\",\"officer\":\"officer-c\"}]}"
            .formatted(monday.plusDays(2));
    assertThat(ingest.send("PUT", "api/v1/duty/shifts", other).status()).isEqualTo(200);
    page.getByTestId("review-save").press("Enter");
    assertThat(page.getByTestId("duty-review")).containsText("有人刚刚改过");
    assertThat(officer(2)).isEqualTo("officer-c");
    assertThat(page.getByTestId("duty-changes")).containsText("值班员丙");
    page.getByTestId("review-save").press("Enter");
    assertThat(page.getByText("已保存 1 处改动")).isVisible();
    assertThat(officer(2)).isEqualTo("officer-b");
  }

  private void imported() throws IOException {
    String table =
        "日期,班次,值班员\n%s,first,%s\n%s,%s,值班员丙\n"
            .formatted(monday.plusDays(3), "%s", monday.plusDays(4), "%s");
    page.getByTestId("duty-import").press("Enter");
    page.getByTestId("import-file").setInputFiles(file("bad.csv", table.formatted("谁", "third")));
    assertThat(page.getByTestId("import-wrong")).containsText("line 2: '谁'");
    assertThat(page.getByTestId("import-wrong")).containsText("line 3: 班次 (shift) 'third'");
    assertThat(page.getByTestId("import-save")).isDisabled();
    page.getByTestId("import-file")
        .setInputFiles(file("good.csv", table.formatted("值班员乙", "first")));
    assertThat(page.getByTestId("duty-changes")).containsText("值班员丙");
    page.getByTestId("import-save").press("Enter");
    assertThat(page.getByText("已保存 2 处改动")).isVisible();
    assertThat(List.of(officer(3), officer(4))).containsExactly("officer-b", "officer-c");
  }

  private Path file(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private void handedOver() {
    page.getByTestId("part-handovers").press("Enter");
    for (String side : List.of("outgoing", "incoming")) {
      page.getByTestId("sign-" + side).press("Enter");
      Locator pin = page.getByTestId("sign-pin");
      page.getByTestId("sign-dialog").waitFor();
      if (pin.count() > 0) {
        pin.fill("1111");
        page.getByTestId("sign-submit").press("Enter");
        assertThat(page.getByTestId("sign-dialog")).containsText("没有签上");
        pin.fill("2468");
      }
      page.getByTestId("sign-submit").press("Enter");
      assertThat(page.getByTestId("sign-" + side)).hasCount(0);
    }
    assertThat(page.getByTestId("handover-history")).containsText("值班员甲");
    assertThat(ingest.get("api/v1/duty/handovers?unsigned=true").path("handovers")).isEmpty();
  }

  private void maintained() {
    page.getByTestId("part-maintenance").press("Enter");
    page.getByTestId("work-add").press("Enter");
    page.getByTestId("work-save").press("Enter");
    assertThat(page.getByTestId("work-dialog")).containsText("请写明做什么");
    page.getByTestId("work-where").selectOption("main/lab/bench");
    page.getByTestId("work-reason").fill("检定温度计 <b>");
    page.getByTestId("work-save").press("Enter");
    assertThat(page.getByText("检定温度计 <b>")).isVisible();
    assertThat(ingest.get("api/v1/maintenance").at("/maintenance/0/area").asText())
        .isEqualTo("lab/bench");
    page.getByTestId("work-end").press("Enter");
    page.getByTestId("work-end-submit").press("Enter");
    assertThat(page.getByTestId("work-end-dialog")).hasCount(0);
    assertThat(ingest.get("api/v1/maintenance").path("maintenance")).isEmpty();
  }

  private void onPhone(Page browser) {
    com.microsoft.playwright.Page phone = Page.logIn(browser.phone().newPage(), ingest.url());
    phone.getByTestId("nav-duty").tap();
    phone.getByTestId("duty-after").tap();
    phone.getByTestId("cell-" + monday.plusDays(5) + "-first").tap();
    phone.getByTestId("edit-officer").selectOption("officer-c");
    phone.getByTestId("edit-done").tap();
    phone.getByTestId("draft-review").tap();
    phone.getByTestId("review-save").tap();
    assertThat(phone.getByText("已保存 1 处改动")).isVisible();
    assertThat(officer(5)).isEqualTo("officer-c");
  }

  private void looks(Page browser) {
    for (String language : List.of("zh-CN", "en")) {
      Looks look = new Looks(browser.context(), ingest.url(), language);
      look.page().navigate(ingest.url());
      look.logIn();
      look.at("planned", "duty", "#/duty", "[data-testid=duty-week],[data-testid=duty-days]");
      look.at("planned", "handovers", "#/duty?part=handovers", "[data-testid=handover-history]");
      look.at("planned", "maintenance", "#/duty?part=maintenance", "[data-testid=work-add]");
      assertThat(look.wrong()).isEmpty();
    }
  }
}
