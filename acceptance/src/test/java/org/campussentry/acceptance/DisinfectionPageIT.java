package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two slots that end while somebody looks: one that a sprayer proves, and one that a person
 * registers, until it turns out where the portable sprayer was.
 */
@ExtendWith(Scenarios.class)
class DisinfectionPageIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  private static final String CAMPUS =
      """
      timezone: Etc/UTC
      sites: {main: {name: 主校区, areas: {hall: {name: 餐厅}, lift: {name: 电梯}}}}
      gateways: {gw-a: {site: main}}
      channels: {log: {type: console}}
      people: {cleaner: {name: 保洁班长, channels: [{channel: log, to: a}]}, anna: {name: 值班员甲, channels: [{channel: log, to: b}]}, bert: {name: 值班员乙, channels: [{channel: log, to: c}]}}
      supplies: [{id: bleach, name: 84 消毒液, unit: L, minimum: 5, agent: "84", strength: 50000}]
      disinfection:
        sprayers: {hall: {name: 喷雾机, device: "gw-a:spray1", area: hall, tank: 100}, cart: {name: 推车, device: "gw-a:cart1", tank: 60}}
        plans:
          - {id: hall, area: hall, agent: "84", concentration: 500, contact: 30m, litres: 10, spraying: 1m, rrule: FREQ=DAILY, start: %1$s, lasts: 11m}
          - {id: lift, area: lift, agent: "84", concentration: 250, rrule: FREQ=DAILY, start: %1$s, lasts: 11m}
      """;

  @TempDir Path folder;

  @Test
  void a_missed_slot_is_registered_by_hand_beside_one_that_readings_prove() throws IOException {
    Instant opens = Instant.now().minus(Duration.ofMinutes(10).plusSeconds(20));
    String start = START.format(LocalDateTime.ofInstant(opens, ZoneOffset.UTC));
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Sender gateway = new Sender(folder, mosquitto, "gw-a");
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    "embedded",
                    Files.writeString(folder.resolve("campus.yaml"), CAMPUS.formatted(start)))
                .start();
        Page browser = new Page()) {
      gateway.send("catalog", catalog(), 0);
      gateway.send("data", run("spray1", 1, opens.plusSeconds(60)), 1);
      gateway.send("data", run("cart1", 2, opens.plusSeconds(180)), 2);
      String slots = "api/v1/disinfection?date=" + start.substring(0, 10);
      await()
          .atMost(SOON.multipliedBy(2))
          .until(() -> state(ingest.get(slots), "hall"), "verified"::equals);
      await()
          .atMost(SOON.multipliedBy(2))
          .until(() -> state(ingest.get(slots), "lift"), "missed"::equals);

      var page = browser.logIn(ingest.url());
      page.navigate(ingest.url() + "#/disinfection?date=" + start.substring(0, 10));
      page.getByTestId("slot-verified").waitFor();
      assertThat(page.getByTestId("disinfection-headline").innerText()).contains("1/2，漏做 1");
      page.getByTestId("slot-missed").click();
      page.getByTestId("register").click();
      page.getByTestId("entry-submit").click();
      assertThat(page.getByTestId("entry-dialog").innerText()).contains("请填写登记人和说明");
      page.getByTestId("entry-person").fill("保洁班长");
      page.getByTestId("entry-reason").fill("轿厢没有喷雾机，已用消毒湿巾擦拭");
      page.getByTestId("entry-strip").fill("300");
      page.getByTestId("entry-submit").click();
      page.getByTestId("entry").waitFor();
      assertThat(page.getByTestId("slot-state").innerText()).contains("完成（人工登记）");

      JsonNode day = ingest.get(slots);
      assertThat(day.at("/summary/verified").asInt()).isEqualTo(1);
      assertThat(day.at("/summary/registered").asInt()).isEqualTo(1);
      JsonNode lift = slot(day, "lift");
      assertThat(lift.path("measured").asText()).as("what was measured stays").isEqualTo("missed");
      assertThat(lift.at("/entries/0/person").asText()).isEqualTo("cleaner");
      assertThat(lift.at("/entries/0/strip").asInt()).isEqualTo(300);
      JsonNode hall = slot(day, "hall");
      assertThat(hall.path("litres").asDouble()).isBetween(11.0, 13.0);
      assertThat(hall.path("notes").toString()).contains("contact-unverified");
      confirmed(page, ingest, start.substring(0, 10));
      placed(page, ingest, slots);
      assertThat(page.getByTestId("agent-bleach").innerText()).contains("未盘点", "84 消毒液");
    }
  }

  /**
   * The report of the day tells what was proven from what was said by hand, and two people confirm
   * it.
   */
  private static void confirmed(com.microsoft.playwright.Page page, Ingest ingest, String date) {
    page.navigate(ingest.url() + "#/reports");
    page.getByTestId("make-" + date).click();
    page.getByTestId("verdict").waitFor();
    assertThat(page.locator("table.summary").innerText())
        .contains("计划 2", "完成（已验证） 1", "完成（人工登记） 1");
    page.getByTestId("enter-suspected").fill("0");
    page.getByTestId("enter-confirmed").fill("0");
    page.getByTestId("enter-person").fill("值班员甲");
    page.getByTestId("enter-submit").click();
    page.getByTestId("record-person").fill("值班员甲");
    page.getByTestId("record-reason").fill("当日未结束，电梯已人工消毒");
    page.getByTestId("record-submit").click();
    page.getByTestId("review-person").fill("值班员乙");
    page.getByTestId("review-submit").click();
    page.getByTestId("form-sign").waitFor();
    JsonNode day = ingest.get("api/v1/reports/daily/" + date);
    assertThat(day.path("confirmed").asBoolean()).isTrue();
    assertThat(day.at("/version/reviewed/person").asText()).isEqualTo("bert");
  }

  /** A run that nobody placed is in sight, and becomes the proof of its slot; the word stays. */
  private static void placed(com.microsoft.playwright.Page page, Ingest ingest, String slots) {
    page.navigate(ingest.url() + "#/" + slots.replaceFirst(".*(disinfection)", "$1"));
    page.getByTestId("unplaced-run").waitFor();
    assertThat(page.getByTestId("unplaced-run").innerText())
        .contains("未定位", "推车")
        .containsPattern("1[12](\\.\\d)? L");
    page.getByTestId("place").press("Enter");
    page.getByTestId("place-area").selectOption("lift");
    page.getByTestId("place-person").fill("保洁班长");
    page.getByTestId("place-submit").press("Enter");
    page.getByText("已指定，相关时段已重新判定").waitFor();
    await().atMost(SOON).until(() -> state(ingest.get(slots), "lift"), "verified"::equals);
    JsonNode lift = slot(ingest.get(slots), "lift");
    assertThat(lift.at("/entries/0/person").asText()).isEqualTo("cleaner");
    assertThat(ingest.get(slots.replace("?", "/outside?")).path("runs")).isEmpty();
  }

  private static JsonNode slot(JsonNode day, String area) {
    for (JsonNode slot : day.path("slots")) {
      if (slot.path("area").asText().equals(area)) {
        return slot;
      }
    }
    return day.path("nothing");
  }

  private static String state(JsonNode day, String area) {
    return slot(day, area).path("state").asText();
  }

  private static String catalog() {
    StringBuilder points = new StringBuilder();
    for (String device : new String[] {"spray1", "cart1"}) {
      for (String quantity :
          new String[] {"run_state 1", "flow L/min", "tank_level %", "chlorine mg/L"}) {
        String[] both = quantity.split(" ", -1);
        points
            .append(points.isEmpty() ? "" : ",")
            .append(
                "{\"id\":\"%1$s.%2$s\",\"area\":\"hall\",\"device\":\"%1$s\",\"quantity\":\"%2$s\",\"unit\":\"%3$s\",\"every\":5000}"
                    .formatted(device, both[0], both[1]));
      }
    }
    return "{\"v\":1,\"hash\":\"h\",\"points\":[" + points + "]}";
  }

  /** Two minutes at 6 L/min, and half a minute of rest on both sides. */
  private static String run(String device, int seq, Instant from) {
    StringBuilder rows = new StringBuilder();
    double level = 80;
    for (int second = -30; second <= 150; second += 5) {
      boolean on = second >= 0 && second < 120;
      long at = second * 1000L + 30_000;
      rows.append(rows.isEmpty() ? "" : ",")
          .append(
              "[\"%1$s.run_state\",%2$d,%3$d],[\"%1$s.flow\",%2$d,%4$d],[\"%1$s.tank_level\",%2$d,%5$s],[\"%1$s.chlorine\",%2$d,505]"
                  .formatted(device, at, on ? 1 : 0, on ? 6 : 0, level));
      level -= on ? 0.5 : 0;
    }
    return "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":%d,\"cat\":\"h\",\"t0\":%d,\"r\":[%s]}"
        .formatted(seq, from.minusSeconds(30).toEpochMilli(), rows);
  }
}
