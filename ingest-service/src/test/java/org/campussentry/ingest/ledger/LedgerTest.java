package org.campussentry.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.instrument.Instrument;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.Hours;
import org.campussentry.ingest.watch.Limit;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.Scope;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.Test;

/** Cells, versions and their differences, what people enter; on a clock that is moved. */
class LedgerTest {
  private static final ZoneId SHANGHAI = Town.SHANGHAI;
  private static final LocalDate DAY = Town.MONDAY;
  private static final Span SPAN = Span.day(DAY);
  private static final LedgerKey KEY = ColdStore.key(SPAN);
  private static final Instant START = SPAN.start(SHANGHAI);
  private static final Instant END = SPAN.end(SHANGHAI);
  private static final Instant NEXT_MORNING = END.plus(Duration.ofHours(8));
  private static final LedgerDesk.Signed SIGNED = new LedgerDesk.Signed("值班员甲", "值班员乙", "admin");

  private final ColdStore store = new ColdStore(SHANGHAI, DAY.minusDays(40));

  private static Instant hour(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  private static Rule limit(double above, Hours hours) {
    return new Rule(
        "warm",
        new Rule.Words("", "", "关门", "", ""),
        Scope.of("temperature", "**"),
        new Rule.Value(new Limit.Threshold(Limit.Direction.ABOVE, above, 0.5)),
        Rule.Delays.NONE,
        hours,
        Severity.CRITICAL,
        new Rule.Basis("", ""),
        true);
  }

  private Ledger.Sheet sheet(Instant now) throws HistoryException {
    return store.desk().make(KEY, now).ledger().sheets().get(0);
  }

  private LedgerView view(boolean english) throws HistoryException {
    Ledger ledger = store.desk().make(KEY, NEXT_MORNING).ledger();
    return new LedgerWriter(english, store.zone).draft(KEY, ledger, List.of(), NEXT_MORNING);
  }

  @Test
  void a_clean_day_is_measured_in_each_hour() throws HistoryException {
    store.measure(START, END, 3.4, false);
    store.rules.add(limit(8, Hours.ALWAYS));
    Ledger.Sheet sheet = sheet(NEXT_MORNING);
    assertThat(sheet.cells()).hasSize(24).extracting(Cell::state).containsOnly(Cell.State.MEASURED);
    assertThat(sheet.cells()).extracting(Cell::label).startsWith("00:00").endsWith("23:00");
    assertThat(sheet.values()).contains(new Cell.Values(3.4, 3.4, 3.4));
    assertThat(sheet.sum().expected()).isEqualTo(1440);
    assertThat(sheet.sum().lacking()).hasValue(0);
    assertThat(sheet.high()).hasValue(8);
    assertThat(sheet.low()).isEmpty();
    assertThat(store.desk().make(KEY, NEXT_MORNING).ledger().leaders()).containsExactly("带班领导");
    assertThat(view(false).parts().get(0).rows().get(8).texts())
        .containsExactly("08:00", "3.4", "3.4", "3.4", "", "已测", "0.0%", "");
  }

  @Test
  void a_gap_says_why_and_is_neither_blank_nor_zero() throws HistoryException {
    store.measure(START, hour(2), 3.4, false);
    store.fail(hour(2), hour(3), Reason.TIMEOUT);
    store.measure(hour(4), END, 3.4, false);
    List<LedgerView.Row> rows = view(false).parts().get(0).rows();
    assertThat(rows.get(2).texts())
        .containsExactly("02:00", "缺", "缺", "缺", "", "缺：设备无应答 60 条", "100.0%", "");
    assertThat(rows.get(3).texts())
        .containsExactly("03:00", "缺", "缺", "缺", "", "缺：未收到 60 条", "100.0%", "");
    assertThat(rows.get(24).texts())
        .containsExactly(
            "全天", "3.4", "3.4", "3.4", "", "应有 1440 条，实有 1320 条；设备无应答 60 条；未收到 60 条", "8.3%", "0");
    assertThat(view(true).parts().get(0).rows().get(2).texts())
        .contains("missing", "missing: 60 without answer of the device");
  }

  @Test
  void a_value_beyond_its_limit_is_marked_in_the_hours_of_the_limit_alone()
      throws HistoryException {
    store.measure(START, hour(10), 9, false);
    store.measure(hour(10), END, 3, false);
    store.rules.add(
        limit(8, new Hours(SHANGHAI, Set.of(), LocalTime.of(6, 0), LocalTime.of(9, 0), List.of())));
    Ledger.Sheet sheet = sheet(NEXT_MORNING);
    assertThat(sheet.limitsByHour()).isTrue();
    assertThat(sheet.cells().stream().filter(Cell::over).map(Cell::label))
        .containsExactly("06:00", "07:00", "08:00");
    assertThat(view(false).parts().get(0).rows().get(6).texts()).contains("↑");
  }

  @Test
  void what_has_not_come_yet_is_not_missing() throws HistoryException {
    store.measure(START, hour(5), 3.4, false);
    assertThat(sheet(hour(5).plusSeconds(30)).cells())
        .extracting(Cell::state)
        .startsWith(Cell.State.MEASURED)
        .endsWith(Cell.State.PENDING)
        .doesNotContain(Cell.State.MISSING);
    assertThat(store.desk().issue(KEY, SIGNED, hour(5)))
        .isEqualTo(
            new LedgerDesk.Refused(
                "2026-11-23 is not over; its ledger is issued when it is, and shown until then"));
  }

  @Test
  void late_data_make_a_new_version_that_shows_what_became_of_each_cell() throws HistoryException {
    store.measure(START, hour(2), 3.4, false);
    store.measure(hour(3), END, 3.4, false);
    LedgerDesk desk = store.desk();
    var first = (LedgerDesk.Issued) desk.issue(KEY, SIGNED, NEXT_MORNING);
    assertThat(desk.issue(KEY, SIGNED, NEXT_MORNING))
        .isEqualTo(new LedgerDesk.Refused("version 1 says the same; nothing is new"));
    assertThat(desk.round(NEXT_MORNING)).isZero();

    store.measure(hour(2), hour(3), 5, true);
    Instant came = NEXT_MORNING.plusSeconds(60);
    desk.onReadings(List.of(new Reading.Measured(ColdStore.ID, hour(2).toEpochMilli(), 5)), came);
    assertThat(desk.round(came.plusSeconds(1))).as("perhaps more is on its way").isZero();
    assertThat(desk.round(came.plusSeconds(60))).isEqualTo(1);
    assertThat(desk.round(came.plusSeconds(120))).isZero();

    List<LedgerVersion.Kept> versions = store.versions(KEY);
    LedgerVersion.Kept second = versions.get(1);
    assertThat(versions.get(0)).isEqualTo(first.version());
    assertThat(second.version().cause()).isEqualTo(LedgerVersion.Cause.LATE_DATA);
    assertThat(second.version().previous()).isEqualTo(versions.get(0).digest());
    assertThat(versions).allMatch(LedgerVersion.Kept::isIntact);
    Cell late = second.version().ledger().sheets().get(0).cells().get(2);
    assertThat(late.state()).isEqualTo(Cell.State.LATE);
    assertThat(late.account().late()).isEqualTo(60);
    List<Change> changes =
        Change.between(versions.get(0).version().ledger(), second.version().ledger());
    assertThat(new LedgerWriter(false, SHANGHAI).issued(second, changes).changes())
        .containsExactly("gw:cold1.temperature 02:00：缺：未收到 60 条 → 5.0/5.0/5.0 已测，含迟到 60 条");
  }

  @Test
  void a_restart_forgets_nothing_that_came_late() throws HistoryException {
    store.measure(START, hour(2), 3.4, false);
    store.desk().issue(KEY, SIGNED, NEXT_MORNING);
    store.measure(hour(2), END, 3.4, true);
    assertThat(store.desk().round(NEXT_MORNING.plusSeconds(5))).isEqualTo(1);
  }

  @Test
  void a_changed_text_is_found() throws HistoryException {
    store.measure(START, END, 3.4, false);
    store.desk().issue(KEY, SIGNED, NEXT_MORNING);
    LedgerVersion.Kept kept = store.versions(KEY).get(0);
    String other = kept.text().replaceFirst("3\\.4", "3.5");
    assertThat(LedgerText.read(KEY, 0, other, kept.digest()).isIntact()).isFalse();
  }

  private static HandValue hand(Instant at, double value) {
    return new HandValue(ColdStore.ID, at, value, "传感器故障", "值班员甲", "admin", at.plusSeconds(60));
  }

  @Test
  void what_a_person_read_is_marked_and_in_no_figure() throws HistoryException {
    store.measure(START, hour(6), 3.4, false);
    LedgerDesk desk = store.desk();
    desk.issue(KEY, SIGNED, NEXT_MORNING);
    assertThat(desk.enter(ColdStore.POINT, hand(hour(8), 30), NEXT_MORNING)).isEmpty();
    Ledger.Sheet sheet = sheet(NEXT_MORNING);
    Cell cell = sheet.cells().get(8);
    assertThat(cell.state()).isEqualTo(Cell.State.MISSING);
    assertThat(cell.values()).isEmpty();
    assertThat(cell.hand()).extracting(Cell.Hand::value).containsExactly(30.0);
    assertThat(sheet.values().orElseThrow().max()).isEqualTo(3.4);
    assertThat(sheet.sum().measured()).isEqualTo(360);
    assertThat(view(false).parts().get(0).rows().get(8).texts())
        .contains("缺", "08:00 30.0 (值班员甲, 2026-11-23 08:01, 传感器故障)");
    assertThat(store.versions(KEY).get(1).version().cause())
        .isEqualTo(LedgerVersion.Cause.HAND_ENTRY);

    assertThat(desk.enter(ColdStore.POINT, hand(hour(5), 3), NEXT_MORNING).orElseThrow())
        .contains("the sensor itself measured");
    assertThat(desk.enter(ColdStore.POINT, hand(NEXT_MORNING.plusSeconds(1), 3), NEXT_MORNING))
        .contains("'time' lies in the future; enter what was read");
    assertThat(store.entries).hasSize(1);
  }

  private void instrument(String serial, Instant since, LocalDate due) {
    assertThat(
            store.instruments.record(
                new Instrument(
                    ColdStore.ID,
                    since,
                    serial,
                    Optional.of(due.minusYears(1)),
                    Optional.of(due),
                    OptionalDouble.of(-0.2),
                    "RZ-1",
                    "",
                    "officer-a",
                    "admin",
                    NEXT_MORNING)))
        .isEmpty();
  }

  @Test
  void the_instruments_of_that_time_are_named_with_an_expired_calibration_and_an_offset()
      throws HistoryException {
    store.measure(START, END, 3.4, false);
    assertThat(view(false).parts().get(0).facts()).contains(new LedgerView.Fact("仪器编号", "未登记"));
    instrument("A-1", hour(-48), DAY.minusDays(1));
    instrument("B-2", hour(12), DAY.plusYears(1));
    instrument("C-3", END, DAY.plusYears(1));
    assertThat(view(false).parts().get(0).facts())
        .contains(
            new LedgerView.Fact("仪器编号", "A-1；B-2"),
            new LedgerView.Fact("校准有效期", "2026-11-22 × 过期；2027-11-23"),
            new LedgerView.Fact("证书偏差（未计入读数）", "-0.20 ℃；-0.20 ℃"));
    assertThat(sheet(NEXT_MORNING).values()).contains(new Cell.Values(3.4, 3.4, 3.4));
  }

  @Test
  void an_excursion_tells_what_was_done_and_by_whom() throws HistoryException {
    store.measure(START, END, 3.4, false);
    store.alerts.add(Town.alert(Severity.CRITICAL, hour(2)));
    store.late.add(
        new AlertArchive.LateExcursion(
            "warm", ColdStore.ID.toString(), hour(4).toEpochMilli(), hour(5).toEpochMilli(), 9.5));
    List<List<String>> said = view(false).parts().get(0).excursions();
    assertThat(said.get(said.size() - 1))
        .containsExactly("2026-11-23 04:00", "60", "超限", "9.5", "–", "补传数据中发现，当时未通知任何人", "");
  }

  @Test
  void days_of_23_and_25_hours_have_as_many_cells() throws HistoryException {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    for (var one :
        List.of(
            new Object[] {LocalDate.of(2026, 3, 29), 23},
            new Object[] {LocalDate.of(2026, 10, 25), 25})) {
      LocalDate day = (LocalDate) one[0];
      ColdStore there = new ColdStore(berlin, day.minusDays(3));
      Span span = Span.day(day);
      there.measure(span.start(berlin), span.end(berlin), 3.4, false);
      Instant later = span.end(berlin).plusSeconds(3600);
      Ledger.Sheet sheet = there.desk().make(ColdStore.key(span), later).ledger().sheets().get(0);
      assertThat(sheet.cells()).hasSize((int) one[1]).allMatch(c -> c.account().measured() == 60);
      assertThat(sheet.cells()).extracting(Cell::label).doesNotHaveDuplicates();
    }
    ColdStore month = new ColdStore(berlin, LocalDate.of(2026, 10, 1));
    Span october = Span.month(YearMonth.of(2026, 10));
    month.measure(october.start(berlin), october.end(berlin), 3.4, false);
    Ledger.Sheet sheet =
        month
            .desk()
            .make(ColdStore.key(october), october.end(berlin).plusSeconds(3600))
            .ledger()
            .sheets()
            .get(0);
    assertThat(sheet.cells()).hasSize(31).extracting(Cell::state).containsOnly(Cell.State.MEASURED);
    assertThat(sheet.cells().get(24).account().expected()).isEqualTo(1500);
    assertThat(sheet.cells().get(24).label()).isEqualTo("10-25");
  }

  @Test
  void a_day_has_the_periods_that_the_campus_wants() throws HistoryException {
    store.periods = List.of(LocalTime.MIDNIGHT, LocalTime.of(6, 0), LocalTime.of(17, 0));
    store.measure(START, hour(6), 3, false);
    store.measure(hour(6), END, 4, false);
    Ledger.Sheet sheet = sheet(NEXT_MORNING);
    assertThat(sheet.cells()).extracting(Cell::label).containsExactly("00:00", "06:00", "17:00");
    assertThat(sheet.cells().get(1).account().expected()).isEqualTo(660);
    assertThat(sheet.cells().get(2).values()).contains(new Cell.Values(4, 4, 4));
  }

  @Test
  void a_month_knows_days_on_which_the_point_was_not_there() throws HistoryException {
    ColdStore young = new ColdStore(SHANGHAI, LocalDate.of(2026, 10, 30));
    Span october = Span.month(YearMonth.of(2026, 10));
    young.measure(
        LocalDate.of(2026, 10, 30).atStartOfDay(SHANGHAI).toInstant(),
        october.end(SHANGHAI),
        3,
        false);
    List<Cell> cells =
        young.desk().make(ColdStore.key(october), NEXT_MORNING).ledger().sheets().get(0).cells();
    assertThat(cells.get(28).state()).isEqualTo(Cell.State.UNEXPECTED);
    assertThat(cells.get(29).state()).isEqualTo(Cell.State.MEASURED);
  }

  @Test
  void names_are_text_on_paper_whatever_is_in_them() throws HistoryException {
    store.area = new Campus.Area("<b>冷库</b>" + "很长的名字".repeat(30), "Cold & \"co\"", "catering");
    store.measure(START, END, 3.4, false);
    String html = new LedgerForms().html(view(false));
    assertThat(html).contains("&lt;b&gt;冷库&lt;/b&gt;").doesNotContain("<b>冷库");
    assertThat(new LedgerForms().html(view(true)))
        .contains("Cold &amp; &quot;co&quot;", "<html lang=\"en\">");
  }
}
