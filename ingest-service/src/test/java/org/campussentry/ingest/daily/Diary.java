package org.campussentry.ingest.daily;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.campussentry.ingest.coverage.Coverage;
import org.campussentry.ingest.coverage.Expectations;
import org.campussentry.ingest.disinfection.DisinfectionDesk;
import org.campussentry.ingest.disinfection.Schedule;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.DutyPlan;
import org.campussentry.ingest.duty.Holidays;
import org.campussentry.ingest.duty.MaintenanceWindow;
import org.campussentry.ingest.duty.Policies;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.duty.Roster;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.history.MemorySeries;
import org.campussentry.ingest.instrument.Instrument;
import org.campussentry.ingest.instrument.Instruments;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Hours;
import org.campussentry.ingest.watch.Limit;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Scope;
import org.campussentry.ingest.watch.Severity;

/**
 * A small campus whose days are told by minutes: a cold store under a critical rule, twenty-four
 * rooms without one, a thermometer at the gate. With a real journal, on a clock that is moved.
 */
public final class Diary implements AutoCloseable {
  public static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  public static final PointId COLD = new PointId("gw", "cold1.temperature");
  public static final PointId GATE = new PointId("gw", "gate1.body_temperature");
  static final int ROOMS = 24;
  private static final long MINUTE_MS = 60_000;

  final ZoneId zone;
  final MemorySeries history = new MemorySeries();
  final List<String> told = new ArrayList<>();
  Journal journal;
  public DailyDesk desk;
  DutyDesk duty;
  Instruments instruments;
  Campus campus;
  boolean storeIsAway;

  /** How often single readings were asked for. */
  int readings;

  private final Path folder;
  private final Map<LocalDate, Map<PointId, DayCounts>> counts = new HashMap<>();
  private final List<Point> points = new ArrayList<>();
  private RuleBook rules;
  private Expectations expectations;

  public Diary(Path folder) {
    this(folder, Town.SHANGHAI, "gw");
  }

  Diary(Path folder, ZoneId zone, String... gateways) {
    this.folder = folder;
    this.zone = zone;
    Map<String, Campus.Gateway> listed = new HashMap<>();
    Arrays.asList(gateways).forEach(g -> listed.put(g, new Campus.Gateway("main", g, g)));
    campus =
        new Campus(
            zone,
            Map.of(
                "main",
                new Campus.Site(
                    "校本部",
                    "Main campus",
                    Map.of(
                        "canteen-1/cold-store", new Campus.Area("冷库", "Cold store", "catering"),
                        "dorm-3", new Campus.Area("三号宿舍", "Dormitory 3", null),
                        "gate", new Campus.Area("南门", "South gate", null)))),
            Map.of(),
            listed);
    points.add(point(COLD, "canteen-1/cold-store", "temperature", MINUTE_MS));
    points.add(point(GATE, "gate", "body_temperature", 0));
    for (int i = 1; i <= ROOMS; i++) {
      points.add(point(room(i), "dorm-3", "temperature", MINUTE_MS));
    }
    rules =
        new RuleBook(
            List.of(
                rule("cold", "temperature", "**/cold-store", 8),
                rule("fever", "body_temperature", "gate", 37.3)));
    start();
  }

  static PointId room(int number) {
    return new PointId("gw", "room" + number + ".temperature");
  }

  private static Point point(PointId id, String area, String quantity, long everyMs) {
    return new Point(id, "main", area, "d", quantity, "Cel", everyMs, everyMs == 0);
  }

  private static Rule rule(String id, String quantity, String area, double above) {
    return new Rule(
        id,
        new Rule.Words(
            id.equals("cold") ? "冷库温度高" : "发热",
            id.equals("cold") ? "Cold store too warm" : "Fever",
            "处理",
            "act",
            ""),
        Scope.of(quantity, area),
        new Rule.Value(new Limit.Threshold(Limit.Direction.ABOVE, above, 0.5)),
        Rule.Delays.NONE,
        Hours.ALWAYS,
        Severity.CRITICAL,
        new Rule.Basis("", ""),
        true);
  }

