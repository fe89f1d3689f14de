package org.campussentry.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.watch.Timeline.COLD;
import static org.campussentry.ingest.watch.Timeline.GATE;
import static org.campussentry.ingest.watch.Timeline.ROOM;

import org.junit.jupiter.api.Test;

/** Timelines: what happens when, and who is told; the clock is moved. */
class WatchTest {
  private final Timeline line = new Timeline();

  @Test
  void a_warm_cold_store_is_told_after_its_on_delay_and_again_when_it_recovered() {
    line.speaksUntil(10, 4).speaksUntil(620, 9).speaksUntil(640, 7);
    assertThat(line.told("ACTIVATED")).containsExactly("615 ACTIVATED cold gw:cold1.temperature");
    assertThat(line.told("RECOVERED")).containsExactly("625 RECOVERED cold gw:cold1.temperature");
  }

  @Test
  void a_door_that_was_open_for_less_than_the_on_delay_wakes_nobody() {
    line.speaksUntil(10, 4).speaksUntil(500, 9).speaksUntil(1200, 4);
    assertThat(line.told("ACTIVATED")).isEmpty();
    assertThat(line.store.alerts).isEmpty();
  }

  @Test
  void inside_the_deadband_an_alert_stays() {
    line.speaksUntil(620, 9).speaksUntil(700, 7.8);
    assertThat(line.told("RECOVERED")).isEmpty();
    line.speaksUntil(710, 7.5);
    assertThat(line.told("RECOVERED")).hasSize(1);
  }

  @Test
  void a_sensor_that_dies_never_closes_an_alert() {
    line.speaksUntil(620, 9);
    for (int s = 625; s < 900; s += 5) {
      line.at(s).fails(COLD).says(ROOM, 21);
    }
    assertThat(line.told("RECOVERED")).isEmpty();
    assertThat(line.told("ACTIVATED"))
        .anyMatch(t -> t.endsWith("ACTIVATED silent gw:cold1.temperature"));
  }

  @Test
  void one_dead_point_among_living_ones_is_told_and_recovers_with_its_first_value() {
    line.speaksUntil(10, 4);
    for (int s = 15; s <= 100; s += 5) {
      line.at(s).fails(COLD).says(ROOM, 21);
    }
    assertThat(line.told("ACTIVATED")).containsExactly("71 ACTIVATED silent gw:cold1.temperature");
    line.at(105).says(COLD, 4);
    assertThat(line.told("RECOVERED")).containsExactly("105 RECOVERED silent gw:cold1.temperature");
  }

  @Test
  void a_point_that_never_spoke_is_missed_after_a_minute() {
    for (int s = 1; s <= 80; s += 5) {
      line.at(s).says(ROOM, 21);
    }
    assertThat(line.told("ACTIVATED")).containsExactly("61 ACTIVATED silent gw:cold1.temperature");
  }

  @Test
  void a_lost_gateway_is_one_alert_and_not_one_for_each_point() {
    line.speaksUntil(100, 4).at(400);
    assertThat(line.told("ACTIVATED")).containsExactly("191 ACTIVATED lost gw");
    line.speaksUntil(450, 4);
    assertThat(line.told("ACTIVATED")).hasSize(1);
    assertThat(line.told("RECOVERED")).containsExactly("406 RECOVERED lost gw");
  }

  @Test
  void a_point_that_stays_silent_after_its_gateway_is_back_is_told_then() {
    line.speaksUntil(100, 4).at(400);
    for (int s = 400; s <= 500; s += 5) {
      line.at(s).fails(COLD).says(ROOM, 21);
    }
    assertThat(line.told("ACTIVATED"))
        .containsExactly("191 ACTIVATED lost gw", "461 ACTIVATED silent gw:cold1.temperature");
  }

  @Test
  void a_gateway_that_never_reported_is_missed_although_no_catalog_came() {
    line.at(95);
    assertThat(line.told("ACTIVATED")).containsExactly("91 ACTIVATED lost gw");
  }

  @Test
  void each_fever_is_an_alert_of_its_own_and_no_passer_by_ends_it() {
    line.at(1)
        .says(GATE, 36.5)
        .at(2)
        .says(GATE, 38.2)
        .at(4)
        .says(GATE, 36.4)
        .at(6)
        .says(GATE, 37.3);
    assertThat(line.told("ACTIVATED"))
        .containsExactly(
            "2 ACTIVATED fever gw:gate1.body_temperature",
            "6 ACTIVATED fever gw:gate1.body_temperature");
    assertThat(line.told("RECOVERED")).isEmpty();
    Alert first = line.watch().openAlerts().get(0);
    assertThat(line.watch().close(first.id(), "admin", "复测正常", 7)).isPresent();
    assertThat(line.watch().close(first.id(), "admin", "again", 8)).isEmpty();
    assertThat(line.watch().openAlerts()).hasSize(1);
  }

