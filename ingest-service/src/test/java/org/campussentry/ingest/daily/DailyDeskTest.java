package org.campussentry.ingest.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.daily.Diary.COLD;
import static org.campussentry.ingest.daily.Diary.DAY;
import static org.campussentry.ingest.daily.Diary.room;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who stands for a day's report, until when, and that none of it can be changed unseen. */
class DailyDeskTest {
  @TempDir private Path folder;
  private Diary diary;

  @BeforeEach
  void open() {
    diary = new Diary(folder);
  }

  @AfterEach
  void close() {
    diary.close();
  }

  private DailyDesk.Outcome enter(int suspected, Instant now) {
    return diary.desk.enter(DAY, new DailyDay.Entered(suspected, 0, "officer-a"), "admin", now);
  }

  private DailyDesk.Outcome sign(
      DailyStep.Kind kind, int version, String person, String reason, Instant now) {
    return diary.desk.sign(DAY, kind, version, person, reason, "admin", now);
  }

  private static String refused(DailyDesk.Outcome outcome) {
    return outcome instanceof DailyDesk.Refused refused ? refused.code() : "kept";
  }

  private Instant morning(int minute) {
    return diary.at(32, minute);
  }

  private void confirm(int version, String reason) {
    enter(0, morning(0));
    assertThat(refused(sign(DailyStep.Kind.RECORDED, version, "officer-a", reason, morning(1))))
        .isEqualTo("kept");
    assertThat(refused(sign(DailyStep.Kind.REVIEWED, version, "leader", "", morning(2))))
        .isEqualTo("kept");
  }

  @Test
  void a_clean_day_is_confirmed_by_two_people_and_signed_by_a_third() throws Exception {
    diary.cleanDay();
    DailyDay day = diary.made();
    assertThat(day.last().verdict()).isEqualTo(Verdict.CLEAN_ZERO);
    assertThat(day.last().state()).isEqualTo(DailyDay.State.DRAFT);
    assertThat(day.last().entered()).as("never 0 by itself").isEmpty();
    assertThat(diary.document(day.last(), false).sections().get(0).rows())
        .contains(List.of("疑似 / 确诊", "未填报"), List.of("漏测", "入口没有人次计数器，漏测不能统计"));

    assertThat(refused(sign(DailyStep.Kind.RECORDED, 1, "officer-a", "", morning(0))))
        .isEqualTo("not-entered");
    assertThat(refused(sign(DailyStep.Kind.REVIEWED, 1, "leader", "", morning(0))))
        .isEqualTo("not-recorded");
    enter(0, morning(0));
    assertThat(refused(sign(DailyStep.Kind.RECORDED, 1, "officer-a", "", morning(1))))
        .isEqualTo("kept");
    assertThat(refused(sign(DailyStep.Kind.REVIEWED, 1, "officer-a", "", morning(2))))
        .isEqualTo("same-person");
    assertThat(refused(sign(DailyStep.Kind.SIGNED, 1, "leader", "", morning(2))))
        .isEqualTo("not-reviewed");
    sign(DailyStep.Kind.REVIEWED, 1, "officer-b", "", morning(2));
    sign(DailyStep.Kind.SIGNED, 1, "leader", "", morning(3));
    diary.restart();
    assertThat(diary.desk.day(DAY).orElseThrow().last().state()).isEqualTo(DailyDay.State.SIGNED);
    DailyDocument paper = diary.document(diary.desk.day(DAY).orElseThrow().last(), false);
    assertThat(paper.verdict()).isEqualTo("零异常。");
    assertThat(paper.warning()).isEmpty();
    assertThat(paper.signatures())
        .extracting(DailyDocument.Signature::name)
        .containsExactly("值班员甲", "值班员乙", "带班领导");
  }

  @Test
  void confirming_twice_is_answered_with_who_did_it_and_when() throws Exception {
    diary.cleanDay();
    diary.made();
    confirm(1, "");
    DailyDesk.Outcome twice = sign(DailyStep.Kind.REVIEWED, 1, "officer-b", "", morning(9));
    assertThat(twice)
        .isEqualTo(
            new DailyDesk.Refused(
                "confirmed-already",
                "version 1 was reviewed by leader at 2026-11-25T08:02+08:00 already"));
    assertThat(refused(sign(DailyStep.Kind.RECORDED, 1, "cook", "", morning(9))))
        .isEqualTo("confirmed-already");
  }

