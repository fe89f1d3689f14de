package org.campussentry.ingest.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campussentry.ingest.duty.Town.MONDAY;
import static org.campussentry.ingest.duty.Town.ROSTER;
import static org.campussentry.ingest.duty.Town.at;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static Optional<String> officer(Roster roster, Instant time) {
    return roster.at("main", time).flatMap(s -> s.who(Role.OFFICER));
  }

  @Test
  void a_night_shift_goes_over_midnight_and_the_change_is_to_the_millisecond() {
    assertThat(officer(ROSTER, at(0, 19, 59))).contains("officer-a");
    assertThat(officer(ROSTER, at(0, 20, 0))).contains("officer-b");
    assertThat(officer(ROSTER, at(1, 7, 59))).contains("officer-b");
    assertThat(officer(ROSTER, at(1, 8, 0).minusMillis(1))).contains("officer-b");
    assertThat(officer(ROSTER, at(1, 8, 0))).contains("officer-a");
    assertThat(ROSTER.at("main", at(1, 3, 0)).orElseThrow().date()).isEqualTo(MONDAY);
    assertThat(ROSTER.nextChange("main", at(1, 3, 0))).contains(at(1, 8, 0));
  }

  @Test
  void turns_go_by_day_and_by_week_also_before_the_anchor() {
    Rota daily = new Rota("day", Role.OFFICER, Days.ALL, List.of("a", "b", "c"), 1, MONDAY);
    Rota weekly = new Rota("day", Role.OFFICER, Days.ALL, List.of("a", "b"), 7, MONDAY);
    assertThat(daily.who(MONDAY)).isEqualTo("a");
    assertThat(daily.who(MONDAY.plusDays(4))).isEqualTo("b");
    assertThat(daily.who(MONDAY.minusDays(1))).isEqualTo("c");
    assertThat(weekly.who(MONDAY.plusDays(6))).isEqualTo("a");
    assertThat(weekly.who(MONDAY.plusDays(7))).isEqualTo("b");
    assertThat(weekly.who(MONDAY.minusDays(1))).isEqualTo("b");
  }

  @Test
  void a_holiday_a_weekend_and_a_weekend_on_which_people_work_are_told_apart() {
    LocalDate saturday = MONDAY.plusDays(5);
    Holidays holidays =
        new Holidays(Map.of(MONDAY, Holidays.Kind.HOLIDAY, saturday, Holidays.Kind.WORKDAY));
    Roster roster =
        new Roster(
            Town.SHANGHAI,
            List.of(Town.DAY),
            List.of(
                turn("holiday", "h"), turn("weekend", "w"), turn("workday", "d"), turn("sun", "s")),
            holidays);
    assertThat(officer(roster, at(0, 9, 0))).contains("h");
    assertThat(officer(roster, at(1, 9, 0))).contains("d");
    assertThat(officer(roster, at(5, 9, 0))).as("a make-up day").contains("d");
    assertThat(officer(roster, at(6, 9, 0))).as("the first entry holds").contains("w");
  }

  private static Rota turn(String day, String who) {
    return new Rota("day", Role.OFFICER, Days.of(List.of(day)), List.of(who), 1, MONDAY);
  }

  @Test
  void what_people_change_wins_over_the_rota_and_can_be_taken_back() {
    Assignment swap = new Assignment(MONDAY, "day", Role.OFFICER, Optional.of("officer-b"));
    assertThat(officer(ROSTER.with(List.of(swap)), at(0, 9, 0))).contains("officer-b");
    assertThat(officer(ROSTER.with(List.of(swap)), at(1, 9, 0))).contains("officer-a");
    Assignment back = new Assignment(MONDAY, "day", Role.OFFICER, Optional.empty());
    assertThat(officer(ROSTER.with(List.of(swap, back)), at(0, 9, 0))).contains("officer-a");
  }

  @Test
  void a_shift_of_the_site_goes_before_one_of_all_sites() {
    ShiftKind own =
        new ShiftKind("own", "门岗", "main", LocalTime.of(8, 0), LocalTime.of(12, 0), Days.ALL);
    Roster roster =
        new Roster(
            Town.SHANGHAI,
            List.of(own, Town.DAY),
            List.of(
                Town.rota("own", Role.OFFICER, "officer-b"),
                Town.rota("day", Role.OFFICER, "officer-a")),
            Holidays.NONE);
    assertThat(officer(roster, at(0, 9, 0))).contains("officer-b");
    assertThat(officer(roster, at(0, 13, 0))).contains("officer-a");
    assertThat(roster.at("east", at(0, 9, 0)).orElseThrow().kind()).isEqualTo("day");
    assertThat(roster.only(List.of("east")).kinds())
        .extracting(ShiftKind::id)
        .containsExactly("day");
  }

  @Test
  void the_nights_of_the_clock_changes_are_an_hour_shorter_and_longer() {
    Roster roster = new Roster(NEW_YORK, List.of(Town.DAY, Town.NIGHT), List.of(), Holidays.NONE);
    assertThat(night(roster, LocalDate.of(2026, 3, 7))).isEqualTo(Duration.ofHours(11));
    assertThat(night(roster, LocalDate.of(2026, 10, 31))).isEqualTo(Duration.ofHours(13));
    assertThat(night(roster, LocalDate.of(2026, 6, 1))).isEqualTo(Duration.ofHours(12));
  }

  private static Duration night(Roster roster, LocalDate date) {
    Instant evening = date.atTime(21, 0).atZone(NEW_YORK).toInstant();
    Shift shift = roster.at("main", evening).orElseThrow();
    return Duration.between(shift.from(), shift.until());
  }

  /** Shifts that follow each other on the wall clock follow each other in time, in each zone. */
  @Property
  void no_change_of_clocks_opens_a_gap_or_an_overlap(
      @ForAll @IntRange(min = 0, max = 95) int first,
      @ForAll @IntRange(min = 1, max = 94) int length,
      @ForAll @IntRange(min = 0, max = 365) int day) {
    LocalTime from = LocalTime.MIDNIGHT.plusMinutes(15L * first);
    LocalTime to = from.plusMinutes(15L * length);
    ShiftKind one = new ShiftKind("one", "", "", from, to, Days.ALL);
    ShiftKind other = new ShiftKind("other", "", "", to, from, Days.ALL);
    Roster roster = new Roster(NEW_YORK, List.of(one, other), List.of(), Holidays.NONE);
    Instant begin = LocalDate.of(2026, 1, 1).plusDays(day).atStartOfDay(NEW_YORK).toInstant();
    List<Shift> shifts = roster.between(begin, begin.plus(Duration.ofDays(3)));
    for (int i = 1; i < shifts.size(); i++) {
      assertThat(shifts.get(i).from()).isEqualTo(shifts.get(i - 1).until());
    }
    for (Shift shift : shifts) {
      assertThat(roster.at("main", shift.from())).contains(shift);
      assertThat(roster.at("main", shift.until().minusMillis(1))).contains(shift);
    }
  }

  private static List<String> findings(Roster roster) {
    List<String> found = new ArrayList<>();
    RosterCheck.of(roster, Town.PEOPLE, List.of("main"), at(0, 8, 0), at(7, 8, 0))
        .forEach(f -> found.add((f.kind().word() + " " + f).replace("; " + f.remedy(), "")));
    return found;
  }

  @Test
  void a_whole_roster_has_no_findings_and_none_at_all_needs_none() {
    assertThat(findings(ROSTER)).isEmpty();
    assertThat(findings(new Roster(Town.SHANGHAI, List.of(), List.of(), Holidays.NONE))).isEmpty();
  }

  @Test
  void each_thing_wrong_is_found_once_with_its_place() {
    Roster roster =
        new Roster(
            Town.SHANGHAI,
            List.of(Town.DAY, Town.NIGHT),
            List.of(
                turn("workday", "officer-a"),
                Town.rota("night", Role.OFFICER, "mute"),
                Town.rota("night", Role.BACKUP, "mute"),
                Town.rota("day", Role.LEADER, "nobody")),
            Holidays.NONE);
    assertThat(findings(roster))
        .containsExactlyInAnyOrder(
            "gap main: nobody is on duty from 2026-11-28 08:00 to 2026-11-28 20:00 (and 1 more like it)",
            "no-leader 2026-11-23 night: has no leader on shift (and 6 more like it)",
            "double-booking 2026-11-23 night: mute is officer and backup (and 6 more like it)",
            "no-channel mute: does duty and has no channel",
            "unknown-person nobody: does duty and is not among `people:`",
            "no-holidays 2026: no holiday data for 2026: its holidays count as the days of the week they are");
  }

  @Test
  void one_person_in_two_shifts_at_once_is_found() {
    ShiftKind east =
        new ShiftKind("east", "东区", "east", LocalTime.of(9, 0), LocalTime.of(10, 0), Days.ALL);
    List<Rota> rota =
        List.of(
            Town.rota("day", Role.OFFICER, "officer-a"),
            Town.rota("day", Role.LEADER, "leader"),
            Town.rota("night", Role.OFFICER, "officer-b"),
            Town.rota("night", Role.LEADER, "leader"),
            Town.rota("east", Role.OFFICER, "officer-a"),
            Town.rota("east", Role.LEADER, "backup"));
    List<ShiftKind> kinds = List.of(Town.DAY, Town.NIGHT, east);
    assertThat(findings(new Roster(Town.SHANGHAI, kinds, rota, Holidays.NONE)))
        .containsExactly(
            "double-booking 2026-11-23 day: officer-a is in 2026-11-23 east at the same time (and 6 more like it)");
  }

  @Test
  void days_are_words_that_are_known() {
    assertThat(Days.of(List.of("sat")).include(LocalDate.of(2026, 11, 28), Holidays.NONE)).isTrue();
    assertThatThrownBy(() -> Days.of(List.of("Saturday")))
        .hasMessageContaining("'Saturday' is not workday, weekend, holiday, mon");
  }
}
