package org.campussentry.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Delays, fluttering, changes, hours and maintenance, on a clock that is moved. */
class CourseTest {
  private static final String ROOM = Timeline.ROOM.toString();

  private static RuleBook book(Rule.Condition condition, Rule.Delays delays, Hours hours) {
    return new RuleBook(
        List.of(
            new Rule(
                "r",
                new Rule.Words("r", "r", "看一看", "look", ""),
                Scope.of("temperature", "dorm-1/**"),
                condition,
                delays,
                hours,
                Severity.WARNING,
                new Rule.Basis("", ""),
                true)));
  }

  private static RuleBook above8(Duration on, Duration off) {
    return book(
        Timeline.above(8, 0.5), new Rule.Delays(on, off, Rule.Delays.FLUTTER), Hours.ALWAYS);
  }

  private static Timeline with(RuleBook rules) {
    return new Timeline(rules);
  }

  /** A value each five seconds, from now on. */
  private static void says(Timeline time, long from, long until, double value) {
    for (long s = from; s <= until; s += 5) {
      time.at(s).says(Timeline.ROOM, value);
    }
  }

  private static Alert only(Timeline time) {
    assertThat(time.store.alerts).hasSize(1);
    return time.store.alerts.values().iterator().next();
  }

  @Test
  void it_recovers_when_the_value_is_back_for_the_off_delay_and_not_before() {
    Timeline time = with(above8(Duration.ZERO, Duration.ofSeconds(60)));
    says(time, 5, 20, 9);
    says(time, 25, 50, 7);
    says(time, 55, 60, 7.8);
    says(time, 65, 120, 7);
    assertThat(time.told("RECOVERED")).isEmpty();
    assertThat(only(time).count()).as("it was not beyond again").isEqualTo(1);
    says(time, 125, 130, 7);
    assertThat(time.told("RECOVERED")).containsExactly("125 RECOVERED r " + ROOM);
  }

  @Test
  void a_sensor_that_dies_while_the_off_delay_runs_recovers_nothing() {
    Timeline time = with(above8(Duration.ZERO, Duration.ofSeconds(60)));
    says(time, 5, 20, 9);
    says(time, 25, 40, 7);
    for (long s = 45; s < 300; s += 5) {
      time.at(s).fails(Timeline.ROOM);
    }
    assertThat(time.told("RECOVERED")).isEmpty();
    assertThat(only(time).state()).isEqualTo(Alert.State.ACTIVE);
  }

  @Test
  void what_somebody_claimed_is_not_claimed_by_another_and_a_shelf_ends_when_it_is_taken_back() {
    Timeline time = with(above8(Duration.ZERO, Duration.ZERO));
    says(time, 5, 10, 9);
    String id = only(time).id();
    assertThat(time.watch.claim(id, "a", 11_000)).hasValueSatisfying(a -> assertBy(a, "a", 11_000));
    assertThat(time.watch.claim(id, "b", 12_000)).hasValueSatisfying(a -> assertBy(a, "a", 11_000));
    time.watch.acknowledge(id, "b", 13_000);
    assertThat(only(time).acknowledged()).contains(new Alert.Mark("b", 13_000, ""));

    assertThat(time.watch.unshelve(id, "b", 13_000)).as("it is in sight").isPresent();
    assertThat(only(time).shelved()).isEmpty();
    time.watch.shelve(id, "a", "化霜", 90_000, 14_000);
    assertThat(only(time).isShelved(20_000)).isTrue();
    time.watch.unshelve(id, "b", 20_000);
    assertThat(only(time).isShelved(20_000)).isFalse();
    assertThat(only(time).shelf()).isEmpty();
    assertThat(AlertStep.of(only(time)))
        .contains(new AlertStep(AlertStep.Kind.UNSHELVED, 20_000, "b", "", 0));
    time.watch.close(id, "a", "done", 21_000);
    assertThat(time.watch.claim(id, "a", 22_000)).isEmpty();
    assertThat(time.watch.unshelve(id, "a", 22_000)).isEmpty();
  }

  private static void assertBy(Alert alert, String by, long at) {
    assertThat(alert.acknowledged()).contains(new Alert.Mark(by, at, ""));
  }