  @Test
  void below_the_limit_it_is_confirmed_with_a_reason_only_and_the_paper_says_so() throws Exception {
    diary.day(DAY, (p, t) -> p.equals(COLD) && t.isBefore(diary.at(2, 0)));
    diary.made();
    enter(0, morning(0));
    assertThat(refused(sign(DailyStep.Kind.RECORDED, 1, "officer-a", "  ", morning(1))))
        .isEqualTo("reason-needed");
    assertThat(diary.document(diary.desk.day(DAY).orElseThrow().last(), false).warning())
        .isEqualTo("数据不足以证明当日为零，确认须写明理由。");
    sign(DailyStep.Kind.RECORDED, 1, "officer-a", "人工巡查，冷库 4 ℃", morning(1));
    assertThat(diary.document(diary.desk.day(DAY).orElseThrow().last(), false).warning())
        .isEqualTo("数据不足以证明当日为零。确认理由（值班员甲）：人工巡查，冷库 4 ℃");
  }

  @Test
  void late_data_makes_another_version_with_its_difference_and_without_signatures()
      throws Exception {
    diary.day(DAY, (p, t) -> p.equals(COLD) && t.isBefore(diary.at(2, 0)));
    diary.made();
    confirm(1, "停电");
    String before = diary.desk.day(DAY).orElseThrow().versions().get(0).content();
    diary.late(COLD, diary.at(0, 0), diary.at(2, 0));
    diary.round(diary.at(33, 40));
    DailyDay day = diary.desk.day(DAY).orElseThrow();
    assertThat(day.versions()).hasSize(2);
    assertThat(day.versions().get(0).content()).as("none is changed").isEqualTo(before);
    assertThat(day.last().cause()).isEqualTo(DailyDay.Cause.LATE_DATA);
    assertThat(day.last().verdict()).isEqualTo(Verdict.CLEAN_ZERO);
    assertThat(day.last().state()).isEqualTo(DailyDay.State.DRAFT);
    assertThat(day.last().entered()).as("a person's word holds on").isPresent();
    assertThat(day.confirmed().orElseThrow().number()).isEqualTo(1);
    assertThat(diary.document(day.last(), true).sections().get(1).rows())
        .containsExactly(
            List.of(
                "Coverage",
                "99.66 %; points that fall short: 1",
                "100.00 %; points that fall short: 0"));
    diary.round(diary.at(35, 0));
    assertThat(diary.desk.day(DAY).orElseThrow().versions()).as("nothing new").hasSize(2);
    assertThat(refused(sign(DailyStep.Kind.RECORDED, 1, "officer-a", "x", morning(9))))
        .isEqualTo("newer-version");
  }

  @Test
  void other_numbers_after_it_was_recorded_are_a_version_of_their_own() throws Exception {
    diary.cleanDay();
    diary.made();
    confirm(1, "");
    enter(1, morning(10));
    DailyDay day = diary.desk.day(DAY).orElseThrow();
    assertThat(day.versions()).hasSize(2);
    assertThat(day.versions().get(0).verdict()).isEqualTo(Verdict.CLEAN_ZERO);
    assertThat(day.last().verdict())
        .as("a suspected case is no zero")
        .isEqualTo(Verdict.EXCEPTIONS);
    assertThat(diary.document(day.last(), false).verdict()).isEqualTo("有异常：疑似 1 例。");
    assertThat(refused(enter(1, morning(11)))).isEqualTo("entered-already");
  }

  @Test
  void the_officer_then_the_leader_are_called_until_it_is_confirmed() throws Exception {
    diary.cleanDay();
    diary.made();
    diary.round(diary.at(32, 10));
    assertThat(diary.told).isEmpty();
    diary.round(diary.at(32, 15));
    diary.restart();
    diary.round(diary.at(32, 29));
    assertThat(diary.told).containsExactly("officer-a");
    diary.round(diary.at(32, 30));
    diary.round(diary.at(32, 59));
    assertThat(diary.told).containsExactly("officer-a", "officer-a", "leader");
    diary.round(diary.at(33, 0));
    assertThat(diary.told).hasSize(5);
    confirm(1, "");
    diary.round(diary.at(36, 0));
    assertThat(diary.told).hasSize(5);
  }

  @Test
  void a_store_that_is_away_makes_no_report_that_knows_less_and_holds_up_no_call()
      throws Exception {
    diary.cleanDay();
    diary.storeIsAway = true;
    diary.round(diary.at(9, 0));
    diary.round(diary.at(31, 31));
    assertThat(diary.desk.day(DAY)).isEmpty();
    diary.round(diary.at(32, 30));
    assertThat(diary.told).containsExactly("officer-a", "leader");
    diary.storeIsAway = false;
    diary.round(diary.at(32, 31));
    assertThat(diary.desk.day(DAY).orElseThrow().last().verdict()).isEqualTo(Verdict.CLEAN_ZERO);
  }