  @Test
  void a_fever_of_hours_ago_is_told_and_labelled_late_and_one_of_yesterday_is_not() {
    line.at(10).said(GATE, 38.2, 7200);
    assertThat(line.watch().openAlerts()).singleElement().matches(Alert::late);
    line.at(11).said(GATE, 38.3, 90_000);
    assertThat(line.told("ACTIVATED")).hasSize(1);
    line.watch().save();
    assertThat(line.store.late).containsExactly("fever gw:gate1.body_temperature 38.3");
  }

  @Test
  void the_same_event_found_again_after_a_restart_is_not_told_again() {
    line.at(10).says(GATE, 38.2).restart().at(20).said(GATE, 38.2, 10);
    assertThat(line.told("ACTIVATED")).hasSize(1);
  }

  @Test
  void late_readings_wake_nobody_and_become_records() {
    line.speaksUntil(100, 4).said(COLD, 12, 90);
    line.speaksUntil(800, 4);
    assertThat(line.told("ACTIVATED")).isEmpty();
    line.watch().save();
    assertThat(line.store.late).containsExactly("cold gw:cold1.temperature 12.0");
  }

  @Test
  void late_readings_next_to_a_current_excursion_move_its_start_back() {
    line.speaksUntil(300, 4).speaksUntil(920, 9);
    Alert before = line.watch().openAlerts().get(0);
    line.said(COLD, 9, 617).said(COLD, 9, 618);
    Alert after = line.watch().openAlerts().get(0);
    assertThat(before.since() - after.since()).isEqualTo(3_000);
    assertThat(after.id()).isEqualTo(before.id());
  }

  @Test
  void a_restart_forgets_neither_a_pending_nor_an_active_alert_and_tells_nothing_twice() {
    line.speaksUntil(10, 4).speaksUntil(300, 9).restart().speaksUntil(620, 9);
    assertThat(line.told("ACTIVATED")).containsExactly("615 ACTIVATED cold gw:cold1.temperature");
    line.restart().speaksUntil(700, 9).restart().speaksUntil(720, 4);
    assertThat(line.told("ACTIVATED")).hasSize(1);
    assertThat(line.told("RECOVERED")).hasSize(1);
  }

  @Test
  void what_queued_up_while_the_service_was_away_tells_of_no_silence() {
    line.speaksUntil(100, 4).at(105).restart();
    line.says(ROOM, 21).said(COLD, 4, 90).at(110);
    line.says(ROOM, 21).says(COLD, 4).at(115);
    assertThat(line.told("ACTIVATED")).isEmpty();
  }

  @Test
  void a_restart_does_not_end_the_silence_of_a_dead_point() {
    line.speaksUntil(10, 4);
    for (int s = 15; s <= 100; s += 5) {
      line.at(s).fails(COLD).says(ROOM, 21);
    }
    line.restart();
    for (int s = 105; s <= 300; s += 5) {
      line.at(s).fails(COLD).says(ROOM, 21);
    }
    assertThat(line.told("RECOVERED")).isEmpty();
    assertThat(line.told("ACTIVATED")).hasSize(1);
  }

  @Test
  void a_clock_that_runs_ahead_does_not_blind_the_watch() {
    line.speaksUntil(10, 4).said(COLD, 4, -3600);
    line.speaksUntil(700, 9);
    assertThat(line.told("ACTIVATED"))
        .singleElement()
        .asString()
        .endsWith("ACTIVATED cold gw:cold1.temperature");
  }

  @Test
  void a_clock_that_was_ahead_does_not_hold_an_alert_back() {
    line.speaksUntil(10, 4).said(COLD, 9, -7200);
    line.speaksUntil(7500, 12);
    assertThat(line.told("ACTIVATED")).isNotEmpty();
    assertThat(Integer.parseInt(line.told("ACTIVATED").get(0).split(" ", 2)[0])).isLessThan(700);
  }

  @Test
  void a_silence_that_somebody_closed_stays_closed_until_the_point_has_spoken() {
    line.speaksUntil(10, 4);
    for (int s = 15; s <= 100; s += 5) {
      line.at(s).fails(COLD).says(ROOM, 21);
    }
    Alert silent = line.watch().openAlerts().get(0);
    line.watch().close(silent.id(), "admin", "传感器待更换", 1);
    for (int s = 105; s <= 300; s += 5) {
      line.at(s).fails(COLD).says(ROOM, 21);
    }
    assertThat(line.store.find(silent.id()).orElseThrow().closed()).isPresent();
    assertThat(line.told("ACTIVATED")).hasSize(1);
    line.at(305).says(COLD, 4);
    for (int s = 310; s <= 400; s += 5) {
      line.at(s).fails(COLD).says(ROOM, 21);
    }
    assertThat(line.told("ACTIVATED")).hasSize(2);
  }

  @Test
  void a_journal_that_refuses_silences_nobody_and_gets_it_later() {
    line.speaksUntil(10, 4);
    line.store.refuses = true;
    line.speaksUntil(620, 9).says(GATE, 38.5);
    assertThat(line.told("ACTIVATED")).hasSize(2);
    assertThat(line.store.alerts).isEmpty();
    line.store.refuses = false;
    line.watch().save();
    assertThat(line.store.open()).hasSize(2);
  }
}
