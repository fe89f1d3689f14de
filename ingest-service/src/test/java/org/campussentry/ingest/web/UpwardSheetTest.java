package org.campussentry.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.duty.Town.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.report.UpwardReport;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.Test;

class UpwardSheetTest {
  private static final Instant BEGAN = at(0, 2, 0);
  private static final Optional<Alert> ALERT = Optional.of(Town.alert(Severity.CRITICAL, BEGAN));

  private final UpwardSheet sheet =
      new UpwardSheet(Town.CAMPUS, new RuleBook(List.of()), Town.PEOPLE);

  private static UpwardReport report(UpwardReport.Version... versions) {
    return new UpwardReport(
        "a1", "main", BEGAN, BEGAN.plus(Duration.ofHours(2)), List.of(versions));
  }

  private static UpwardReport.Version version(int number, UpwardReport.Kind kind, String what) {
    Instant told = BEGAN.plus(Duration.ofMinutes(90));
    return new UpwardReport.Version(
        number,
        kind,
        new UpwardReport.Event(BEGAN, "冷库", what, 3, "已转移食材"),
        new UpwardReport.Told(told, "区教育局", UpwardReport.Way.BOTH),
        new UpwardReport.Signed("officer-b", "leader", "", "admin"),
        told);
  }

  @Test
  void before_anything_was_handed_in_it_is_a_form_with_what_is_known() {
    String html = sheet.write(report(), ALERT, at(0, 3, 0));
    assertThat(html)
        .contains("☐ 首报", "☐ 续报", "☐ 终报")
        .contains("2026 年 11 月 23 日 04:00", "主校区 冷库", "最差值 9.0 ℃，限值 8.0 ℃")
        .doesNotContain("逾期", "SHA-256", "版", "null");
    assertThat(sheet.write(report(), ALERT, at(0, 4, 1))).contains("逾期");
    assertThat(sheet.write(report(), Optional.empty(), at(0, 3, 0))).contains("编号 a1");
  }

  @Test
  void each_version_is_a_sheet_the_newest_first_and_what_people_wrote_is_escaped() {
    UpwardReport.Version first = version(1, UpwardReport.Kind.FIRST, "<script>alert(1)</script>");
    UpwardReport.Version last = version(2, UpwardReport.Kind.FINAL, "已恢复");
    String html = sheet.write(report(first, last), ALERT, at(1, 0, 0));
    assertThat(html.indexOf("☑ 终报")).isPositive().isLessThan(html.indexOf("☑ 首报"));
    assertThat(html)
        .contains("&lt;script&gt;", "第 2 版", first.digest(), last.digest())
        .contains("值班员乙", "带班领导", "电话、书面", "3 人", "13800000000")
        .doesNotContain("<script>", "逾期");
  }
}
