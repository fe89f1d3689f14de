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
 * registers.
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
      people: {cleaner: {name: 保洁班长, channels: [{channel: log, to: a}]}}
      disinfection:
        sprayers: {hall: {name: 喷雾机, device: "gw-a:spray1", area: hall, tank: 100}}
        plans:
          - {id: hall, area: hall, concentration: 500, contact: 30m, litres: 10, spraying: 1m, rrule: FREQ=DAILY, start: %1$s, lasts: 11m}
          - {id: lift, area: lift, concentration: 250, rrule: FREQ=DAILY, start: %1$s, lasts: 11m}
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
      gateway.send("data", run(opens.plusSeconds(60)), 1);
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
    }
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
    for (String quantity :
        new String[] {"run_state 1", "flow L/min", "tank_level %", "chlorine mg/L"}) {
      String[] both = quantity.split(" ", -1);
      points
          .append(points.isEmpty() ? "" : ",")
          .append(
              "{\"id\":\"spray1.%s\",\"area\":\"hall\",\"device\":\"spray1\",\"quantity\":\"%s\",\"unit\":\"%s\",\"every\":5000}"
                  .formatted(both[0], both[0], both[1]));
    }
    return "{\"v\":1,\"hash\":\"h\",\"points\":[" + points + "]}";
  }

  /** Two minutes at 6 L/min, and half a minute of rest on both sides. */
  private static String run(Instant from) {
    StringBuilder rows = new StringBuilder();
    double level = 80;
    for (int second = -30; second <= 150; second += 5) {
      boolean on = second >= 0 && second < 120;
      long at = second * 1000L + 30_000;
      rows.append(rows.isEmpty() ? "" : ",")
          .append(
              "[\"spray1.run_state\",%d,%d],[\"spray1.flow\",%d,%d],[\"spray1.tank_level\",%d,%s],[\"spray1.chlorine\",%d,505]"
                  .formatted(at, on ? 1 : 0, at, on ? 6 : 0, at, level, at));
      level -= on ? 0.5 : 0;
    }
    return "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":1,\"cat\":\"h\",\"t0\":%d,\"r\":[%s]}"
        .formatted(from.minusSeconds(30).toEpochMilli(), rows);
  }
}
