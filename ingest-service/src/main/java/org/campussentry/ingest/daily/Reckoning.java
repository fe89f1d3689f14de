package org.campussentry.ingest.daily;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.campussentry.ingest.coverage.PointDay;
import org.campussentry.ingest.daily.DailyReport.Excursion;
import org.campussentry.ingest.daily.DailyReport.PointLine;
import org.campussentry.ingest.daily.DailyReport.Stretch;
import org.campussentry.ingest.disinfection.HandEntry;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.History.Bucket;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive.LateExcursion;
import org.campussentry.ingest.watch.AlertStep;
import org.campussentry.ingest.watch.Rule;

/** Works out what is to be said of a day. Thread-safe; the same evidence gives the same report. */
public final class Reckoning {
  private static final int LATE_MAX = 5_000;
  private static final int ROWS_MAX = 5_000;

  /** To have an instrument calibrated takes weeks. */
  private static final int REMIND_DAYS = 30;

  private static final double MINUTE_MS = 60_000;

  private final Evidence evidence;
  private final DailyReport.Limits limits;

  public Reckoning(Evidence evidence, DailyPlan plan) {
    this.evidence = evidence;
    this.limits = new DailyReport.Limits(plan.limit(), plan.criticalGap().toMillis());
  }

  /**
   * The report of a day, or of what has passed of it.
   *
   * @throws HistoryException when the store does not answer: rather no report than one that knows
   *     less
   */
  DailyReport of(LocalDate date, Instant now) throws HistoryException {
    CampusDay day = CampusDay.of(date, evidence.campus().timezone());
    List<Alert> alerts = evidence.alerts(day);
    Evidence.Points points = evidence.points(day, alerts, limits, now);
    DailyReport.Sum campus = PointProof.sum(points.lines());
    List<Excursion> excursions = excursions(alerts, day, points.coverage().untilMs());
    DailyReport.Entrance entrance = entrance(points, alerts, day);
    DailyReport.Disinfection disinfection = disinfection(day, now);
    boolean over = points.coverage().untilMs() >= day.endMs();
    boolean sufficient = over && isSufficient(points, entrance);
    return new DailyReport(
        date,
        Instant.ofEpochMilli(day.startMs()),
        Instant.ofEpochMilli(points.coverage().untilMs()),
        over,
        limits,
        verdict(campus, entrance, excursions, disinfection, sufficient),
        sufficient,
        campus,
        sites(points.lines()),
        areas(points.lines()),
        points.lines(),
        points.coverage().unknown(),
        points.unproven(),
        excursions,
        entrance,
        disinfection,
        responses(alerts, day),
        shifts(day),
        calibrations(points.lines(), day));
  }

  /** Of what measured when the day ended; a swap of the next day is no matter of this one. */
  private List<DailyReport.Calibration> calibrations(
      List<DailyReport.PointLine> lines, CampusDay day) {
    List<DailyReport.Calibration> due = new ArrayList<>();
    for (DailyReport.PointLine line : lines) {
      evidence
          .instrument(PointId.parse(line.id()), Instant.ofEpochMilli(day.endMs()))
          .filter(i -> i.due().stream().anyMatch(d -> !d.isAfter(day.date().plusDays(REMIND_DAYS))))
          .ifPresent(
              i ->
                  due.add(
                      new DailyReport.Calibration(
                          line.id(),
                          line.site(),
                          line.area(),
                          i.serial(),
                          i.due().orElseThrow(),
                          i.isOverdue(day.date()))));
    }
    due.sort(
        Comparator.comparing(DailyReport.Calibration::due)
            .thenComparing(DailyReport.Calibration::point));
    return due;
  }

  /** A zero is proven by each point, never by the mean. */
  private boolean isSufficient(Evidence.Points points, DailyReport.Entrance entrance) {
    return points.coverage().unknown().isEmpty()
        && !points.lines().isEmpty()
        && points.lines().stream().allMatch(p -> p.shortOf().isEmpty())
        && 100.0 * entrance.unmeasured()
            <= (100 - limits.percent()) * (entrance.measured() + entrance.unmeasured())
        && entrance.unseen().stream().allMatch(s -> s.lengthMs() <= limits.criticalGapMs());
  }

  private static Verdict verdict(
      DailyReport.Sum campus,
      DailyReport.Entrance entrance,
      List<Excursion> excursions,
      DailyReport.Disinfection disinfection,
      boolean sufficient) {
    boolean undone =
        disinfection.states().getOrDefault(Proof.State.MISSED.word(), 0) > 0
            || disinfection.states().getOrDefault(Proof.State.FAILED.word(), 0) > 0;
    if (entrance.fever() > 0 || undone || excursions.stream().anyMatch(e -> !e.maintained())) {
      return Verdict.EXCEPTIONS;
    }
    if (campus.measured() + campus.late() + entrance.measured() == 0) {
      return Verdict.NO_DATA;
    }
    return sufficient ? Verdict.CLEAN_ZERO : Verdict.ZERO_WITH_GAPS;
  }