  @Test
  void a_day_that_is_not_over_is_no_clean_zero_and_becomes_whole_in_its_time() throws Exception {
    diary.cleanDay();
    diary.round(diary.at(9, 0));
    DailyDay early = diary.desk.makeNow(DAY, "admin", diary.at(15, 0));
    assertThat(early.last().verdict()).isEqualTo(Verdict.ZERO_WITH_GAPS);
    assertThat(diary.document(early.last(), false).lead().get(0)).startsWith("当日尚未结束");
    diary.round(diary.at(31, 31));
    DailyDay whole = diary.desk.day(DAY).orElseThrow();
    assertThat(whole.last().verdict()).isEqualTo(Verdict.CLEAN_ZERO);
    assertThat(whole.versions()).hasSize(2);
  }

  @Test
  void days_before_the_service_was_there_are_not_reported_and_a_long_stop_is_made_up_for() {
    diary.round(diary.at(9, 0));
    assertThat(diary.desk.days(99)).extracting(DailyStore.Day::date).containsExactly(DAY);
    diary.round(diary.at(24 * 4 + 8, 0));
    assertThat(diary.desk.days(99)).hasSize(5);
    assertThat(diary.desk.heads(DAY).values())
        .hasSize(4)
        .allSatisfy(d -> assertThat(d.last().verdict()).isEqualTo(Verdict.NO_DATA));
  }

  private Verification verified() {
    Verification verification = new Verification();
    try (Journal journal = Journal.look(folder, Sites.ALL)) {
      journal.daily().each(verification::look);
    }
    return verification;
  }

  private void tamper(String sql) throws Exception {
    try (Connection journal =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"))) {
      assertThat(journal.createStatement().executeUpdate(sql)).isPositive();
    }
  }

  @Test
  void what_was_changed_in_the_journal_is_found() throws Exception {
    diary.cleanDay();
    diary.made();
    confirm(1, "");
    Verification before = verified();
    assertThat(before.found()).isEmpty();
    assertThat(before.steps()).isEqualTo(4);

    tamper("UPDATE daily_step SET content = replace(content, '\"fever\":0', '\"fever\":1')");
    assertThat(verified().found())
        .singleElement()
        .asString()
        .startsWith("2026-11-24 version 1, step 1 (made): it was changed");
    tamper("UPDATE daily_step SET content = replace(content, '\"fever\":1', '\"fever\":0')");
    assertThat(verified().found()).isEmpty();
    tamper("UPDATE daily_step SET said = replace(said, 'leader', 'cook') WHERE number = 4");
    assertThat(verified().found()).singleElement().asString().contains("step 4 (reviewed)");
    tamper("DELETE FROM daily_step WHERE number = 2");
    assertThat(verified().found().get(0)).contains("steps 2 to 2 are gone");
  }

  @Test
  void one_that_was_written_anew_with_its_digest_no_longer_fits_the_next() throws Exception {
    diary.cleanDay();
    diary.made();
    confirm(1, "");
    List<DailyStep> steps = diary.journal.daily().steps(DAY);
    DailyStep forged =
        DailyStep.after(
            Optional.of(steps.get(0)),
            DAY,
            1,
            DailyStep.Kind.ENTERED,
            steps.get(1).at().plus(Duration.ofMinutes(1)),
            "admin",
            steps.get(1).said(),
            "");
    tamper(
        "UPDATE daily_step SET done_at = %d, digest = '%s' WHERE number = 2"
            .formatted(forged.at().toEpochMilli(), forged.digest()));
    assertThat(verified().found())
        .singleElement()
        .asString()
        .contains("step 3 (recorded): it follows another");
  }

  @Test
  void many_rooms_do_not_hide_one() throws Exception {
    diary.day(DAY, (p, t) -> p.equals(room(7)) && t.isAfter(diary.at(20, 0)));
    DailyDay day = diary.made();
    DailyReport report = diary.desk.report(day.last());
    assertThat(report.campus().percent().orElseThrow()).isGreaterThan(99);
    assertThat(report.shortPoints())
        .extracting(DailyReport.PointLine::id)
        .containsExactly(room(7).toString());
    assertThat(day.last().verdict()).isEqualTo(Verdict.ZERO_WITH_GAPS);
  }
}