  @Test
  void what_is_sent_again_after_a_kill_just_after_the_recovery_is_not_told_again() {
    Rule.Delays none = new Rule.Delays(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    Timeline time = with(book(Timeline.above(8, 0.5), none, Hours.ALWAYS));
    says(time, 5, 10, 9);
    says(time, 15, 15, 7);
    time.killed().at(18).said(Timeline.ROOM, 9, 8).said(Timeline.ROOM, 7, 3);
    assertThat(time.told("ACTIVATED")).hasSize(1);
    assertThat(time.told("RECOVERED")).hasSize(1);
  }

  @Test
  void what_flutters_is_one_alert_with_a_count_over_restarts() {
    Timeline time = with(above8(Duration.ofSeconds(10), Duration.ZERO));
    says(time, 5, 20, 9);
    says(time, 25, 60, 7);
    assertThat(time.told("RECOVERED")).hasSize(1);
    time.restart();
    says(time, 65, 80, 9.5);
    assertThat(time.told("REOPENED")).containsExactly("75 REOPENED r " + ROOM);
    for (long round = 85; round < 1_000; round += 60) {
      says(time, round, round + 25, 7);
      says(time, round + 30, round + 55, 9);
      if (round == 505) {
        time.restart();
      }
    }
    assertThat(time.told("RECOVERED")).as("not while it flutters").hasSize(1);
    assertThat(time.told("ACTIVATED")).hasSize(1);
    assertThat(time.told("REOPENED")).hasSize(1);
    Alert alert = only(time);
    assertThat(alert.count()).isEqualTo(18);
    assertThat(alert.value()).as("the worst of all").hasValue(9.5);
    says(time, 1_045, 1_700, 7);
    assertThat(time.told("RECOVERED")).hasSize(2);
    says(time, 2_400, 2_420, 9);
    assertThat(time.told("ACTIVATED")).as("a new one, later").hasSize(2);
  }

  @Test
  void a_rule_of_canteen_hours_begins_nothing_outside_and_ends_nothing_at_closing_time() {
    // Timelines begin at 08:53:20 UTC.
    LocalTime closing = LocalTime.of(8, 55);
    Hours hours =
        new Hours(
            ZoneOffset.UTC,
            Set.of(),
            LocalTime.of(6, 0),
            closing,
            List.of(new Hours.Dates(LocalDate.of(2025, 10, 9), LocalDate.of(2025, 10, 9))));
    Timeline time = with(book(Timeline.above(8, 0.5), Rule.Delays.NONE, hours));
    says(time, 5, 600, 9);
    assertThat(time.told("ACTIVATED")).hasSize(1);
    assertThat(time.told("RECOVERED")).as("food does not get cold at closing time").isEmpty();
    says(time, 605, 620, 7);
    says(time, 625, 1_500, 9);
    assertThat(time.told("ACTIVATED")).hasSize(1);
    assertThat(time.told("REOPENED")).isEmpty();
  }

  @Test
  void a_value_that_rises_too_fast_is_told_and_ends_when_it_is_steady() {
    Limit limit = new Limit.Threshold(Limit.Direction.ABOVE, 3, 1);
    Timeline time =
        with(
            book(
                new Rule.Rate(true, limit, Duration.ofMinutes(10)),
                Rule.Delays.NONE,
                Hours.ALWAYS));
    says(time, 5, 900, 20);
    for (long s = 905; s <= 1_200; s += 5) {
      time.at(s).says(Timeline.ROOM, 20 + (s - 900) / 60.0);
    }
    assertThat(time.told("ACTIVATED")).containsExactly("1085 ACTIVATED r " + ROOM);
    says(time, 1_205, 1_900, 25);
    assertThat(time.told("RECOVERED")).hasSize(1);
    assertThat(only(time).value().orElseThrow()).as("the change").isBetween(4.9, 5.1);
    assertThat(only(time).kind()).isEqualTo(Alert.Kind.RATE);
  }

  @Test
  void a_value_that_hangs_is_told_in_minutes_and_a_dead_sensor_is_not_one_that_hangs() {
    Limit limit = new Limit.Threshold(Limit.Direction.AT_LEAST, 30, 0);
    Timeline time = with(book(new Rule.Stuck(limit), Rule.Delays.NONE, Hours.ALWAYS));
    says(time, 5, 900, 20.1);
    for (long s = 905; s <= 960; s += 5) {
      time.at(s).fails(Timeline.ROOM);
    }
    says(time, 965, 2_700, 20.1);
    assertThat(time.told("ACTIVATED")).as("nothing is known of the pause").isEmpty();
    says(time, 2_705, 2_800, 20.1);
    assertThat(time.told("ACTIVATED")).containsExactly("2765 ACTIVATED r " + ROOM);
    says(time, 2_805, 2_805, 20.2);
    assertThat(time.told("RECOVERED")).hasSize(1);
    assertThat(only(time).unit()).isEqualTo("min");
  }

  @Test
  void fluttering_is_measured_from_where_it_is_beyond_again_whatever_the_on_delay() {
    Timeline time = with(above8(Duration.ofMinutes(10), Duration.ZERO));
    says(time, 5, 700, 9);
    says(time, 705, 900, 7);
    says(time, 905, 1_600, 9);
    assertThat(time.told("REOPENED")).hasSize(1);
    assertThat(only(time).count()).isEqualTo(2);
  }

  @Test
  void a_restart_ends_neither_a_value_that_hangs_nor_a_change() {
    Limit limit = new Limit.Threshold(Limit.Direction.AT_LEAST, 30, 0);
    Timeline time = with(book(new Rule.Stuck(limit), Rule.Delays.NONE, Hours.ALWAYS));
    says(time, 5, 2_000, 20.1);
    assertThat(time.told("ACTIVATED")).hasSize(1);
    time.restart();
    says(time, 2_005, 4_000, 20.1);
    assertThat(time.told("RECOVERED")).isEmpty();
    says(time, 4_005, 4_005, 20.2);
    assertThat(time.told("RECOVERED")).hasSize(1);
    assertThat(time.told("ACTIVATED")).hasSize(1);

    Limit rise = new Limit.Threshold(Limit.Direction.ABOVE, 3, 1);
    Timeline rising =
        with(
            book(
                new Rule.Rate(true, rise, Duration.ofMinutes(10)), Rule.Delays.NONE, Hours.ALWAYS));
    says(rising, 5, 900, 20);
    says(rising, 905, 950, 24);
    rising.restart();
    says(rising, 955, 1_400, 24);
    assertThat(rising.told("RECOVERED")).as("what was before is not known").isEmpty();
    says(rising, 1_405, 1_600, 24);
    assertThat(rising.told("RECOVERED")).hasSize(1);
  }

  @Test
  void a_fluttered_silence_that_somebody_closed_stays_closed_until_it_speaks() {
    Timeline time = new Timeline();
    time.speaksUntil(60, 5);
    long second = 60;
    for (int again = 0; again < 2; again++) {
      for (long s = second + 5; s <= second + 120; s += 5) {
        time.at(s).says(Timeline.COLD, 5);
      }
      second += 120;
      time.speaksUntil(second + 20, 5);
      second += 20;
    }
    for (long s = second + 5; s <= second + 120; s += 5) {
      time.at(s).says(Timeline.COLD, 5);
    }
    second += 120;
    Alert silent =
        time.store.alerts.values().stream().filter(a -> a.rule().equals("silent")).findAny().get();
    assertThat(silent.count()).isGreaterThan(1);
    int told = time.told.size();
    time.watch().close(silent.id(), "admin", "探头已拆", 0);
    for (long s = second + 5; s <= second + 300; s += 5) {
      time.at(s).says(Timeline.COLD, 5);
    }
    assertThat(time.told.subList(told, time.told.size()))
        .as("nothing but the closing")
        .hasSize(1)
        .allMatch(line -> line.contains("CLOSED"));
    second += 300;
    time.speaksUntil(second + 20, 5);
    for (long s = second + 25; s <= second + 200; s += 5) {
      time.at(s).says(Timeline.COLD, 5);
    }
    assertThat(time.told("ACTIVATED")).as("a new silence is told").hasSize(2);
  }

  @Test
  void an_alert_whose_rule_is_gone_ends_at_the_start() {
    Timeline time = with(above8(Duration.ZERO, Duration.ZERO));
    says(time, 5, 20, 9);
    time.restart(new RuleBook(List.of()));
    says(time, 25, 30, 9);
    assertThat(time.told("RECOVERED")).hasSize(1);
  }

  @Test
  void maintenance_marks_alerts_and_what_outlives_it_is_in_service_again() {
    Timeline time = with(above8(Duration.ZERO, Duration.ZERO));
    time.maintained.add("dorm-1/room");
    says(time, 5, 20, 9);
    assertThat(only(time).outOfService()).isTrue();
    assertThat(time.told("ACTIVATED")).as("recorded all the same").hasSize(1);
    time.maintained.clear();
    says(time, 25, 30, 9);
    assertThat(time.told("IN_SERVICE")).hasSize(1);
    assertThat(only(time).outOfService()).isFalse();
    assertThat(only(time).activeAt().orElseThrow() - only(time).since())
        .as("the ladder begins with the end of the maintenance")
        .isGreaterThanOrEqualTo(15_000);
    time.maintained.add("dorm-1/room");
    time.at(35);
    assertThat(time.told("OUT_OF_SERVICE")).hasSize(1);
  }
}