  private void start() {
    journal = Journal.open(folder, Sites.ALL);
    expectations = new Expectations(campus, journal.expectations());
    expectations.onCatalog(new Catalog("main", "gw", "h", points), 0);
    Coverage coverage =
        new Coverage(campus, expectations, date -> counts.getOrDefault(date, Map.of()));
    Roster roster =
        new Roster(
            zone,
            List.of(Town.DAY, Town.NIGHT),
            List.of(
                Town.rota("day", Role.OFFICER, "officer-a"),
                Town.rota("night", Role.OFFICER, "officer-b"),
                Town.rota("day", Role.LEADER, "leader"),
                Town.rota("night", Role.LEADER, "leader")),
            Holidays.NONE);
    DutyPlan plan = new DutyPlan(Town.PEOPLE, roster, Policies.NONE, List.of("main"));
    duty = new DutyDesk(plan, journal.duty(), at(0, 0));
    instruments = new Instruments(journal.instruments(), zone);
    DisinfectionDesk disinfection =
        new DisinfectionDesk(
            Schedule.none(zone),
            new org.campussentry.ingest.disinfection.Readings() {
              @Override
              public Optional<List<Reading>> of(PointId point, Instant from, Instant until) {
                return Optional.of(List.of());
              }

              @Override
              public Optional<Long> periodMs(PointId point) {
                return Optional.empty();
              }
            },
            journal.disinfection());
    DailyPlan daily =
        new DailyPlan(LocalTime.of(7, 30), LocalTime.of(8, 30), true, 95, Duration.ofMinutes(15));
    Evidence evidence =
        new Evidence(
            campus,
            coverage,
            guarded(),
            id -> points.stream().filter(p -> p.id().equals(id)).findFirst(),
            rules,
            journal.alerts(),
            instruments,
            duty,
            disinfection);
    desk =
        new DailyDesk(
            new Reckoning(evidence, daily),
            journal.daily(),
            new DailyText(zone),
            daily,
            new DailyCalls(campus, Town.PEOPLE, daily),
            duty,
            Sites.ALL);
  }

  private org.campussentry.ingest.history.History guarded() {
    return (org.campussentry.ingest.history.History)
        java.lang.reflect.Proxy.newProxyInstance(
            Diary.class.getClassLoader(),
            new Class<?>[] {org.campussentry.ingest.history.History.class},
            (proxy, method, arguments) -> {
              if (storeIsAway) {
                throw new HistoryException(HistoryException.Kind.UNAVAILABLE, "away", null);
              }
              readings += method.getName().equals("rows") ? 1 : 0;
              return method.invoke(history, arguments);
            });
  }

  void restart() {
    journal.close();
    start();
  }

  /** On the day of the diary; more hours than 24 lie in the next one. */
  public Instant at(int hour, int minute) {
    return DAY.plusDays(hour / 24).atTime(hour % 24, minute).atZone(zone).toInstant();
  }

  /** What all measured on a day, but for what is left out. */
  public interface LeftOut {
    boolean is(PointId point, Instant time);
  }

  public void day(LocalDate date, LeftOut leftOut) throws HistoryException {
    CampusDay day = CampusDay.of(date, zone);
    List<Sample> samples = new ArrayList<>();
    for (Point point : points) {
      for (long time = day.startMs(); !point.event() && time < day.endMs(); time += MINUTE_MS) {
        if (!leftOut.is(point.id(), Instant.ofEpochMilli(time))) {
          samples.add(measured(point, time, 4));
          count(point.id(), time).addMeasured(day.hour(time), 1);
        }
      }
    }
    history.write(samples);
  }

  private static Sample measured(Point point, long time, double value) {
    return new Sample(point, new Reading.Measured(point.id(), time, value), "");
  }

  private DayCounts count(PointId point, long time) {
    return counts
        .computeIfAbsent(CampusDay.containing(time, zone).date(), d -> new HashMap<>())
        .computeIfAbsent(point, p -> new DayCounts());
  }

  /** A clean day with ten people at the gate. */
  public void cleanDay() throws HistoryException {
    day(DAY, (point, time) -> false);
    people(10, 36.5);
  }

  public void people(int number, double temperature) throws HistoryException {
    Point gate = points.get(1);
    for (int i = 0; i < number; i++) {
      long time = at(7, 0).toEpochMilli() + i * 20_000L + (temperature > 37 ? 5_000 : 0);
      history.write(List.of(measured(gate, time, temperature)));
      count(GATE, time).addMeasured(CampusDay.containing(time, zone).hour(time), 1);
    }
  }

  /** A counter of people without a temperature at the gate, minute by minute of the day. */
  void counter(IntToDoubleFunction ofMinute) throws HistoryException {
    PointId id = new PointId("gw", "gate1.missed_crossings");
    Point counter = point(id, "gate", id.quantity(), MINUTE_MS);
    points.add(counter);
    expectations.onCatalog(new Catalog("main", "gw", "h2", points), at(0, 0).toEpochMilli());
    for (int minute = 0; minute < 24 * 60; minute++) {
      long time = at(0, 0).toEpochMilli() + minute * MINUTE_MS;
      history.write(List.of(measured(counter, time, ofMinute.applyAsDouble(minute))));
      count(id, time).addMeasured(CampusDay.containing(time, zone).hour(time), 1);
    }
  }

