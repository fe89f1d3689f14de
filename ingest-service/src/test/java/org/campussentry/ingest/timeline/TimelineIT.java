package org.campussentry.ingest.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.campussentry.ingest.timeline.Story.COLD;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.campussentry.ingest.timeline.PlayedGateway.Sensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nights of a campus on the real service, with Debian's Mosquitto and InfluxDB around it: who is
 * called, when, and nobody else. A cold store may be above 8 °C for ten minutes; then the officer
 * is called, after 5 minutes the backup, after 15 the leader, after 30 the kitchen. A gateway is
 * lost, a point that speaks each half minute without data, and the broker away, at the first half
 * minute after 90 s.
 */
class TimelineIT {
  private static final String WARM = "cold-store-warm";
  private static final String LOST = "gateway-lost";
  private static final String NO_DATA = "no-data";
  private static final String BROKER = "broker-lost";

  private static final AtomicInteger databases = new AtomicInteger();
  @TempDir static Path folder;
  private static Server influxd;

  @TempDir Path home;

  @BeforeAll
  static void start() throws Exception {
    influxd = Server.influxd(folder);
  }

  @AfterAll
  static void stop() {
    influxd.close();
  }

  private static String store(Server server) {
    return "influxdb://127.0.0.1:" + server.port() + "/story" + databases.incrementAndGet();
  }

  /** Each time of it is a move of the clock. */
  private static void nightExcursion(Story night) {
    night.at("23:05").measured(9.5, COLD);
    night.at("23:10").callsNobodyElse();
    night.at("23:15").calls(WARM, "night-officer");
    night.at("23:20").calls(WARM, "backup");
    night.at("23:30").calls(WARM, "leader");
    night.at("23:35").acknowledges("leader");
    night.at("23:45").callsNobodyElse();
    night.at("23:50").measured(4, COLD).tellsOver(WARM, "night-officer", "backup", "leader");
    night.at("23:55").closes(WARM, "门封已更换");
    night.at("00:10").callsNobodyElse();

    JsonNode answer = night.answer(WARM);
    assertThat(answer.path("state").asText()).isEqualTo("closed");
    assertThat(answer.path("value").asDouble()).isEqualTo(9.5);
    assertThat(answer.path("since").asText()).startsWith("2026-11-27T23:05:00");
    assertThat(answer.path("activeAt").asText()).startsWith("2026-11-27T23:15:00");
    assertThat(answer.at("/acknowledged/by").asText()).isEqualTo("leader");
    assertThat(answer.at("/acknowledged/at").asText()).startsWith("2026-11-27T23:35:00");
    assertThat(answer.path("endedAt").asText()).startsWith("2026-11-27T23:50:00");
    assertThat(answer.at("/closed/at").asText()).startsWith("2026-11-27T23:55:00");
    assertThat(answer.at("/closed/note").asText()).isEqualTo("门封已更换");
    assertThat(answer.path("deliveries"))
        .extracting(
            d ->
                "%s %s %s %s"
                    .formatted(
                        d.path("created").asText().substring(11, 16),
                        d.path("kind").asText(),
                        d.path("person").asText(),
                        d.path("state").asText()))
        .containsExactlyInAnyOrder(
            "23:15 active night-officer sent",
            "23:20 active backup sent",
            "23:30 active leader sent",
            "23:50 recovered night-officer sent",
            "23:50 recovered backup sent",
            "23:50 recovered leader sent");
  }

