package org.campussentry.ingest.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.campussentry.ingest.coverage.Coverage;
import org.campussentry.ingest.coverage.Expectation;
import org.campussentry.ingest.coverage.ExpectationStore;
import org.campussentry.ingest.coverage.Expectations;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.instrument.Instrument;
import org.campussentry.ingest.instrument.InstrumentStore;
import org.campussentry.ingest.instrument.Instruments;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;

/** A cold store with one thermometer that is asked once a minute, and all that a ledger asks. */
final class ColdStore implements History, LedgerStore {
  static final PointId ID = new PointId("gw", "cold1.temperature");
  static final String AREA = "canteen-1/cold-store";
  static final Point POINT =
      new Point(ID, "main", AREA, "cold1", "temperature", "Cel", 60_000, false);

  final ZoneId zone;
  final Map<LocalDate, DayCounts> counts = new HashMap<>();
  final TreeMap<Long, Object> readings = new TreeMap<>();
  final List<Alert> alerts = new ArrayList<>();
  final List<AlertArchive.LateExcursion> late = new ArrayList<>();
  final List<HandValue> entries = new ArrayList<>();
  final Map<LedgerKey, List<LedgerVersion.Kept>> versions = new LinkedHashMap<>();
  final Instruments instruments;
  final List<Rule> rules = new ArrayList<>();
  Campus.Area area = new Campus.Area("冷库", "Cold", "catering");
  List<LocalTime> periods = List.of();
  private final Expectations expectations;

  ColdStore(ZoneId zone, LocalDate since) {
    this.zone = zone;
    expectations =
        new Expectations(
            campus(),
            new ExpectationStore() {
              @Override
              public List<Expectation> all() {
                return List.of();
              }

              @Override
              public void save(List<Expectation> changed) {}
            });
    instruments =
        new Instruments(
            new InstrumentStore() {
              @Override
              public List<Instrument> all() {
                return List.of();
              }

              @Override
              public void add(Instrument entry) {}
            },
            zone);
    expectations.onCatalog(
        new Catalog("main", "gw", "h", List.of(POINT)),
        since.atStartOfDay(zone).toInstant().toEpochMilli());
  }

  private Campus campus() {
    return new Campus(
        zone,
        Map.of("main", new Campus.Site("主校区", "Main", Map.of(AREA, area))),
        Map.of(),
        Map.of("gw", new Campus.Gateway("main", "gw", "gw")));
  }

  LedgerDesk desk() {
    LedgerMaker.Sources from =
        new LedgerMaker.Sources(
            campus(),
            new RuleBook(rules),
            id -> id.equals(ID) ? Optional.of(POINT) : Optional.empty(),
            new Coverage(
                campus(),
                expectations,
                day -> Map.of(ID, counts.getOrDefault(day, new DayCounts()))),
            this,
            (source, first, until, limit) ->
                alerts.stream()
                    .filter(a -> a.source().equals(source) && a.since() < until)
                    .toList(),
            limit -> late,
            instruments,
            Town.PEOPLE,
            () -> Town.ROSTER,
            this);
    LedgerPlan plan = new LedgerPlan(LedgerPlan.USUAL.quantities(), periods);
    return new LedgerDesk(new LedgerMaker(plan, from), from);
  }

  static LedgerKey key(Span span) {
    return new LedgerKey("main", AREA, Optional.empty(), span);
  }

  /** A value each minute; the last one comes before {@code until}. */
  void measure(Instant from, Instant until, double value, boolean isLate) {
    for (long t = from.toEpochMilli(); t < until.toEpochMilli(); t += 60_000) {
      readings.put(t, value);
      CampusDay day = CampusDay.containing(t, zone);
      DayCounts of = counts.computeIfAbsent(day.date(), d -> new DayCounts());
      if (isLate) {
        of.addLate(day.hour(t), 1);
      } else {
        of.addMeasured(day.hour(t), 1);
      }
    }
  }

  void fail(Instant from, Instant until, Reason reason) {
    for (long t = from.toEpochMilli(); t < until.toEpochMilli(); t += 60_000) {
      readings.put(t, reason);
      CampusDay day = CampusDay.containing(t, zone);
      counts
          .computeIfAbsent(day.date(), d -> new DayCounts())
          .addUnavailable(day.hour(t), reason, 1);
    }
  }

  @Override
  public void write(List<Sample> samples) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Bucket> buckets(Point point, long fromMs, long toMs, long bucketMs) {
    TreeMap<Long, List<Object>> cut = new TreeMap<>();
    readings
        .subMap(fromMs, toMs)
        .forEach(
            (t, said) ->
                cut.computeIfAbsent(Math.floorDiv(t, bucketMs) * bucketMs, k -> new ArrayList<>())
                    .add(said));
    List<Bucket> buckets = new ArrayList<>();
    cut.forEach(
        (start, all) -> {
          var values =
              all.stream()
                  .filter(Double.class::isInstance)
                  .mapToDouble(v -> (double) v)
                  .summaryStatistics();
          boolean any = values.getCount() > 0;
          buckets.add(
              new Bucket(
                  start,
                  values.getCount(),
                  all.size() - values.getCount(),
                  any ? values.getMin() : 0,
                  any ? values.getAverage() : 0,
                  any ? values.getMax() : 0));
        });
    return buckets;
  }

  @Override
  public List<Row> rows(Point point, long fromMs, long toMs, int limit) {
    throw new AssertionError("a ledger never asks for single readings");
  }

  @Override
  public void close() {}

  @Override
  public boolean add(LedgerVersion.Kept version) {
    // As a journal does: what is read again comes from the text.
    versions
        .computeIfAbsent(version.version().key(), k -> new ArrayList<>())
        .add(
            LedgerText.read(
                version.version().key(),
                version.version().arrived(),
                version.text(),
                version.digest()));
    return true;
  }

  @Override
  public List<LedgerVersion.Kept> versions(LedgerKey key) {
    return List.copyOf(versions.getOrDefault(key, List.of()));
  }

  @Override
  public List<Issued> issued(LocalDate from, LocalDate to, int limit) {
    return versions.entrySet().stream()
        .filter(e -> !e.getKey().span().last().isBefore(from))
        .filter(e -> !e.getKey().span().first().isAfter(to))
        .map(
            e -> {
              LedgerVersion.Kept last = e.getValue().get(e.getValue().size() - 1);
              return new Issued(
                  e.getKey(),
                  last.version().number(),
                  last.version().issuedAt(),
                  last.digest(),
                  last.version().arrived());
            })
        .toList();
  }

  @Override
  public void enter(String site, HandValue value) {
    entries.add(value);
  }

  @Override
  public List<HandValue> entries(PointId point, Instant from, Instant until) {
    return entries.stream().filter(e -> !e.at().isBefore(from) && e.at().isBefore(until)).toList();
  }
}