  /** What was left out comes after all. */
  public void late(PointId id, Instant from, Instant until) throws HistoryException {
    Point point = points.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    for (Instant t = from; t.isBefore(until); t = t.plusMillis(MINUTE_MS)) {
      long time = t.toEpochMilli();
      history.write(List.of(measured(point, time, 4)));
      count(id, time).addLate(CampusDay.containing(time, zone).hour(time), 1);
    }
  }

  /** Answers without a value. */
  void unavailable(PointId id, Instant from, Instant until) throws HistoryException {
    Point point = points.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    for (Instant t = from; t.isBefore(until); t = t.plusMillis(MINUTE_MS)) {
      long time = t.toEpochMilli();
      Reading reading = new Reading.Unavailable(id, time, Reason.TIMEOUT);
      history.write(List.of(new Sample(point, reading, "")));
      int hour = CampusDay.containing(time, zone).hour(time);
      count(id, time).addUnavailable(hour, Reason.TIMEOUT, 1);
    }
  }

  void calibrated(PointId point, LocalDate due) {
    Instant since = at(0, 0).minus(Duration.ofDays(400));
    instruments.record(
        new Instrument(
            point,
            since,
            "sn-1",
            Optional.of(due.minusYears(1)),
            Optional.of(due),
            OptionalDouble.empty(),
            "",
            "",
            "officer-a",
            "admin",
            at(0, 0)));
  }

  void maintained(PointId point, Instant from, Instant until) {
    MaintenanceWindow.Target at = new MaintenanceWindow.AtPoint(point);
    duty.store().plan(new MaintenanceWindow("m1", "main", at, "除霜", from, until, "admin"));
  }

  /** Keeps an alert of a point. */
  public void alert(
      PointId point,
      Alert.Kind kind,
      double limit,
      double value,
      Instant from,
      Optional<Instant> until,
      Alert.Handling handling) {
    long began = from.toEpochMilli();
    journal
        .alerts()
        .save(
            new Alert(
                kind + "-" + began,
                kind == Alert.Kind.EVENT ? "fever" : "cold",
                kind == Alert.Kind.GATEWAY ? point.gateway() : point.toString(),
                "main",
                "canteen-1/cold-store",
                "temperature",
                "Cel",
                Severity.CRITICAL,
                kind,
                OptionalDouble.of(limit),
                false,
                new Alert.Course(
                    handling.closed().isPresent() ? Alert.State.CLOSED : Alert.State.ACTIVE,
                    OptionalDouble.of(value),
                    "",
                    began,
                    Optional.of(began),
                    Optional.empty(),
                    until.map(Instant::toEpochMilli),
                    1),
                handling));
  }

  void round(Instant now) {
    desk.round(now, (alert, call) -> told.add(call.person().orElse("everybody")));
  }

  /** The service was there on the day, and the morning after it. */
  public DailyDay made() {
    round(at(9, 0));
    round(at(31, 31));
    return desk.day(DAY).orElseThrow();
  }

  /** Three people stand for the last version. */
  public void confirmed(String reason) {
    int version = desk.day(DAY).orElseThrow().last().number();
    desk.enter(DAY, new DailyDay.Entered(0, 0, "officer-a"), "admin", at(32, 0));
    desk.sign(DAY, DailyStep.Kind.RECORDED, version, "officer-a", reason, "admin", at(32, 2));
    desk.sign(DAY, DailyStep.Kind.REVIEWED, version, "officer-b", "", "admin", at(32, 9));
    desk.sign(DAY, DailyStep.Kind.SIGNED, version, "leader", "", "admin", at(32, 20));
  }

  public DailyDocument document(DailyDay.Version version, boolean english) {
    DailyDay day = desk.day(DAY).orElseThrow();
    Optional<DailyWriter.Before> before =
        day.versions().stream()
            .filter(v -> v.number() == version.number() - 1)
            .findFirst()
            .map(v -> new DailyWriter.Before(v, desk.report(v)));
    return new DailyWriter(campus, Town.PEOPLE, rules)
        .write(version, desk.report(version), before, english);
  }

  @Override
  public void close() {
    journal.close();
  }
}