  @Test
  @Execution(CONCURRENT)
  void a_night_excursion_climbs_to_the_leader_and_its_whole_story_is_one_answer() throws Exception {
    try (Story night = new Story(home, store(influxd), "23:00")) {
      nightExcursion(night);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  @Execution(CONCURRENT)
  void a_restart_at_any_step_changes_nothing_of_the_story(int step) throws Exception {
    try (Story night = new Story(home, store(influxd), "23:00")) {
      nightExcursion(night.restartedAtMove(step));
    }
  }

  @Test
  @Execution(CONCURRENT)
  void five_hundred_points_of_one_lost_gateway_are_one_call() throws Exception {
    Sensor[] rooms =
        IntStream.rangeClosed(1, 500)
            .mapToObj(i -> new Sensor("room" + i + ".temperature", "hall", "Cel", 2))
            .toArray(Sensor[]::new);
    Sensor dead = rooms[249];
    try (Story night = new Story(home, store(influxd), "01:00", List.of(rooms))) {
      night.at("01:10").fallsSilent(rooms);
      night.at("01:11:30").calls(LOST, "night-officer");
      night.at("01:40").callsNobodyElse();
      assertThat(night.active()).hasSize(1);

      // What is silent by itself is told of once its gateway is back.
      night.at("01:45").measured(21, rooms).tellsOver(LOST, "night-officer");
      night.at("01:50").fallsSilent(dead);
      night.at("01:53").calls(NO_DATA, "night-officer");
      night.at("02:10").callsNobodyElse();
      assertThat(night.answer(NO_DATA).path("point").asText()).isEqualTo("gw-a:" + dead.id());
    }
  }

  @Test
  @Execution(CONCURRENT)
  void the_officer_who_comes_is_told_and_both_sign_what_is_handed_over() throws Exception {
    try (Story night = new Story(home, store(influxd), "05:30")) {
      night.at("05:35").measured(9.5, COLD);
      night.at("05:45").calls(WARM, "night-officer");
      night.at("05:50").calls(WARM, "backup");
      night.at("05:55").acknowledges("night-officer");
      night.at("06:00").calls(WARM, "day-officer");

      JsonNode handover = night.handover("night-officer", "day-officer");
      assertThat(handover.path("alerts"))
          .extracting(JsonNode::asText)
          .containsExactly(night.alert(WARM));
      night.at("06:05").signs(handover, "night-officer").signs(handover, "day-officer");
      assertThat(night.unsigned()).isEmpty();
      night.at("06:10").measured(4, COLD);
      night.tellsOver(WARM, "night-officer", "backup", "day-officer");
      night.at("06:30").callsNobodyElse();
    }
  }

  @Test
  @Execution(CONCURRENT)
  void without_store_and_broker_the_calls_go_on_and_nothing_of_the_night_is_missing()
      throws Exception {
    try (Server store = Server.influxd(home.resolve("influxd"));
        Story night = new Story(home, store(store), "23:00")) {
      night.at("23:02").and(store::stop);
      night.at("23:05").measured(9.5, COLD);
      night.at("23:15").calls(WARM, "night-officer").brokerGoes();
      night.at("23:17").calls(BROKER, "night-officer").acknowledges("night-officer");
      night.at("23:20").calls(WARM, "backup");
      night.at("23:30").calls(WARM, "leader").acknowledges("leader");
      night.at("23:35").brokerReturns().tellsOver(BROKER, "night-officer");
      night.at("23:35:30").and(store::start);
      night.at("23:50").measured(4, COLD).tellsOver(WARM, "night-officer", "backup", "leader");
      night.closes(WARM, "门封已更换");
      night.at("00:00").callsNobodyElse();

      assertThat(night.answer(WARM).path("state").asText()).isEqualTo("closed");
      int halfMinutes = 2 * 60 + 1;
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(night.stored(COLD)).isEqualTo(halfMinutes));
    }
  }

  @Test
  @Execution(CONCURRENT)
  void a_broker_that_is_gone_for_five_minutes_is_one_call_whatever_gateways_it_had()
      throws Exception {
    String[] others = {"gw-b", "gw-c", "gw-d", "gw-e"};
    try (Story night = new Story(home, store(influxd), "02:00", List.of(COLD), others)) {
      night.at("02:05").brokerGoes();
      night.at("02:07").calls(BROKER, "night-officer");
      assertThat(night.active())
          .singleElement()
          .matches(a -> a.path("kind").asText().equals("broker"))
          .matches(a -> a.path("point").asText().equals("main"));
      assertThat(night.gatewayStates()).containsExactly("lost");
      night.at("02:10").brokerReturns().tellsOver(BROKER, "night-officer");
      night.at("02:15").callsNobodyElse();
      assertThat(night.active()).isEmpty();
      assertThat(night.gatewayStates()).containsExactly("online");
    }
  }

  @Test
  @Execution(CONCURRENT)
  void a_sensor_that_dies_in_an_excursion_does_not_end_it() throws Exception {
    try (Story night = new Story(home, store(influxd), "23:00")) {
      night.at("23:05").measured(9.5, COLD);
      night.at("23:15").calls(WARM, "night-officer");
      night.at("23:16").timesOut(COLD);
      night.at("23:17:30").calls(NO_DATA, "night-officer");
      night.at("23:20").calls(WARM, "backup");
      night.at("23:25").fallsSilent(COLD);
      night.at("23:30").calls(WARM, "leader");
      night.at("23:45").calls(WARM, "kitchen");
      night.at("04:00").callsNobodyElse();
      assertThat(night.answer(WARM).path("state").asText()).isEqualTo("active");

      // It lives again, and what it says is not good.
      night.at("04:05").measured(8.2, COLD).tellsOver(NO_DATA, "night-officer");
      night.at("04:20").callsNobodyElse();
      assertThat(night.answer(WARM).path("state").asText()).isEqualTo("active");
      night.at("04:25").measured(4, COLD);
      night.tellsOver(WARM, "night-officer", "backup", "leader", "kitchen");
      night.at("04:40").callsNobodyElse();
    }
  }
}
