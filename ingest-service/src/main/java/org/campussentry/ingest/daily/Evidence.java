package org.campussentry.ingest.daily;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.campussentry.ingest.coverage.Coverage;
import org.campussentry.ingest.coverage.DayCoverage;
import org.campussentry.ingest.coverage.PointDay;
import org.campussentry.ingest.daily.DailyReport.PointLine;
import org.campussentry.ingest.daily.DailyReport.Stretch;
import org.campussentry.ingest.daily.DailyReport.Why;
import org.campussentry.ingest.disinfection.DisinfectionDesk;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.MaintenanceWindow;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.History.Bucket;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.instrument.Instrument;
import org.campussentry.ingest.instrument.Instruments;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.AlertStep;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Severity;

/**
 * Where what a report says is found. Thread-safe; each question reads journal and store.
 *
 * @param known a point as it was declared last
 */
public record Evidence(
    Campus campus,
    Coverage coverage,
    History history,
    Function<PointId, Optional<Point>> known,
    RuleBook rules,
    AlertArchive alerts,
    Instruments instruments,
    DutyDesk duty,
    DisinfectionDesk disinfection) {

  /** A flood is counted up to here. */
  static final int ALERTS_MAX = 20_000;

  /** So many points are in memory at once, some 40 KB each. */
  private static final int AT_ONCE = 2_000;

  private static final long HOUR_MS = 3_600_000;

  /**
   * All points of a day.
   *
   * @param lines of those of which readings are expected
   * @param events of which none are: each reading is an occurrence
   */
  record Points(
      DayCoverage coverage, List<PointLine> lines, List<Stretch> unproven, List<PointDay> events) {}

  /** Reads the day's alerts once for all that asks for them. */
  List<Alert> alerts(CampusDay day) {
    return alerts.during(day.startMs(), day.endMs(), ALERTS_MAX);
  }

  Points points(CampusDay day, List<Alert> ofDay, DailyReport.Limits limits, Instant now)
      throws HistoryException {
    DayCoverage of = coverage.of(day.date(), now.toEpochMilli());
    Map<String, List<Alert>> bySource = new HashMap<>();
    ofDay.forEach(a -> bySource.computeIfAbsent(a.source(), s -> new ArrayList<>()).add(a));
    List<MaintenanceWindow> windows =
        duty.store().maintenance(Instant.ofEpochMilli(day.startMs())).stream()
            .filter(w -> w.from().toEpochMilli() < day.endMs())
            .toList();
    PointProof proof = new PointProof(day, of.untilMs(), limits);
    GapEdges edges = new GapEdges(history);
    List<PointLine> lines = new ArrayList<>();
    List<Stretch> unproven = new ArrayList<>();
    List<PointDay> events = new ArrayList<>();
    List<PointDay> asked = new ArrayList<>();
    for (PointDay point : of.points()) {
      if (point.expected().isEmpty()) {
        events.add(point);
      } else if (point.expected().get() > 0) {
        asked.add(point);
      }
    }
    for (int i = 0; i < asked.size(); i += AT_ONCE) {
      List<PointDay> some = asked.subList(i, Math.min(asked.size(), i + AT_ONCE));
      Map<PointId, List<Bucket>> buckets = buckets(some, day, of.untilMs());
      List<PointProof.Known> known = new ArrayList<>();
      for (PointDay one : some) {
        Point point = point(one);
        List<Alert> own = bySource.getOrDefault(one.point().toString(), List.of());
        known.add(
            new PointProof.Known(
                one,
                buckets.getOrDefault(one.point(), List.of()),
                voided(one, own, windows, day),
                isCritical(point),
                edges.of(point)));
      }
      // What it needs to know more closely is read for all of them together.
      known.forEach(proof::of);
      edges.read();
      for (PointProof.Known one : known) {
        PointProof.Found found = proof.of(one);
        lines.add(found.line());
        unproven.addAll(found.unproven());
      }
    }
    return new Points(of, lines, unproven, events);
  }

  /** Whole hours are rolled up; what does not belong to the day is left out afterwards. */
  Map<PointId, List<Bucket>> buckets(List<PointDay> points, CampusDay day, long until)
      throws HistoryException {
    long from = Math.floorDiv(day.startMs() - PointProof.BEFORE.toMillis(), HOUR_MS) * HOUR_MS;
    long to = Math.floorDiv(until + HOUR_MS - 1, HOUR_MS) * HOUR_MS;
    List<Point> asked = points.stream().map(this::point).toList();
    Map<PointId, List<Bucket>> found = history.buckets(asked, from, to, PointProof.BUCKET_MS);
    found.replaceAll((id, all) -> all.stream().filter(b -> b.startMs() < until).toList());
    return found;
  }

  Point point(PointDay day) {
    PointId id = day.point();
    return known
        .apply(id)
        .orElseGet(() -> new Point(id, day.site(), day.area(), "", id.quantity(), "", 0, false));
  }

  private boolean isCritical(Point point) {
    return rules.measured(point).stream().anyMatch(r -> r.severity() == Severity.CRITICAL);
  }

  private List<Stretch> voided(
      PointDay point, List<Alert> own, List<MaintenanceWindow> windows, CampusDay day) {
    List<Stretch> voided = new ArrayList<>();
    for (Alert alert : own) {
      if (alert.kind() == Alert.Kind.STUCK) {
        long end = alert.endedAt().orElse(day.endMs());
        voided.add(PointProof.stretch(point, stuckSince(alert), end, Why.STUCK, ""));
      }
      if (alert.shelved().isPresent()) {
        voided.addAll(shelved(point, alert));
      }
    }
    for (MaintenanceWindow window : windows) {
      if (window.concerns(point.site(), point.area(), point.point().toString())) {
        long from = window.from().toEpochMilli();
        long to = window.until().toEpochMilli();
        voided.add(PointProof.stretch(point, from, to, Why.MAINTENANCE, window.reason()));
      }
    }
    voided.addAll(uncalibrated(point, day));
    return voided;
  }

  /** The alert begins when the value had been the same for as long as its rule allows. */
  private static long stuckSince(Alert alert) {
    return alert.since() - Math.round(alert.limit().orElse(0) * 60_000);
  }

  /** Each time that it was out of sight, and until when. */
  private List<Stretch> shelved(PointDay point, Alert alert) {
    List<Stretch> shelved = new ArrayList<>();
    List<AlertStep> steps = alerts.steps(alert.id());
    for (int i = 0; i < steps.size(); i++) {
      AlertStep step = steps.get(i);
      if (step.kind() == AlertStep.Kind.SHELVED) {
        long end = step.until();
        for (AlertStep later : steps.subList(i + 1, steps.size())) {
          boolean ends =
              later.kind() == AlertStep.Kind.UNSHELVED || later.kind() == AlertStep.Kind.CLOSED;
          end = ends ? Math.min(end, later.at()) : end;
        }
        if (step.at() < end) {
          shelved.add(PointProof.stretch(point, step.at(), end, Why.SHELVED, step.note()));
        }
      }
    }
    return shelved;
  }

  /** What measured there just before a time; empty when nobody recorded it. */
  Optional<Instrument> instrument(PointId point, Instant before) {
    return instruments.history(point).stream()
        .filter(entry -> entry.since().isBefore(before))
        .reduce((first, second) -> second);
  }

  /** What was never recorded has not expired; what was is good through the last day of it. */
  private List<Stretch> uncalibrated(PointDay point, CampusDay day) {
    List<Stretch> expired = new ArrayList<>();
    List<Instrument> entries = instruments.history(point.point());
    for (int i = 0; i < entries.size(); i++) {
      Instrument entry = entries.get(i);
      boolean last = i + 1 == entries.size();
      long to = last ? day.endMs() : entries.get(i + 1).since().toEpochMilli();
      if (entry.due().isPresent()) {
        long ran = CampusDay.of(entry.due().get(), campus.timezone()).endMs();
        long from = Math.max(ran, entry.since().toEpochMilli());
        if (from < to) {
          String due = entry.due().get().toString();
          expired.add(PointProof.stretch(point, from, to, Why.CALIBRATION, due));
        }
      }
    }
    return expired;
  }

  /** Of gateways, when they were not heard; each as one stretch from its alert. */
  static List<Stretch> silences(List<Alert> ofDay, Collection<PointDay> points, long until) {
    Set<String> gateways = new HashSet<>();
    Set<String> sites = new HashSet<>();
    for (PointDay point : points) {
      gateways.add(point.point().gateway());
      sites.add(point.site());
    }
    List<Stretch> silences = new ArrayList<>();
    for (Alert alert : ofDay) {
      boolean ofGateway = alert.kind() == Alert.Kind.GATEWAY && gateways.contains(alert.source());
      boolean ofSite = alert.kind() == Alert.Kind.BROKER && sites.contains(alert.site());
      if (ofGateway || ofSite) {
        silences.add(
            new Stretch(
                alert.source(),
                alert.site(),
                alert.area(),
                Instant.ofEpochMilli(alert.since()),
                Instant.ofEpochMilli(Math.min(until, alert.endedAt().orElse(until))),
                Why.SILENT,
                ""));
      }
    }
    silences.sort(Comparator.comparing(Stretch::from).thenComparing(Stretch::point));
    return silences;
  }

  /** The limit of single occurrences at a point. */
  List<Rule> limits(Point point) {
    return rules.measured(point).stream().filter(r -> r.valueLimit().isPresent()).toList();
  }
}
