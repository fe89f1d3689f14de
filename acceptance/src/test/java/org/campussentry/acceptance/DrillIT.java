package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A drill at the built program, which is killed meanwhile, and a real alert that comes into it. */
@ExtendWith(Scenarios.class)
class DrillIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  private static final String CAMPUS =
      """
      sites: {main: {name: 主校区, areas: {canteen-1/cold-store: {name: 一食堂冷库}}}}
      gateways: {gw-a: {site: main}}
      rules:
        - {id: cold-store-warm, quantity: temperature, area: "*/cold-store", above: 8, deadband: 0.5, severity: critical, do: 关门}
        - {id: no-data, quantity: "*", no-data: 300s, severity: info, do: 检查}
        - {id: gateway-lost, gateway-silent: 300s, severity: info, do: 检查}
      channels: {duty-webhook: {type: webhook, url: "%s"}}
      people:
        officer: {name: 值班员, channels: [{channel: duty-webhook, to: phone-1}]}
        leader: {name: 带班领导, language: en, channels: [{channel: duty-webhook, to: phone-2}]}
      duty:
        shifts: {day: {name: 全天, from: "08:00", to: "08:00"}}
        rota:
          - {shift: day, role: officer, people: [officer]}
          - {shift: day, role: leader, people: [leader]}
        escalation:
          - {severity: critical, steps: [{tell: officer}, {after: 4s, tell: leader}]}
      """;

  private static final String DRILL =
      "{\"point\":\"gw-a:cold1.temperature\",\"severity\":\"critical\",\"value\":12.5,\"note\":\"库门未关\"}";

  @TempDir Path folder;

  @Test
  void a_drill_climbs_over_a_kill_is_acknowledged_and_makes_way_for_a_real_alert()
      throws IOException {
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Webhook webhook = new Webhook();
        Sender gateway = new Sender(folder, mosquitto, "gw-a");
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    "embedded",
                    Files.writeString(
                        folder.resolve("campus.yaml"), CAMPUS.formatted(webhook.url())))
                .start()) {
      gateway.send("catalog", Sender.golden("catalog.json"), 0);
      await().atMost(SOON).until(() -> !ingest.get("api/v1/points").path("points").isEmpty());
      Ingest.Answer started = ingest.post("api/v1/drills", DRILL);
      assertThat(started.status()).as(started.text()).isEqualTo(200);
      assertThat(ingest.post("api/v1/drills", DRILL).status()).isEqualTo(409);
      String drill = started.body().path("id").asText();
      await().atMost(SOON).until(() -> webhook.calls().size() == 1);
      ingest.kill();
      ingest.start();
      // What was under way when it was killed comes again, under the same delivery.
      await().atMost(SOON).until(() -> !of(webhook, "leader").isEmpty());
      assertThat(webhook.calls()).allMatch(c -> c.text("alert").equals(drill));
      assertThat(webhook.calls().get(0).text("title")).startsWith("【演练】");
      assertThat(webhook.calls().get(0).text("do")).startsWith("【演练】").contains("库门未关");
      assertThat(of(webhook, "leader").get(0).text("title")).startsWith("[DRILL] ");
      assertThat(of(webhook, "officer").stream().map(c -> c.text("delivery")).distinct())
          .hasSize(1);

      assertThat(ingest.post("api/v1/alerts/" + drill + "/acknowledge", "{}").status())
          .isEqualTo(200);
      JsonNode kept = ingest.get("api/v1/drills").at("/drills/0");
      assertThat(kept.at("/acknowledged/by").asText()).isEqualTo("admin");
      assertThat(kept.at("/acknowledged/afterMs").asLong()).isBetween(3_000L, 60_000L);
      JsonNode overview = ingest.get("api/v1/overview");
      assertThat(overview.at("/drills/0/id").asText()).isEqualTo(drill);
      assertThat(overview.at("/verdict/critical").asInt()).isZero();
      assertThat(ingest.get("api/v1/alerts").path("alerts")).isEmpty();
      assertThat(ingest.metric("sentry_alerts_open")).isZero();

      gateway.send(
          "data",
          "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":1,\"cat\":\"9f3c5a10\",\"t0\":%d,\"r\":[[\"cold1.temperature\",0,9.5]]}"
              .formatted(System.currentTimeMillis()),
          1);
      await().atMost(SOON).until(() -> !webhook.calls("cold-store-warm", "active").isEmpty());
      Webhook.Call real = webhook.calls("cold-store-warm", "active").get(0);
      assertThat(real.body().toString()).doesNotContain("演练", "DRILL", "label");
      await()
          .atMost(SOON)
          .until(() -> webhook.calls("sentry:drill", "recovered").size(), told -> told == 2);
      assertThat(ingest.get("api/v1/drills").at("/drills/0/ended/how").asText()).isEqualTo("real");
      assertThat(ingest.get("api/v1/alerts").path("alerts")).hasSize(1);
      assertThat(ingest.post("api/v1/drills", DRILL).status()).isEqualTo(409);
    }
  }

  private static List<Webhook.Call> of(Webhook webhook, String person) {
    return webhook.calls().stream().filter(c -> c.text("person").equals(person)).toList();
  }
}