  private List<DailyReport.SiteSum> sites(List<PointLine> lines) {
    Map<String, List<PointLine>> bySite = new LinkedHashMap<>();
    evidence.campus().sites().keySet().forEach(site -> bySite.put(site, new ArrayList<>()));
    lines.forEach(l -> bySite.computeIfAbsent(l.site(), s -> new ArrayList<>()).add(l));
    List<DailyReport.SiteSum> sites = new ArrayList<>();
    bySite.forEach((site, of) -> sites.add(new DailyReport.SiteSum(site, PointProof.sum(of))));
    return sites;
  }

  private static List<DailyReport.AreaSum> areas(List<PointLine> lines) {
    Map<String, Map<String, List<PointLine>>> byPlace =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    PointLine::site,
                    TreeMap::new,
                    Collectors.groupingBy(PointLine::area, TreeMap::new, Collectors.toList())));
    List<DailyReport.AreaSum> areas = new ArrayList<>();
    byPlace.forEach(
        (site, of) ->
            of.forEach(
                (area, list) ->
                    areas.add(new DailyReport.AreaSum(site, area, PointProof.sum(list)))));
    return areas;
  }

  private List<Excursion> excursions(List<Alert> alerts, CampusDay day, long until) {
    List<Excursion> found = new ArrayList<>();
    for (Alert alert : alerts) {
      boolean lasting = alert.kind() == Alert.Kind.THRESHOLD || alert.kind() == Alert.Kind.RATE;
      if (lasting || (alert.kind() == Alert.Kind.EVENT && day.contains(alert.since()))) {
        found.add(excursion(alert, day, until));
      }
    }
    for (LateExcursion late : evidence.alerts().lateExcursions(LATE_MAX)) {
      if (late.first() < day.endMs() && late.last() >= day.startMs()) {
        found.add(excursion(late, day));
      }
    }
    found.sort(Comparator.comparing(Excursion::from).thenComparing(Excursion::point));
    return found;
  }

  private static Excursion excursion(Alert alert, CampusDay day, long until) {
    boolean event = alert.kind() == Alert.Kind.EVENT;
    long end = event ? alert.since() : alert.endedAt().orElse(until);
    return new Excursion(
        event,
        alert.id(),
        alert.rule(),
        alert.source(),
        alert.site(),
        alert.area(),
        Instant.ofEpochMilli(alert.since()),
        Instant.ofEpochMilli(end),
        !event && alert.endedAt().isEmpty(),
        minutes(day, alert.since(), end),
        alert.value(),
        alert.limit(),
        alert.unit(),
        alert.late(),
        alert.outOfService(),
        alert.closed().or(alert::acknowledged).map(Alert.Mark::by).orElse(""),
        alert.closed().map(Alert.Mark::note).orElse(""));
  }

  private Excursion excursion(LateExcursion late, CampusDay day) {
    PointId id = PointId.parse(late.point());
    Optional<Point> point = evidence.known().apply(id);
    OptionalDouble limit =
        evidence
            .rules()
            .find(late.rule())
            .flatMap(Rule::limit)
            .map(l -> OptionalDouble.of(l.near(late.worst())))
            .orElse(OptionalDouble.empty());
    return new Excursion(
        point.stream().anyMatch(Point::event),
        "",
        late.rule(),
        late.point(),
        point.map(Point::site).orElse(""),
        point.map(Point::area).orElse(""),
        Instant.ofEpochMilli(late.first()),
        Instant.ofEpochMilli(late.last()),
        false,
        minutes(day, late.first(), late.last()),
        OptionalDouble.of(late.worst()),
        limit,
        point.map(Point::unit).orElse(""),
        true,
        false,
        "",
        "");
  }

  private static long minutes(CampusDay day, long from, long to) {
    long within = Math.min(day.endMs(), to) - Math.max(day.startMs(), from);
    return (long) Math.ceil(Math.max(0, within) / MINUTE_MS);
  }

  private DailyReport.Entrance entrance(Evidence.Points points, List<Alert> alerts, CampusDay day)
      throws HistoryException {
    long measured = 0;
    long fever = 0;
    long unavailable = 0;
    // What no rule looks at is no screening.
    List<PointDay> here =
        points.events().stream()
            .filter(p -> !evidence.limits(evidence.point(p)).isEmpty())
            .toList();
    Map<PointId, List<Bucket>> buckets = evidence.buckets(here, day, points.coverage().untilMs());
    for (PointDay of : here) {
      Point point = evidence.point(of);
      List<Rule> rules = evidence.limits(point);
      for (Bucket bucket : buckets.getOrDefault(of.point(), List.of())) {
        if (bucket.startMs() >= day.startMs()) {
          measured += bucket.measured();
          unavailable += bucket.unavailable();
          fever += beyond(point, rules, bucket);
        }
      }
    }
    List<Stretch> unseen = Evidence.silences(alerts, here, points.coverage().untilMs());
    return new DailyReport.Entrance(
        here.size(), measured, fever, unavailable, missed(points, day), unseen);
  }

  private OptionalLong missed(Evidence.Points points, CampusDay day) throws HistoryException {
    List<PointDay> counters =
        points.coverage().points().stream()
            .filter(p -> p.point().quantity().equals(PassedUnmeasured.QUANTITY))
            .toList();
    if (counters.isEmpty()) {
      return OptionalLong.empty();
    }
    Map<PointId, List<Bucket>> buckets =
        evidence.buckets(counters, day, points.coverage().untilMs());
    long missed = 0;
    for (PointDay counter : counters) {
      Point point = evidence.point(counter);
      missed +=
          PassedUnmeasured.rise(
              buckets.getOrDefault(counter.point(), List.of()),
              day.startMs(),
              bucket -> values(point, bucket));
    }
    return OptionalLong.of(missed);
  }

  /** Readings are read only where the highest or lowest of a bucket lies beyond. */
  private long beyond(Point point, List<Rule> rules, Bucket bucket) throws HistoryException {
    boolean any =
        bucket.measured() > 0 && (isBeyond(rules, bucket.max()) || isBeyond(rules, bucket.min()));
    if (!any) {
      return 0;
    }
    return values(point, bucket).stream().filter(value -> isBeyond(rules, value)).count();
  }

  private List<Double> values(Point point, Bucket bucket) throws HistoryException {
    long end = bucket.startMs() + PointProof.BUCKET_MS;
    return evidence.history().rows(point, bucket.startMs(), end, ROWS_MAX).stream()
        .filter(row -> row.reason().isEmpty())
        .map(History.Row::value)
        .toList();
  }

  private static boolean isBeyond(List<Rule> rules, double value) {
    return rules.stream().anyMatch(r -> r.valueLimit().orElseThrow().violatedBy(value));
  }

  private DailyReport.Disinfection disinfection(CampusDay day, Instant now) {
    Instant from = Instant.ofEpochMilli(day.startMs());
    Instant until = Instant.ofEpochMilli(day.endMs());
    List<Judged> slots = evidence.disinfection().slots(from, until, now);
    Map<String, Integer> states = new LinkedHashMap<>();
    List<DailyReport.SlotLine> exceptions = new ArrayList<>();
    for (Judged judged : slots) {
      Proof.State state = judged.proof().state();
      states.merge(state.word(), 1, Integer::sum);
      boolean due = !judged.slot().due().isAfter(now);
      if (state != Proof.State.VERIFIED && (due || state == Proof.State.FAILED)) {
        exceptions.add(exception(judged));
      }
    }
    return new DailyReport.Disinfection(slots.size(), states, exceptions);
  }

  private DailyReport.SlotLine exception(Judged judged) {
    List<HandEntry> entries = evidence.disinfection().store().entries(judged.slot().id());
    Optional<HandEntry> last =
        entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    return new DailyReport.SlotLine(
        judged.slot().id(),
        judged.slot().site(),
        judged.slot().area(),
        judged.slot().opens(),
        judged.slot().due(),
        judged.proof().state().word(),
        judged.proof().flaws().isEmpty() ? "" : judged.proof().flaws().get(0).word(),
        last.map(HandEntry::person).orElse(""),
        last.map(HandEntry::reason).orElse(""));
  }

  private DailyReport.Alerts responses(List<Alert> alerts, CampusDay day) {
    int critical = 0;
    int closed = 0;
    int count = 0;
    List<Long> waits = new ArrayList<>();
    for (Alert alert : alerts) {
      if (alert.activeAt().filter(day::contains).isPresent()) {
        count++;
        critical += alert.severity() == org.campussentry.ingest.watch.Severity.CRITICAL ? 1 : 0;
        closed += alert.state() == Alert.State.CLOSED ? 1 : 0;
        firstAcknowledged(alert).ifPresent(at -> waits.add(at - alert.activeAt().get()));
      }
    }
    waits.sort(Comparator.naturalOrder());
    OptionalLong median =
        waits.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(
                (waits.get((waits.size() - 1) / 2) + waits.get(waits.size() / 2)) / 2);
    return new DailyReport.Alerts(count, critical, waits.size(), closed, median);
  }

  private Optional<Long> firstAcknowledged(Alert alert) {
    if (alert.acknowledged().isEmpty()) {
      return Optional.empty();
    }
    return evidence.alerts().steps(alert.id()).stream()
        .filter(s -> s.kind() == AlertStep.Kind.ACKNOWLEDGED)
        .map(AlertStep::at)
        .filter(at -> at >= alert.activeAt().orElseThrow())
        .min(Comparator.naturalOrder());
  }

  private List<DailyReport.ShiftLine> shifts(CampusDay day) {
    return evidence
        .duty()
        .roster()
        .between(Instant.ofEpochMilli(day.startMs()), Instant.ofEpochMilli(day.endMs()))
        .stream()
        .map(
            s ->
                new DailyReport.ShiftLine(
                    s.name(),
                    s.site(),
                    s.from(),
                    s.until(),
                    s.who(Role.OFFICER).orElse(""),
                    s.who(Role.LEADER).orElse("")))
        .toList();
  }
}
