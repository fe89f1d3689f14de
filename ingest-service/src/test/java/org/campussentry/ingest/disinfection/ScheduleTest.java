package org.campussentry.ingest.disinfection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Terms TERMS =
      new Terms(
          "84",
          500,
          Duration.ofMinutes(30),
          10,
          Duration.ZERO,
          OptionalDouble.empty(),
          Optional.empty());

  private static Plan plan(String id, String area, Recurrence recurrence) {
    return new Plan(id, "main", area, TERMS, Optional.empty(), recurrence);
  }

  private static Recurrence daily(String from, String until) {
    return Recurrence.daily(
        List.of(new Recurrence.Times(LocalTime.parse(from), LocalTime.parse(until))), d -> true);
  }

  private static List<Slot> of(ZoneId zone, LocalDate first, int days, Plan... plans) {
    return new Schedule(zone, List.of(plans), List.of())
        .slots(
            first.atStartOfDay(zone).toInstant(),
            first.plusDays(days).atStartOfDay(zone).toInstant());
  }

  @Test
  void times_of_workdays_in_a_term() {
    LocalDate first = LocalDate.of(2026, 11, 23);
    Recurrence workdays =
        Recurrence.daily(
            List.of(
                new Recurrence.Times(LocalTime.of(18, 0), LocalTime.of(19, 0)),
                new Recurrence.Times(LocalTime.of(6, 0), LocalTime.of(7, 0))),
            d ->
                d.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0
                    && !d.isAfter(first.plusDays(2)));
    List<Slot> slots = of(CHINA, first, 7, plan("a", "hall", workdays));
    assertThat(slots).hasSize(6);
    assertThat(slots.get(0).id()).isEqualTo("a@20261123T0600");
    assertThat(slots.get(0).opens()).isEqualTo("2026-11-22T22:00:00Z");
    assertThat(slots.get(0).due()).isEqualTo("2026-11-22T23:00:00Z");
  }

  @Test
  void a_slot_across_midnight_belongs_to_the_day_on_which_it_opens() {
    List<Slot> slots =
        of(CHINA, LocalDate.of(2026, 11, 28), 1, plan("n", "hall", daily("23:40", "00:20")));
    assertThat(slots).hasSize(1);
    assertThat(slots.get(0).id()).isEqualTo("n@20261128T2340");
    assertThat(Duration.between(slots.get(0).opens(), slots.get(0).due())).hasMinutes(40);
    assertThat(slots.get(0).has(Instant.parse("2026-11-28T16:19:59Z").toEpochMilli())).isTrue();
    assertThat(slots.get(0).has(Instant.parse("2026-11-28T16:20:00Z").toEpochMilli())).isFalse();
  }

  @Test
  void a_rule_of_rfc_5545_goes_by_the_clock_on_the_wall() {
    Recurrence rule =
        new CalendarRule(
            "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261130T235959",
            LocalDateTime.of(2026, 10, 1, 6, 30),
            Duration.ofMinutes(45),
            d -> true);
    List<Slot> slots = of(BERLIN, LocalDate.of(2026, 10, 19), 21, plan("r", "hall", rule));
    assertThat(slots).hasSize(6);
    assertThat(slots)
        .allMatch(s -> s.opens().atZone(BERLIN).toLocalTime().equals(LocalTime.of(6, 30)));
    assertThat(slots.get(0).opens()).isEqualTo("2026-10-19T04:30:00Z");
    assertThat(slots.get(5).opens())
        .as("after the clocks went back")
        .isEqualTo("2026-11-05T05:30:00Z");
    assertThat(of(BERLIN, LocalDate.of(2026, 12, 1), 30, plan("r", "hall", rule))).isEmpty();
  }

  @Test
  void an_hour_that_the_clock_skips_is_later_and_one_that_it_repeats_is_longer() {
    Slot skipped =
        of(BERLIN, LocalDate.of(2026, 3, 29), 1, plan("a", "hall", daily("02:30", "03:30"))).get(0);
    assertThat(skipped.opens()).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(Duration.between(skipped.opens(), skipped.due())).hasMinutes(60);
    assertThat(skipped.isShifted(BERLIN)).as("and it is said").isTrue();
    Slot repeated =
        of(BERLIN, LocalDate.of(2026, 10, 25), 1, plan("a", "hall", daily("01:30", "03:00")))
            .get(0);
    assertThat(Duration.between(repeated.opens(), repeated.due())).hasMinutes(150);
    assertThat(repeated.isShifted(BERLIN)).isFalse();
    assertThat(
            of(BERLIN, LocalDate.of(2026, 10, 25), 1, plan("a", "hall", daily("02:15", "02:45"))))
        .as("of a time that there is twice, one slot")
        .hasSize(1);
  }

  @Test
  void another_zone_has_the_same_wall_clock_and_other_instants() {
    LocalDate day = LocalDate.of(2026, 11, 28);
    Plan plan = plan("a", "hall", daily("06:00", "07:00"));
    Slot east = of(CHINA, day, 1, plan).get(0);
    Slot west = of(ZoneId.of("Asia/Urumqi"), day, 1, plan).get(0);
    assertThat(west.id()).isEqualTo(east.id());
    assertThat(Duration.between(east.opens(), west.opens())).hasHours(2);
  }

  @Test
  void two_slots_of_an_area_at_once_are_found_and_of_two_areas_are_fine() {
    LocalDate day = LocalDate.of(2026, 11, 28);
    Plan one = plan("one", "hall", daily("06:00", "07:00"));
    Plan touching = plan("two", "hall", daily("07:00", "08:00"));
    Plan crossing = plan("three", "hall", daily("23:30", "06:10"));
    assertThat(new Schedule(CHINA, List.of(one, touching), List.of()).overlap(day, 30)).isEmpty();
    assertThat(
            new Schedule(CHINA, List.of(one, plan("x", "dorm", daily("06:30", "07:30"))), List.of())
                .overlap(day, 30))
        .isEmpty();
    assertThat(
            new Schedule(CHINA, List.of(one, crossing), List.of()).overlap(day, 30).orElseThrow())
        .contains("area hall", "'three' until 2026-11-29T06:10", "'one' from 2026-11-29T06:00");
  }

  @Test
  void what_is_no_rule_is_refused() {
    for (String rule :
        List.of("", "FREQ=SOMETIMES", "FREQ=MINUTELY", "weekly", "FREQ=DAILY\nX:Y")) {
      assertThatThrownBy(
              () ->
                  new CalendarRule(
                      rule, LocalDateTime.of(2026, 1, 1, 6, 0), Duration.ofHours(1), d -> true))
          .as(rule)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
