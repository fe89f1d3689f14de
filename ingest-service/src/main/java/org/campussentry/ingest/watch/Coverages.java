package org.campussentry.ingest.watch;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;

/**
 * Areas, or single points that have a rule of their own, of which too little came today. What is
 * silent just now has an alert for that already and does not count here, and what began today is
 * not judged by the hours before. Confined to {@link Watch}'s lock.
 */
final class Coverages {
  /** After a start, gateways first send what they kept meanwhile. */
  static final long SETTLE_MS = 10 * 60_000;

  /** A gap of some seconds after midnight is no low coverage. */
  static final long JUDGED_FROM_MS = 3_600_000;

  /** Of fewer readings a single one is more than five percent. */
  static final long JUDGED_FROM_READINGS = 20;

  private record Place(Rule rule, String site, String area, String source) {}

  /** What came together in one place. */
  private static final class Sum {
    private long expected;
    private long covered;
    private boolean excused;
  }

  private final OpenAlerts open;
  private final Silences silences;
  private final long startedAt;

  Coverages(OpenAlerts open, Silences silences, long startedAt) {
    this.open = open;
    this.silences = silences;
    this.startedAt = startedAt;
  }

  void onCoverage(List<PointCoverage> day, Map<PointId, WatchedPoint> points, long now) {
    if (now - startedAt < SETTLE_MS) {
      return;
    }
    Map<Place, Sum> sums = new LinkedHashMap<>();
    for (PointCoverage covered : day) {
      WatchedPoint watched = points.get(covered.point());
      if (watched != null && watched.coverage().isPresent()) {
        Sum sum =
            sums.computeIfAbsent(
                place(watched.coverage().get(), watched.point()), place -> new Sum());
        add(sum, covered, watched, now);
      }
    }
    sums.forEach((place, sum) -> judge(place, sum, now));
    endOthers(sums.keySet(), now);
  }

  /** What an alert of that rule at that point is about. */
  static String source(Rule rule, Point point) {
    return rule.scope().point().isPresent()
        ? point.id().toString()
        : point.site() + "/" + point.area();
  }

  private static Place place(Rule rule, Point point) {
    return new Place(rule, point.site(), point.area(), source(rule, point));
  }

  private void add(Sum sum, PointCoverage covered, WatchedPoint watched, long now) {
    boolean enough =
        covered.expected() * watched.point().everyMillis() >= JUDGED_FROM_MS
            && covered.expected() >= JUDGED_FROM_READINGS;
    if (silences.isTold(watched, now)) {
      sum.excused = true;
    } else if (enough) {
      sum.expected += covered.expected();
      sum.covered += covered.covered();
    }
  }

  private void judge(Place place, Sum sum, long now) {
    Optional<Alert> current = open.find(place.rule(), place.source());
    boolean active = current.stream().anyMatch(a -> a.state() == Alert.State.ACTIVE);
    if (sum.expected == 0 || (active && sum.excused)) {
      return;
    }
    // Rounded down: 94.99 % is not enough.
    double percent = Math.floor(1000.0 * sum.covered / sum.expected) / 10;
    var subject =
        new Excursion.Subject(place.source(), place.site(), place.area(), "coverage", "%");
    open.apply(
        place.rule(),
        current,
        Excursion.onMeasure(place.rule(), () -> subject, current, percent, now, now),
        now);
  }

  /** Of a rule or an area that is there no more. */
  private void endOthers(Set<Place> places, long now) {
    Set<String> judged = new HashSet<>();
    places.forEach(p -> judged.add(p.rule().id() + "|" + p.source()));
    open.all().stream()
        .filter(a -> a.kind() == Alert.Kind.COVERAGE)
        .filter(a -> !judged.contains(a.rule() + "|" + a.source()))
        .forEach(a -> open.end(a, "neither its rule nor its area is there any more", now));
  }
}
