package org.campussentry.ingest.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.campussentry.ingest.coverage.Coverage;
import org.campussentry.ingest.coverage.PointDay;
import org.campussentry.ingest.coverage.PointHours;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.duty.Roster;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.instrument.Instrument;
import org.campussentry.ingest.instrument.Instruments;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive.LateExcursion;
import org.campussentry.ingest.watch.RuleBook;

/** Makes ledgers out of what the service knows now. Thread-safe. */
public final class LedgerMaker {
  /** What is younger may be on its way. */
  private static final long ON_ITS_WAY_MS = 10_000;

  private static final int ALERTS_MAX = 500;
  private static final Set<Alert.Kind> KINDS =
      Set.of(Alert.Kind.THRESHOLD, Alert.Kind.RATE, Alert.Kind.STUCK, Alert.Kind.NO_DATA);

  /** Where it looks. */
  public record Sources(
      Campus campus,
      RuleBook rules,
      Function<PointId, Optional<Point>> points,
      Coverage coverage,
      History history,
      Alerts alerts,
      IntFunction<List<LateExcursion>> late,
      Instruments instruments,
      People people,
      Supplier<Roster> roster,
      LedgerStore store) {}

  /** As {@code AlertStore.of}. */
  public interface Alerts {
    List<Alert> of(String source, long fromMs, long untilMs, int limit);
  }

  /**
   * What came of it.
   *
   * @param arrived how many readings of it have come
   */
  public record Made(Ledger ledger, long arrived) {}

  private final LedgerPlan plan;
  private final Sources from;

  public LedgerMaker(LedgerPlan plan, Sources from) {
    this.plan = plan;
    this.from = from;
  }

  ZoneId zone() {
    return from.campus().timezone();
  }

  /** Whether a point's account belongs into a ledger. */
  Predicate<PointDay> within(LedgerKey key) {
    return day -> day.expected().isPresent() && isOf(key, day.point(), day.site(), day.area());
  }

  boolean isOf(LedgerKey key, PointId point, String site, String area) {
    return key.point()
        .map(point::equals)
        .orElseGet(
            () ->
                site.equals(key.site())
                    && area.equals(key.area())
                    && plan.quantities().contains(point.quantity()));
  }

  /** How many readings have come of these days' points. */
  static long arrived(List<PointDay> days) {
    return days.stream()
        .map(PointDay::counts)
        .mapToLong(
            n ->
                n.measured()
                    + n.late()
                    + n.untimed()
                    + n.unavailable().values().stream().mapToLong(u -> u).sum())
        .sum();
  }

  /**
   * Makes one as far as its time has come.
   *
   * @throws HistoryException when the history does not answer
   */
  public Made make(LedgerKey key, Instant now) throws HistoryException {
    Map<PointId, Map<LocalDate, PointHours>> points = new TreeMap<>();
    List<PointDay> accounts = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(now, zone());
    for (LocalDate day : key.span().days()) {
      if (!day.isAfter(today)) {
        for (PointHours of : from.coverage().hours(day, now.toEpochMilli(), within(key))) {
          points.computeIfAbsent(of.day().point(), id -> new HashMap<>()).put(day, of);
          accounts.add(of.day());
        }
      }
    }
    List<LateExcursion> late = from.late().apply(ALERTS_MAX);
    List<Ledger.Sheet> sheets = new ArrayList<>();
    for (var one : points.entrySet()) {
      sheets.add(sheet(key, one.getKey(), one.getValue(), late, now));
    }
    Ledger ledger =
        new Ledger(
            key.site(),
            key.area(),
            key.point().map(PointId::toString),
            key.span().toString(),
            zone().toString(),
            siteName(key.site()),
            areaName(key),
            leaders(key),
            List.copyOf(sheets));
    return new Made(ledger, arrived(accounts));
  }

  private Ledger.Name siteName(String site) {
    Campus.Site known = from.campus().sites().get(site);
    return known == null ? new Ledger.Name(site, site) : name(known.name(), known.nameEn());
  }

  private Ledger.Name areaName(LedgerKey key) {
    Campus.Area area = from.campus().area(key.site(), key.area());
    return name(area.name(), area.nameEn());
  }

  private static Ledger.Name name(String zh, String en) {
    return new Ledger.Name(zh, en == null ? zh : en);
  }

  private List<String> leaders(LedgerKey key) {
    if (key.span().isMonth()) {
      return List.of();
    }
    Instant start = key.span().start(zone());
    return from.roster().get().between(start, key.span().end(zone())).stream()
        .filter(s -> s.site().isEmpty() || s.site().equals(key.site()))
        .flatMap(s -> s.who(Role.LEADER).stream())
        .distinct()
        .map(this::person)
        .toList();
  }

  private String person(String id) {
    return from.people().label(id);
  }

