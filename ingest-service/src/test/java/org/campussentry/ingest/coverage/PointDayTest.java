package org.campussentry.ingest.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reason;
import org.junit.jupiter.api.Test;

/** A day with something missing never looks like a clean one. */
class PointDayTest {
  private static final CampusDay DAY =
      CampusDay.of(LocalDate.of(2026, 3, 1), ZoneId.of("Asia/Shanghai"));

  /** Every five seconds. */
  private static final int PER_HOUR = 720;

  private static Expectation span(long everyMs, long fromMs, long untilMs) {
    return new Expectation(
        new PointId("gw", "cold1.temperature"),
        "main",
        "canteen-1",
        everyMs,
        fromMs,
        Optional.of(untilMs),
        Optional.empty());
  }

  private static PointDay of(DayCounts counts) {
    return PointDay.of(DAY, List.of(span(5000, 0, Long.MAX_VALUE)), counts, Long.MAX_VALUE);
  }

  private static DayCounts measured(int... byHour) {
    DayCounts counts = new DayCounts();
    for (int hour = 0; hour < byHour.length; hour++) {
      counts.addMeasured(hour, byHour[hour]);
    }
    return counts;
  }

  private static int[] full() {
    int[] hours = new int[24];
    java.util.Arrays.fill(hours, PER_HOUR);
    return hours;
  }

  @Test
  void a_whole_day_is_whole() {
    PointDay day = of(measured(full()));
    assertThat(day.expected()).contains(17_280L);
    assertThat(day.missing()).isZero();
    assertThat(day.covered()).isEqualTo(17_280);
  }

  @Test
  void a_point_that_says_more_than_it_must_does_not_hide_an_hour_of_silence() {
    int[] hours = full();
    hours[3] = 0;
    hours[4] = 9 * PER_HOUR;
    PointDay day = of(measured(hours));
    assertThat(day.missing()).as("but one may have slipped over the edge").isEqualTo(719);
    assertThat(day.covered()).isEqualTo(17_280 - 719);
  }

  @Test
  void one_reading_that_slips_over_the_edge_of_an_hour_is_not_missing() {
    int[] hours = full();
    for (int hour = 0; hour < 24; hour++) {
      hours[hour] += hour % 2 == 0 ? 1 : -1;
    }
    assertThat(of(measured(hours)).missing()).isZero();
  }

  @Test
  void what_says_why_it_has_no_value_is_not_missing_and_not_covered() {
    int[] hours = full();
    hours[7] = 0;
    PointDay day = of(measured(hours).addUnavailable(7, Reason.TIMEOUT, PER_HOUR));
    assertThat(day.missing()).isZero();
    assertThat(day.covered()).isEqualTo(23 * PER_HOUR);
  }

  @Test
  void what_has_no_time_is_accounted_for_and_not_covered() {
    int[] hours = full();
    hours[7] = 0;
    PointDay day = of(measured(hours).addUntimed(700));
    assertThat(day.missing()).isEqualTo(20);
    assertThat(day.covered()).isEqualTo(23 * PER_HOUR);
    assertThat(of(measured(full()).addUntimed(PER_HOUR)).covered())
        .as("untimed readings of another day make no day look clean")
        .isLessThan(17_280);
  }

  @Test
  void late_values_are_covered() {
    int[] hours = full();
    hours[7] = 0;
    PointDay day = of(measured(hours).addLate(7, PER_HOUR));
    assertThat(day.missing()).isZero();
    assertThat(day.covered()).isEqualTo(17_280);
  }

  @Test
  void a_day_counts_only_as_far_as_it_has_come() {
    long noon = DAY.hourStart(12) + 10_000;
    PointDay day =
        PointDay.of(DAY, List.of(span(5000, 0, Long.MAX_VALUE)), measured(PER_HOUR), noon);
    assertThat(day.expected()).contains(12L * PER_HOUR + 2);
    assertThat(day.missing()).isEqualTo(11 * PER_HOUR + 2);
  }

  @Test
  void each_part_of_a_day_has_the_period_of_its_catalog() {
    List<Expectation> spans =
        List.of(
            span(5000, 0, DAY.hourStart(6)),
            span(60_000, DAY.hourStart(6), DAY.hourStart(18)),
            span(5000, DAY.hourStart(20), Long.MAX_VALUE));
    PointDay day = PointDay.of(DAY, spans, new DayCounts(), Long.MAX_VALUE);
    assertThat(day.expected()).contains(10L * PER_HOUR + 12 * 60);
    assertThat(day.missing()).isEqualTo(day.expected().get());
  }

  @Test
  void of_an_event_point_no_number_is_expected() {
    PointDay day =
        PointDay.of(DAY, List.of(span(0, 0, Long.MAX_VALUE)), measured(3), Long.MAX_VALUE);
    assertThat(day.expected()).isEmpty();
    assertThat(CoverageSum.of(List.of(day)).ratio()).isEmpty();
  }

  @Test
  void the_day_on_which_clocks_go_back_has_twenty_five_hours() {
    CampusDay day = CampusDay.of(LocalDate.of(2026, 10, 25), ZoneId.of("Europe/Berlin"));
    PointDay of =
        PointDay.of(day, List.of(span(5000, 0, Long.MAX_VALUE)), new DayCounts(), Long.MAX_VALUE);
    assertThat(of.expected()).contains(25L * PER_HOUR);
    assertThat(day.hour(day.endMs() - 1)).isEqualTo(24);
  }

  @Property
  void whatever_arrives_the_account_closes_and_a_gap_shows(
      @ForAll @Size(24) List<@IntRange(min = 0, max = 2000) Integer> values,
      @ForAll @IntRange(min = 0, max = 23) int failing,
      @ForAll @IntRange(min = 0, max = 2000) int unavailable,
      @ForAll @IntRange(min = 0, max = 5000) int untimed) {
    DayCounts counts = measured(values.stream().mapToInt(n -> n).toArray());
    counts.addUnavailable(failing, Reason.CHECKSUM, unavailable).addUntimed(untimed);
    PointDay day = of(counts);
    long expected = day.expected().orElseThrow();
    long present = 0;
    long lacking = 0;
    for (long hour : counts.hours()) {
      present += hour;
    }
    for (int hour = 0; hour < 24; hour++) {
      lacking += Math.max(0, PER_HOUR - counts.hours()[hour]);
    }
    assertThat(day.missing()).isBetween(0L, expected);
    assertThat(day.missing()).isGreaterThanOrEqualTo(expected - present - untimed);
    assertThat(day.missing() + untimed)
        .as("hides two an hour at most")
        .isGreaterThanOrEqualTo(lacking - 48);
    assertThat(day.covered()).isBetween(0L, Math.min(expected, counts.measured()));
    if (lacking > 48 || unavailable > 0 || untimed > 0) {
      assertThat(day.covered()).isLessThan(expected);
    }
  }
}
