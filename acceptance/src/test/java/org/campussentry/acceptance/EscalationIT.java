package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A cold store gets warm: who is called, in which order, and when it ends. */
@ExtendWith(Scenarios.class)
class EscalationIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  /** Steps of seconds, where a campus has minutes. */
  private static final String CAMPUS =
      """
      sites: {main: {name: 主校区, areas: {canteen-1/cold-store: {name: 一食堂冷库, owner: catering}}}}
      departments: {catering: {name: 餐饮科}}
      gateways: {gw-a: {site: main}}
      rules:
        - {id: cold-store-warm, quantity: temperature, area: "*/cold-store", above: 8, deadband: 0.5, severity: critical, do: 关门}
        - {id: no-data, quantity: "*", no-data: 300s, severity: info, do: 检查}
        - {id: gateway-lost, gateway-silent: 300s, severity: info, do: 检查}
      channels: {duty-webhook: {type: webhook, url: "%s"}}
      people:
        officer: {name: 值班员, channels: [{channel: duty-webhook, to: phone-1}]}
        leader: {name: 带班领导, language: en, channels: [{channel: duty-webhook, to: phone-2}]}
        kitchen: {name: 餐饮科, department: catering, channels: [{channel: duty-webhook, to: phone-3}]}
      duty:
        shifts: {day: {name: 全天, from: "08:00", to: "08:00"}}
        rota:
          - {shift: day, role: officer, people: [officer]}
          - {shift: day, role: leader, people: [leader]}
        escalation:
          - severity: critical
            steps: [{tell: officer}, {after: 4s, tell: leader}, {after: 25s, tell: department}]
      """;

  @TempDir Path folder;

  @Test
  void an_excursion_climbs_to_the_leader_who_acknowledges_and_the_story_is_one_answer()
      throws IOException {
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Webhook webhook = new Webhook();
        Sender gateway = new Sender(folder, mosquitto, "gw-a");
        Ingest ingest =
            Ingest.with(folder.resolve("ingest"), mosquitto.url(), "embedded", campus(webhook))
                .start()) {
      gateway.send("catalog", Sender.golden("catalog.json"), 0);
      measure(gateway, 1, 9.5);
      await().atMost(SOON).until(() -> persons(webhook, "active").contains("officer"));
      ingest.restart();
      await().atMost(SOON).until(() -> persons(webhook, "active").contains("leader"));
      String alert = webhook.calls().get(0).text("alert");
      assertThat(ingest.post("api/v1/alerts/" + alert + "/acknowledge", "{}").status())
          .isEqualTo(200);
      // The step of the department falls into this.
      await().pollDelay(Duration.ofSeconds(25)).atMost(SOON).until(() -> true);
      measure(gateway, 2, 5);
      await().atMost(SOON).until(() -> persons(webhook, "recovered").size() == 2);

      assertThat(persons(webhook, "active")).containsExactly("officer", "leader");
      assertThat(persons(webhook, "recovered")).containsExactlyInAnyOrder("officer", "leader");
      assertThat(webhook.calls().get(0).text("do")).isEqualTo("关门");
      assertThat(webhook.calls().get(1).text("to")).isEqualTo("phone-2");
      JsonNode story = ingest.get("api/v1/alerts/" + alert);
      assertThat(story.path("state").asText()).isEqualTo("recovered");
      assertThat(story.at("/acknowledged/by").asText()).isEqualTo("admin");
      assertThat(story.path("deliveries").findValuesAsText("person"))
          .containsExactlyInAnyOrder("officer", "leader", "officer", "leader");
    }
  }

  @Test
  void what_is_being_maintained_wakes_nobody_until_its_end() throws IOException {
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Webhook webhook = new Webhook();
        Sender gateway = new Sender(folder, mosquitto, "gw-a");
        Ingest ingest =
            Ingest.with(folder.resolve("ingest"), mosquitto.url(), "embedded", campus(webhook))
                .start()) {
      gateway.send("catalog", Sender.golden("catalog.json"), 0);
      Ingest.Answer planned =
          ingest.post(
              "api/v1/maintenance",
              "{\"site\":\"main\",\"area\":\"canteen-1/**\",\"reason\":\"化霜\",\"until\":\"%s\"}"
                  .formatted(OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
      assertThat(planned.status()).as(planned.text()).isEqualTo(200);
      measure(gateway, 1, 9.5);
      JsonNode alert =
          await()
              .atMost(SOON)
              .until(() -> ingest.get("api/v1/alerts").path("alerts"), all -> all.size() == 1)
              .get(0);
      assertThat(alert.path("outOfService").asBoolean()).isTrue();
      assertThat(webhook.calls()).isEmpty();
      String window = planned.body().path("id").asText();
      assertThat(ingest.send("DELETE", "api/v1/maintenance/" + window, null).status())
          .isEqualTo(200);
      await().atMost(SOON).until(() -> persons(webhook, "active").contains("officer"));
    }
  }

  private Path campus(Webhook webhook) throws IOException {
    return Files.writeString(folder.resolve("campus.yaml"), CAMPUS.formatted(webhook.url()));
  }

  private static void measure(Sender gateway, long seq, double value) {
    gateway.send(
        "data",
        "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":%d,\"cat\":\"9f3c5a10\",\"t0\":%d,\"r\":[[\"cold1.temperature\",0,%s]]}"
            .formatted(seq, System.currentTimeMillis(), value),
        seq);
  }

  private static List<String> persons(Webhook webhook, String state) {
    return webhook.calls("cold-store-warm", state).stream().map(c -> c.text("person")).toList();
  }
}
