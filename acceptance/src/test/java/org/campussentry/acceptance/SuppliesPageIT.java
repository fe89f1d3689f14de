package org.campussentry.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody without a mouse plans and counts: slots of disinfection that are added, refused,
 * ended and given back, and the books of supplies.
 */
@ExtendWith(Scenarios.class)
class SuppliesPageIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String CAMPUS =
      """
      sites: {main: {name: 主校区, name-en: Main, areas: {hall: {name: 餐厅, name-en: Dining hall}, lift: {name: 电梯, name-en: Lift}}}}
      gateways: {gw-a: {site: main}}
      channels: {log: {type: console}}
      people: {keeper: {name: 库管员, channels: [{channel: log, to: a}]}}
      supplies:
        - {id: masks, name: 口罩, name-en: Masks, unit: 只, unit-en: pcs, minimum: 100}
      disinfection:
        plans:
          - {id: hall, area: hall, concentration: 500, times: ["06:00-07:00"]}
      """;

  @TempDir Path folder;
  private Ingest ingest;
  private com.microsoft.playwright.Page page;

  @Test
  void slots_are_planned_and_supplies_counted_by_keyboard() throws IOException {
    Path campus = Files.writeString(folder.resolve("campus.yaml"), CAMPUS);
    try (Ingest running = Ingest.embedded(folder.resolve("ingest"), Ports.free(), campus).start();
        Page browser = new Page()) {
      ingest = running;
      PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
      page = browser.logIn(ingest.url());
      planIsAdded();
      overlapIsRefused();
      planOfTheFileIsChangedEndedAndGivenBack();
      countedAndTakenOut();
      corrected();
      ownItem();
      looks(browser);
    }
  }

  private void planIsAdded() {
    page.getByTestId("nav-disinfection").press("Enter");
    page.getByTestId("to-plan").press("Enter");
    assertThat(page.getByTestId("plan-hall")).containsText("校园文件");
    page.getByTestId("plan-new").press("Enter");
    page.getByTestId("plan-id").fill("lift");
    page.getByTestId("plan-area").selectOption("lift");
    page.getByTestId("plan-times").fill("08:00-09:00, 23:40-00:20");
    page.getByLabel("周一").press("Space");
    assertThat(page.getByTestId("plan-preview")).containsText("4 个时段");
    assertThat(page.getByTestId("plan-preview")).containsText("23:40–00:20（次日）");
    page.getByTestId("plan-save").press("Enter");
    assertThat(page.getByTestId("plan-facts")).containsText("在此页修改");
    assertThat(plan("lift").at("/keys/days/0").asText()).isEqualTo("mon");
  }

  private void overlapIsRefused() {
    page.navigate(ingest.url() + "#/disinfection/plan?new");
    page.getByTestId("plan-id").fill("second");
    page.getByTestId("plan-area").selectOption("hall");
    page.getByTestId("plan-times").fill("06:30-07:30");
    var wrong = page.getByTestId("plan-wrong");
    assertThat(wrong).containsText("area hall has two slots at once");
    assertThat(wrong).containsText("'hall'");
    assertThat(wrong).containsText("'second'");
    page.getByTestId("plan-save").press("Enter");
    assertThat(
            page.getByTestId("plan-form")
                .getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
        .containsText("two slots at once");
    page.getByTestId("plan-way").selectOption("rrule");
    page.getByTestId("plan-rrule").fill("FREQ=SOMETIMES");
    page.getByTestId("plan-start").fill("2026-01-01T08:00");
    page.getByTestId("plan-lasts").fill("1h");
    assertThat(wrong).containsText("is no RRULE");
    page.getByTestId("plan-rrule").fill("FREQ=WEEKLY;BYDAY=MO,TH");
    assertThat(page.getByTestId("plan-preview")).containsText("4 个时段");
    assertThat(ingest.get("api/v1/disinfection/plans").path("plans")).hasSize(2);
  }

  private void planOfTheFileIsChangedEndedAndGivenBack() {
    page.navigate(ingest.url() + "#/disinfection/plan/hall");
    page.getByTestId("plan-edit").press("Enter");
    page.getByTestId("plan-concentration").fill("250");
    page.getByTestId("plan-save").press("Enter");
    assertThat(page.getByTestId("changes")).containsText("浓度（mg/L，至少）：500 → 250");
    page.getByTestId("plan-turn").press("Enter");
    page.getByTestId("ask-act").press("Enter");
    assertThat(page.getByText("已结束")).isVisible();
    assertThat(plan("hall").path("on").asBoolean()).isFalse();
    page.getByTestId("plan-back").press("Enter");
    page.getByTestId("ask-act").press("Enter");
    assertThat(page.getByTestId("plan-facts")).containsText("500 mg/L");
    assertThat(page.getByTestId("plan-facts")).containsText("校园文件");
    JsonNode trail = ingest.get("api/v1/audit?subject=hall").path("entries");
    assertThat(trail).hasSize(3);
    assertThat(trail.path(2).path("before").asText()).contains("500");
    assertThat(trail.path(2).path("after").asText()).contains("250");
  }

  private JsonNode plan(String id) {
    return ingest.get("api/v1/disinfection/plans/" + id);
  }

  private JsonNode masks() {
    return ingest.get("api/v1/supplies/masks");
  }

  private void enter(String amount) {
    page.getByTestId("move-amount").fill(amount);
    page.getByTestId("move-person").fill("库管员");
    page.getByTestId("move-submit").press("Enter");
    assertThat(page.getByTestId("move-dialog")).hasCount(0);
  }

  private void countedAndTakenOut() {
    page.getByTestId("nav-supplies").press("Enter");
    var row = page.getByTestId("supply-masks");
    assertThat(row).containsText("未盘点");
    page.getByTestId("out-masks").press("Enter");
    page.getByTestId("move-submit").press("Enter");
    assertThat(page.getByTestId("move-dialog")).containsText("请填写数量和登记人");
    page.getByTestId("move-amount").fill("5");
    page.getByTestId("move-person").fill("库管员");
    page.getByTestId("move-submit").press("Enter");
    assertThat(page.getByTestId("move-dialog")).containsText("enter a count first");
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("move-dialog")).hasCount(0);
    page.getByTestId("count-masks").press("Enter");
    enter("300");
    assertThat(row).containsText("充足");
    page.getByTestId("out-masks").press("Enter");
    page.getByTestId("move-amount").fill("241");
    page.getByText("+10", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
        .press("Enter");
    page.getByTestId("move-person").fill("库管员");
    page.getByTestId("move-submit").press("Enter");
    assertThat(row).containsText("不足");
    assertThat(page.getByTestId("supplies-headline")).hasText("1 项物资不足");
    assertThat(masks().path("stock").asDouble()).isEqualTo(49);
    await()
        .atMost(SOON)
        .until(() -> !ingest.get("api/v1/alerts?state=active").path("alerts").isEmpty());
    page.getByTestId("nav-overview").press("Enter");
    page.getByText("看库存").first().press("Enter");
    assertThat(page.getByTestId("books")).containsText("库管员（admin）");
  }

  private void corrected() {
    page.getByTestId("line-out").getByTestId("correct").press("Enter");
    page.getByTestId("move-amount").fill("25");
    page.getByTestId("move-person").fill("库管员");
    page.getByTestId("move-submit").press("Enter");
    assertThat(page.getByTestId("move-dialog")).containsText("哪里错了");
    page.getByTestId("move-note").fill("多写了一位");
    page.getByTestId("move-submit").press("Enter");
    assertThat(page.getByTestId("line-out")).containsText("原记 251");
    assertThat(page.getByTestId("line-out")).containsText("多写了一位");
    assertThat(page.getByTestId("supply-facts")).containsText("275 只");
    await()
        .atMost(SOON)
        .until(() -> ingest.get("api/v1/alerts?state=active").path("alerts").isEmpty());
  }

  private void ownItem() {
    page.navigate(ingest.url() + "#/supplies?new");
    page.getByTestId("item-id").fill("gloves");
    page.getByTestId("item-name").fill("手套");
    page.getByTestId("item-unit").fill("双");
    page.getByTestId("item-save").press("Enter");
    assertThat(page.getByTestId("item-form")).containsText("`minimum` is the least");
    page.getByTestId("item-minimum").fill("20");
    page.getByTestId("item-save").press("Enter");
    assertThat(page.getByTestId("supply-facts")).containsText("最低 20 双");
    page.getByTestId("item-back").press("Enter");
    page.getByTestId("ask-act").press("Enter");
    assertThat(page.getByTestId("supplies")).not().containsText("手套");
  }

  private void looks(Page browser) {
    for (String language : List.of("zh-CN", "en")) {
      Looks look = new Looks(browser.context(), ingest.url(), language);
      look.page().navigate(ingest.url());
      look.logIn();
      look.at("supplies", "list", "#/supplies", "[data-testid=supplies]");
      look.at("supplies", "item", "#/supplies/masks", "[data-testid=books]");
      look.at("supplies", "new", "#/supplies?new", "[data-testid=item-form]");
      look.at("supplies", "plans", "#/disinfection/plan", "[data-testid=plans]");
      look.at("supplies", "plan", "#/disinfection/plan/lift", "[data-testid=next-slots]");
      look.at("supplies", "new-plan", "#/disinfection/plan?new", "[data-testid=plan-form]");
      assertThat(look.wrong()).isEmpty();
    }
  }
}
