package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody looks at the day, enters the cases and confirms it with a second person. */
@ExtendWith(Scenarios.class)
class DailyReportPageIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String CAMPUS =
      """
      timezone: Etc/UTC
      sites: {main: {name: 主校区, areas: {hall: {name: 餐厅}}}}
      gateways: {gw-a: {site: main}}
      channels: {log: {type: console}, platform: {type: webhook, url: "%s"}}
      people:
        anna: {name: 值班员甲, channels: [{channel: log, to: a}]}
        bert: {name: 值班员乙, channels: [{channel: log, to: b}]}
      report: {at: "07:30", deadline: "08:30", limit: 95, critical-gap: 15m, send: [{channel: platform}]}
      """;

  @TempDir Path folder;

  @Test
  void a_day_with_gaps_is_confirmed_with_a_reason_by_two_people() throws IOException {
    String date = LocalDate.now(ZoneOffset.UTC).toString();
    try (Webhook platform = new Webhook();
        Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Sender gateway = new Sender(folder, mosquitto, "gw-a");
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    "embedded",
                    Files.writeString(
                        folder.resolve("campus.yaml"), CAMPUS.formatted(platform.url())))
                .start();
        Page browser = new Page()) {
      gateway.send(
          "catalog",
          "{\"v\":1,\"hash\":\"h\",\"points\":[{\"id\":\"room.temperature\",\"area\":\"hall\",\"device\":\"room\",\"quantity\":\"temperature\",\"unit\":\"Cel\",\"every\":1000}]}",
          0);
      gateway.send(
          "data",
          "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":1,\"cat\":\"h\",\"t0\":%d,\"r\":[[\"room.temperature\",0,21.5]]}"
              .formatted(Instant.now().toEpochMilli()),
          1);
      await().atMost(SOON).until(() -> coverage(ingest, date).path("measured").asLong() > 0);
      await().atMost(SOON).until(() -> coverage(ingest, date).path("expected").asLong() > 2);

      var page = browser.logIn(ingest.url());
      page.navigate(ingest.url() + "#/reports");
      page.getByTestId("make-" + date).click();
      page.getByTestId("verdict").waitFor();
      assertThat(page.getByTestId("verdict").innerText()).contains("不能证明全天为零");
      assertThat(page.getByTestId("warning").innerText()).contains("须写明理由");

      page.getByTestId("enter-suspected").fill("0");
      page.getByTestId("enter-confirmed").fill("0");
      page.getByTestId("enter-submit").click();
      assertThat(page.getByTestId("enter-failure").innerText()).contains("负责人");
      page.getByTestId("enter-person").fill("值班员甲");
      page.getByTestId("enter-submit").click();
      page.getByTestId("cases").waitFor();
      page.getByTestId("record-person").fill("值班员甲");
      page.getByTestId("record-submit").click();
      assertThat(page.getByTestId("record-failure").innerText()).contains("理由");
      page.getByTestId("record-reason").fill("当日未结束，人工巡查正常");
      page.getByTestId("record-submit").click();
      page.getByTestId("review-person").waitFor();
      page.getByTestId("review-person").fill("值班员甲");
      page.getByTestId("review-submit").click();
      page.getByTestId("review-failure").waitFor();
      assertThat(page.getByTestId("review-failure").innerText()).contains("两个人");
      page.getByTestId("review-person").fill("值班员乙");
      page.getByTestId("review-submit").click();
      page.getByTestId("form-sign").waitFor();
      assertThat(page.getByTestId("report").getAttribute("data-state")).isEqualTo("reviewed");
      assertThat(page.getByTestId("warning").innerText()).contains("人工巡查正常");

      sentOnceAndAgain(page, platform);

      JsonNode day = ingest.get("api/v1/reports/daily/" + date);
      assertThat(day.at("/version/verdict").asText()).isEqualTo("zero-with-gaps");
      assertThat(day.at("/version/entered/suspected").asInt(-1)).isZero();
      assertThat(day.at("/version/reviewed/person").asText()).isEqualTo("bert");
      assertThat(day.path("confirmed").asBoolean()).isTrue();
      Program.Result verified = ingest.begin("verify-reports").result();
      assertThat(verified.exitCode()).as(verified.output()).isZero();
    }
  }

  private static void sentOnceAndAgain(com.microsoft.playwright.Page page, Webhook platform) {
    await().atMost(SOON).until(() -> !reports(platform).isEmpty());
    var again = page.getByTestId("send-platform");
    again.waitFor();
    again.getByText("再次发送").waitFor();
    assertThat(reports(platform)).hasSize(1);
    assertThat(reports(platform).get(0).text("title")).startsWith("【数据不全】【当日未结束】校园疫情防控日报告（零报告）");
    again.click();
    await().atMost(SOON).until(() -> reports(platform).size() == 2);
    var sent = page.getByTestId("to-platform").locator("li[data-state=sent]");
    await().atMost(SOON).until(() -> sent.count() == 2);
    assertThat(sent.nth(1).innerText()).contains("已送达", "由 admin 发起");
  }

  private static List<Webhook.Call> reports(Webhook platform) {
    return platform.calls().stream().filter(c -> c.text("kind").equals("daily-report")).toList();
  }

  private static JsonNode coverage(Ingest ingest, String date) {
    return ingest.get("api/v1/coverage?date=" + date).path("campus");
  }
}
