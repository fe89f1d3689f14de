package org.campussentry.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A limit that somebody changes at the page of rules: what it would have done is shown, it acts on
 * the next reading, and its alert ends with a note when the rule is switched off.
 */
@ExtendWith(Scenarios.class)
class RulesPageIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String COLD = "gw-a:cold1.temperature";

  private static final String CAMPUS =
      """
      sites: {main: {name: 主校区, name-en: Main, areas: {canteen-1/cold-store: {name: 一食堂冷库, name-en: Cold store}}}}
      gateways: {gw-a: {site: main}}
      rules:
        - {id: cold-store-warm, name: 冷库温度过高, name-en: Cold store too warm, quantity: temperature, area: "*/cold-store", above: 8, deadband: 0.5, severity: critical, do: 关门, source: GB 31654-2021}
        - {id: no-data, quantity: "*", no-data: 300s, severity: info}
        - {id: gateway-lost, gateway-silent: 300s, severity: info}
      channels: {log: {type: console}}
      """;

  @TempDir Path folder;
  private Ingest ingest;
  private Sender gateway;
  private com.microsoft.playwright.Page page;
  private int seq;

  @Test
  void a_limit_is_tried_changed_acts_is_switched_off_and_given_back() throws IOException {
    Path campus = Files.writeString(folder.resolve("campus.yaml"), CAMPUS);
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Sender sender = new Sender(folder, mosquitto, "gw-a");
        Ingest running =
            Ingest.with(folder.resolve("ingest"), mosquitto.url(), "embedded", campus).start();
        Page browser = new Page()) {
      ingest = running;
      gateway = sender;
      gateway.send("catalog", Sender.golden("catalog.json"), 0);
      await().atMost(SOON).until(() -> !ingest.get("api/v1/points").path("points").isEmpty());
      measures(4);
      await()
          .atMost(SOON)
          .until(
              () -> !ingest.get("api/v1/points/" + COLD + "/readings").path("readings").isEmpty());
      PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
      page = browser.logIn(ingest.url());
      limitIsTriedAndChanged();
      String alert = actsOnTheNextReading();
      switchedOff(alert);
      givenBack();
      ownRule();
    }
  }

  private void measures(double value) {
    String data =
        "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":%d,\"cat\":\"9f3c5a10\",\"t0\":%d,\"r\":[[\"cold1.temperature\",0,%s]]}";
    seq++;
    gateway.send("data", data.formatted(seq, System.currentTimeMillis(), value), seq);
  }

  private void limitIsTriedAndChanged() {
    page.getByTestId("nav-rules").press("Enter");
    assertThat(page.getByTestId("rule-cold-store-warm")).containsText("温度高于 8.0 ℃");
    page.getByTestId("rule-search").fill("31654");
    assertThat(page.getByTestId("rule-no-data")).hasCount(0);
    page.getByTestId("rule-cold-store-warm").locator("a").press("Enter");
    assertThat(page.getByTestId("rule-facts")).containsText("GB 31654-2021");
    page.getByTestId("rule-edit").press("Enter");
    page.getByTestId("form-bound").fill("warm");
    page.getByTestId("rule-save").press("Enter");
    assertThat(page.getByTestId("rule-form")).containsText("“限值”要填数字");
    page.getByTestId("form-bound").fill("3");
    assertThat(page.getByTestId("trial-after")).containsText("1 次告警");
    assertThat(page.getByTestId("trial-before")).containsText("0 次告警");
    assertThat(ingest.get("api/v1/alerts").path("alerts")).as("only tried").isEmpty();
    page.getByTestId("rule-save").press("Enter");
    assertThat(page.getByText("已保存，立即生效")).isVisible();
    assertThat(page.getByTestId("rule-facts")).containsText("在此页修改 · admin");
    assertThat(page.getByTestId("changes")).containsText("高于限值：8 → 3");
  }

  private String actsOnTheNextReading() {
    measures(4.2);
    await()
        .atMost(SOON)
        .until(() -> !ingest.get("api/v1/alerts?state=active").path("alerts").isEmpty());
    String alert = ingest.get("api/v1/alerts?state=active").at("/alerts/0/id").asText();
    page.getByTestId("nav-overview").press("Enter");
    assertThat(page.getByTestId("alert-" + alert)).isVisible();
    return alert;
  }

  private void switchedOff(String alert) {
    page.navigate(ingest.url() + "#/rules/cold-store-warm");
    page.getByTestId("rule-turn").press("Enter");
    assertThat(page.getByTestId("rule-confirm")).containsText("1 条未结束的告警会立即关闭");
    page.getByTestId("confirm-act").press("Enter");
    assertThat(page.getByTestId("rule-confirm")).hasCount(0);
    var closed = ingest.get("api/v1/alerts/" + alert);
    assertThat(closed.path("state").asText()).isEqualTo("closed");
    assertThat(closed.at("/closed/note").asText()).contains("停用");
    page.navigate(ingest.url() + "#/alerts/" + alert);
    assertThat(page.getByTestId("alert-" + alert)).containsText("规则已停用");
    page.navigate(ingest.url() + "#/rules");
    assertThat(page.getByTestId("rule-cold-store-warm")).containsText("已停用");
  }

  private void givenBack() {
    page.navigate(ingest.url() + "#/rules/cold-store-warm");
    page.getByTestId("rule-back").press("Enter");
    page.getByTestId("confirm-act").press("Enter");
    assertThat(page.getByTestId("rule-facts")).containsText("温度高于 8.0 ℃");
    assertThat(page.getByTestId("rule-facts")).containsText("校园文件");
    assertThat(page.getByTestId("changes")).containsText("恢复为文件里的内容");
  }

  private void ownRule() {
    page.navigate(ingest.url() + "#/rules?new");
    page.getByTestId("form-bound").fill("9");
    page.getByTestId("form-area").fill("*/cold-store");
    page.getByTestId("form-severity").selectOption("critical");
    page.getByTestId("form-id").fill("own");
    page.getByTestId("form-name").fill("<i>自定</i> \"规则\" 🧊");
    page.getByTestId("rule-save").press("Enter");
    assertThat(page.getByTestId("rule-form")).containsText("overlap");
    page.getByTestId("form-severity").selectOption("warning");
    page.getByTestId("rule-save").press("Enter");
    assertThat(page.locator("h1")).containsText("<i>自定</i> \"规则\" 🧊");
    assertThat(page.getByTestId("rule-facts")).isVisible();
    page.getByTestId("rule-back").press("Enter");
    page.getByTestId("confirm-act").press("Enter");
    assertThat(page.getByTestId("rule-cold-store-warm")).isVisible();
    assertThat(page.getByTestId("rule-own")).hasCount(0);
  }
}
