package org.campussentry.ingest.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.daily.Diary.COLD;
import static org.campussentry.ingest.daily.Diary.DAY;
import static org.campussentry.ingest.daily.Diary.GATE;
import static org.campussentry.ingest.daily.Diary.room;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.daily.DailyReport.Shortfall;
import org.campussentry.ingest.daily.DailyReport.Stretch;
import org.campussentry.ingest.daily.DailyReport.Why;
import org.campussentry.ingest.watch.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of a day, from readings, alerts and records of many kinds. */
class ReckoningTest {
  @TempDir private Path folder;

  private static DailyReport report(Diary diary) {
    return diary.desk.report(diary.made().last());
  }

  private static DailyReport.PointLine line(DailyReport report, Object point) {
    return report.points().stream()
        .filter(p -> p.id().equals(point.toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_gap_of_two_hours_is_told_to_the_minute() throws Exception {
    try (Diary diary = new Diary(folder)) {
      Instant from = diary.at(2, 10);
      Instant until = diary.at(4, 10);
      diary.day(DAY, (p, t) -> p.equals(COLD) && t.isAfter(from) && t.isBefore(until));
      DailyReport report = report(diary);
      assertThat(report.verdict()).isEqualTo(Verdict.ZERO_WITH_GAPS);
      assertThat(report.unproven())
          .containsExactly(
              new Stretch(
                  COLD.toString(), "main", "canteen-1/cold-store", from, until, Why.SILENT, ""));
      assertThat(line(report, COLD).shortOf()).containsExactly(Shortfall.COVERAGE, Shortfall.GAP);
      assertThat(line(report, COLD).sum().missing()).isEqualTo(119);
      DailyDocument paper = diary.document(diary.desk.day(DAY).orElseThrow().last(), false);
      assertThat(paper.verdict()).contains("不能证明全天为零");
      assertThat(paper.lead())
          .contains("缺测：冷库 02:10–04:10（gw:cold1.temperature，120 分钟）。", "缺测期间的情况不能由本系统证明。");
    }
  }

  @Test
  void a_gap_of_all_points_is_told_to_the_minute_of_each_and_looked_at_once() throws Exception {
    try (Diary diary = new Diary(folder)) {
      Instant from = diary.at(2, 11);
      Instant until = diary.at(4, 13);
      diary.day(DAY, (p, t) -> t.isAfter(from) && t.isBefore(until));
      DailyReport report = report(diary);
      assertThat(report.unproven())
          .hasSize(Diary.ROOMS + 1)
          .allSatisfy(gap -> assertThat(gap.from()).isEqualTo(from))
          .allSatisfy(gap -> assertThat(gap.until()).isEqualTo(until));
      assertThat(diary.readings).as("at midnight, before it and after it").isEqualTo(3);
    }
  }

  @Test
  void a_critical_point_must_not_be_unseen_for_more_than_its_time_and_others_may()
      throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.day(
          DAY,
          (p, t) ->
              (p.equals(COLD) || p.equals(room(1)))
                  && t.isAfter(diary.at(2, 0))
                  && t.isBefore(diary.at(2, 16)));
      DailyReport report = report(diary);
      assertThat(line(report, COLD).shortOf()).containsExactly(Shortfall.GAP);
      assertThat(line(report, room(1)).shortOf()).isEmpty();
    }
  }

  @Test
  void a_gap_over_midnight_is_judged_as_a_whole() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.day(DAY.minusDays(1), (p, t) -> t.isAfter(diary.at(0, 0).minusSeconds(600)));
      diary.day(DAY, (p, t) -> p.equals(COLD) && t.isBefore(diary.at(0, 8)));
      DailyReport report = report(diary);
      assertThat(line(report, COLD).longestMs()).isEqualTo(18 * 60_000);
      assertThat(line(report, COLD).shortOf()).containsExactly(Shortfall.GAP);
      assertThat(report.unproven().get(0).from()).isEqualTo(diary.at(0, 0).minusSeconds(600));
    }
  }

  @Test
  void answers_without_a_value_are_no_silence_and_no_proof() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.day(DAY, (p, t) -> p.equals(room(2)) && t.isAfter(diary.at(12, 0)));
      diary.unavailable(room(2), diary.at(12, 1), diary.at(24, 0));
      DailyReport report = report(diary);
      assertThat(report.unproven()).extracting(Stretch::why).containsExactly(Why.UNAVAILABLE);
      assertThat(line(report, room(2)).sum().unavailable()).containsEntry("timeout", 719L);
      assertThat(line(report, room(2)).shortOf()).containsExactly(Shortfall.COVERAGE);
    }
  }

  @Test
  void an_excursion_is_told_with_what_was_done() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.cleanDay();
      Alert.Handling handled =
          new Alert.Handling(
              Optional.of(new Alert.Mark("officer-a", diary.at(10, 4).toEpochMilli(), "")),
              Optional.empty(),
              false,
              Optional.of(new Alert.Mark("officer-a", diary.at(11, 0).toEpochMilli(), "已关门")));
      diary.alert(
          COLD,
          Alert.Kind.THRESHOLD,
          8,
          11.37,
          diary.at(10, 0),
          Optional.of(diary.at(10, 40)),
          handled);
      DailyReport report = report(diary);
      assertThat(report.verdict()).isEqualTo(Verdict.EXCEPTIONS);
      assertThat(report.alerts().count()).isEqualTo(1);
      assertThat(report.alerts().acknowledgedMs()).hasValue(240_000);
      DailyDocument paper = diary.document(diary.desk.day(DAY).orElseThrow().last(), false);
      assertThat(paper.title()).isEqualTo("校园疫情防控日报告");
      assertThat(paper.verdict()).isEqualTo("有异常：超限 1 起。");
      assertThat(
              paper.sections().stream()
                  .filter(s -> s.id().equals("excursions"))
                  .findFirst()
                  .orElseThrow()
                  .rows())
          .containsExactly(
              List.of("冷库", "冷库温度高", "10:00", "10:40", "40", "11.37 ℃", "8 ℃", "已关门", "值班员甲"));
    }
  }

  @Test
  void a_fever_at_the_gate_is_counted_from_its_reading() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.cleanDay();
      diary.people(2, 38.4);
      DailyReport report = report(diary);
      assertThat(report.entrance().measured()).isEqualTo(12);
      assertThat(report.entrance().fever()).isEqualTo(2);
      assertThat(report.verdict()).isEqualTo(Verdict.EXCEPTIONS);
    }
  }

  @Test
  void people_who_passed_without_a_temperature_are_counted_and_many_leave_no_clean_zero()
      throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.cleanDay();
      diary.counter(minute -> minute < 420 ? 5 : 7);
      DailyReport report = report(diary);
      assertThat(report.entrance().missed()).hasValue(2);
      assertThat(report.verdict()).isEqualTo(Verdict.ZERO_WITH_GAPS);
      DailyDocument paper = diary.document(diary.desk.day(DAY).orElseThrow().last(), true);
      assertThat(paper.sections().toString())
          .contains("2 by the counters, without a temperature; who walks around cannot be counted");
    }
  }

  @Test
  void a_gateway_of_the_gate_that_was_not_heard_leaves_no_clean_zero() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.cleanDay();
      diary.alert(
          GATE,
          Alert.Kind.GATEWAY,
          0,
          0,
          diary.at(7, 0),
          Optional.of(diary.at(7, 30)),
          Alert.Handling.NONE);
      DailyReport report = report(diary);
      assertThat(report.verdict()).isEqualTo(Verdict.ZERO_WITH_GAPS);
      assertThat(report.entrance().unseen()).hasSize(1);
    }
  }

  @Test
  void a_day_without_any_data_is_no_zero() {
    try (Diary diary = new Diary(folder)) {
      DailyReport report = report(diary);
      assertThat(report.verdict()).isEqualTo(Verdict.NO_DATA);
      assertThat(report.campus().missing()).isEqualTo(1440L * (Diary.ROOMS + 1));
      assertThat(diary.document(diary.desk.day(DAY).orElseThrow().last(), true).verdict())
          .startsWith("No data");
    }
  }

  @Test
  void a_gateway_that_never_said_what_it_has_leaves_the_coverage_unknown() throws Exception {
    try (Diary diary =
        new Diary(folder, org.campussentry.ingest.duty.Town.SHANGHAI, "gw", "gw-new")) {
      diary.cleanDay();
      DailyReport report = report(diary);
      assertThat(report.unknown()).containsExactly("gw-new");
      assertThat(report.verdict()).isEqualTo(Verdict.ZERO_WITH_GAPS);
    }
  }

  @Test
  void days_of_23_and_of_25_hours_are_whole() throws Exception {
    for (LocalDate odd : List.of(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25))) {
      ZoneId berlin = ZoneId.of("Europe/Berlin");
      try (Diary diary = new Diary(folder.resolve(odd.toString()), berlin, "gw")) {
        diary.day(odd, (p, t) -> false);
        diary.round(odd.atTime(12, 0).atZone(berlin).toInstant());
        diary.round(odd.plusDays(1).atTime(7, 30).atZone(berlin).toInstant());
        DailyDay.Version last = diary.desk.day(odd).orElseThrow().last();
        int hours = odd.getMonthValue() == 3 ? 23 : 25;
        assertThat(last.expected()).isEqualTo(hours * 60L * (Diary.ROOMS + 1));
        assertThat(last.proven()).isEqualTo(last.expected());
        assertThat(last.verdict()).isEqualTo(Verdict.CLEAN_ZERO);
      }
    }
  }

  @Test
  void an_expired_calibration_proves_nothing_from_the_day_after_on() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.cleanDay();
      diary.calibrated(COLD, DAY);
      diary.calibrated(room(1), DAY.minusDays(1));
      DailyReport report = report(diary);
      assertThat(line(report, COLD).sum().proven()).as("good through its last day").isEqualTo(1440);
      assertThat(line(report, room(1)).sum().proven()).isZero();
      assertThat(line(report, room(1)).sum().voided()).isEqualTo(1440);
      assertThat(report.campus().percent().orElseThrow()).as("the mean").isGreaterThan(95);
      assertThat(report.verdict()).isEqualTo(Verdict.ZERO_WITH_GAPS);
    }
  }

  @Test
  void what_must_be_calibrated_within_thirty_days_is_said_each_day() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.cleanDay();
      diary.calibrated(room(1), DAY.minusDays(1));
      diary.calibrated(COLD, DAY.plusDays(30));
      diary.calibrated(room(2), DAY.plusDays(31));
      diary.made();
      DailyDay.Version version = diary.desk.day(DAY).orElseThrow().last();
      assertThat(diary.desk.report(version).calibrations())
          .extracting(c -> c.point() + " " + c.due() + " " + c.expired())
          .containsExactly(
              room(1) + " " + DAY.minusDays(1) + " true", COLD + " " + DAY.plusDays(30) + " false");
      DailyDocument paper = diary.document(version, false);
      assertThat(paper.sections().get(0).rows()).contains(List.of("仪器校准", "过期 1 台，30 天内到期 1 台"));
      assertThat(paper.sections())
          .filteredOn(s -> s.id().equals("calibration"))
          .singleElement()
          .satisfies(s -> assertThat(s.rows()).hasSize(2));
    }
  }

  @Test
  void shelved_stuck_and_maintained_points_prove_nothing_meanwhile() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.cleanDay();
      Alert.Shelf shelf =
          new Alert.Shelf(
              "admin", "等待维修", diary.at(14, 0).toEpochMilli(), diary.at(10, 0).toEpochMilli());
      diary.alert(
          COLD,
          Alert.Kind.NO_DATA,
          0,
          0,
          diary.at(9, 59),
          Optional.of(diary.at(9, 59)),
          new Alert.Handling(Optional.empty(), Optional.of(shelf), false, Optional.empty()));
      diary.alert(
          room(1),
          Alert.Kind.STUCK,
          60,
          60,
          diary.at(5, 0),
          Optional.of(diary.at(6, 0)),
          Alert.Handling.NONE);
      diary.maintained(room(2), diary.at(8, 0), diary.at(12, 0));
      DailyReport report = report(diary);
      assertThat(report.unproven())
          .extracting(Stretch::why, Stretch::from, Stretch::until)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(Why.SHELVED, diary.at(10, 0), diary.at(14, 0)),
              org.assertj.core.groups.Tuple.tuple(Why.STUCK, diary.at(4, 0), diary.at(6, 0)),
              org.assertj.core.groups.Tuple.tuple(
                  Why.MAINTENANCE, diary.at(8, 0), diary.at(12, 0)));
      assertThat(line(report, COLD).sum().voided()).isEqualTo(240);
      assertThat(line(report, room(1)).sum().proven()).isEqualTo(1320);
      assertThat(report.shortPoints()).hasSize(3);
      assertThat(report.verdict()).isEqualTo(Verdict.ZERO_WITH_GAPS);
    }
  }
}