  private Ledger.Sheet sheet(
      LedgerKey key,
      PointId id,
      Map<LocalDate, PointHours> days,
      List<LateExcursion> late,
      Instant now)
      throws HistoryException {
    PointDay any = days.values().iterator().next().day();
    Point point =
        from.points()
            .apply(id)
            .orElseGet(
                () -> new Point(id, any.site(), any.area(), "", id.quantity(), "", 0, false));
    Instant start = key.span().start(zone());
    Instant end = key.span().end(zone());
    List<Period> periods = Period.of(key.span(), plan, zone());
    long width = Period.bucketMs(periods);
    long until = Math.min(end.toEpochMilli(), now.toEpochMilli());
    Limits limits = new Limits(from.rules().measured(point));
    Cells cells =
        new Cells(
            start.toEpochMilli() < until
                ? from.history().buckets(point, start.toEpochMilli(), until, width)
                : List.of(),
            width,
            limits,
            from.store().entries(id, start, end),
            now.toEpochMilli() - ON_ITS_WAY_MS);
    List<Cell> filled = periods.stream().map(p -> cell(key.span(), p, cells, days)).toList();
    return new Ledger.Sheet(
        id.toString(),
        point.quantity(),
        point.unit(),
        gauges(id, key.span()),
        limits.low(),
        limits.high(),
        limits.byHour(),
        filled,
        sum(filled, days),
        Cells.over(filled),
        excursions(id.toString(), start, end, late));
  }

  private Cell cell(Span span, Period period, Cells cells, Map<LocalDate, PointHours> days) {
    CampusDay day = CampusDay.containing(period.fromMs(), zone());
    Optional<PointHours> account = Optional.ofNullable(days.get(day.date()));
    return span.isMonth()
        ? cells.ofDay(period, account.map(PointHours::day))
        : cells.ofHours(period, day.startMs(), account);
  }

  /** By the account of whole days, which knows of what came without a time. */
  private static Cell.Account sum(List<Cell> cells, Map<LocalDate, PointHours> days) {
    Cell.Account sum =
        cells.stream().map(Cell::account).reduce(Cell.Account.NOTHING, Cell.Account::plus);
    long late = 0;
    long untimed = 0;
    long missing = 0;
    long expected = 0;
    for (PointHours of : days.values()) {
      late += of.day().counts().late();
      untimed += of.day().counts().untimed();
      missing += of.day().missing();
      expected += of.day().expected().orElse(0L);
    }
    return new Cell.Account(expected, sum.measured(), late, sum.unavailable(), untimed, missing);
  }

  private List<Ledger.Gauge> gauges(PointId id, Span span) {
    Instant start = span.start(zone());
    Instant end = span.end(zone());
    List<Instrument> entries = from.instruments().history(id);
    List<Ledger.Gauge> gauges = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Instrument entry = entries.get(i);
      Instant until = i + 1 < entries.size() ? entries.get(i + 1).since() : end;
      if (entry.since().isBefore(end) && until.isAfter(start)) {
        Instant last = until.isBefore(end) ? until : end.minusMillis(1);
        gauges.add(
            new Ledger.Gauge(
                entry.serial(),
                entry.since().toEpochMilli(),
                entry.calibrated().map(LocalDate::toString),
                entry.due().map(LocalDate::toString),
                entry.offset(),
                entry.certificate(),
                entry.isOverdue(LocalDate.ofInstant(last, zone()))));
      }
    }
    return gauges;
  }

  private List<Ledger.Excursion> excursions(
      String point, Instant start, Instant end, List<LateExcursion> late) {
    long first = start.toEpochMilli();
    long until = end.toEpochMilli();
    List<Ledger.Excursion> found = new ArrayList<>();
    from.alerts().of(point, first, until, ALERTS_MAX).stream()
        .filter(alert -> KINDS.contains(alert.kind()))
        .forEach(alert -> found.add(excursion(alert)));
    late.stream()
        .filter(of -> of.point().equals(point) && of.first() < until && of.last() >= first)
        .forEach(of -> found.add(excursion(of)));
    found.sort(Comparator.comparingLong(Ledger.Excursion::sinceMs));
    return List.copyOf(found);
  }

  private Ledger.Excursion excursion(Alert alert) {
    Optional<Alert.Mark> mark = alert.closed().or(alert::acknowledged);
    return new Ledger.Excursion(
        alert.id(),
        alert.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        alert.since(),
        alert.endedAt(),
        alert.value(),
        alert.limit(),
        alert.closed().map(Alert.Mark::note).orElse(""),
        mark.map(m -> person(m.by())).orElse(""),
        alert.late());
  }

  /** It woke nobody, so nobody handled it. */
  private static Ledger.Excursion excursion(LateExcursion late) {
    return new Ledger.Excursion(
        "",
        "threshold",
        late.first(),
        Optional.of(late.last()),
        OptionalDouble.of(late.worst()),
        OptionalDouble.empty(),
        "",
        "",
        true);
  }
}
