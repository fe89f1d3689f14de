package org.campussentry.ingest.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.PointId;

/**
 * The account of one day. Immutable.
 *
 * @param untilMs up to when it counts, milliseconds since 1970 UTC; the end of a day that is over
 * @param unknown listed gateways that never said, until the end of the day, what they have
 */
public record DayCoverage(
    CampusDay day, long untilMs, List<PointDay> points, List<String> unknown) {
  /** What was sampled later may still be on its way: a batch is sent again after ten seconds. */
  static final long ON_ITS_WAY_MS = 10_000;

  /** A site's area. */
  public record Place(String site, String area) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int bySite = site.compareTo(other.site);
      return bySite != 0 ? bySite : area.compareTo(other.area);
    }
  }

  /**
   * @param expectations each point's, in order of time
   */
  static DayCoverage of(
      CampusDay day,
      long nowMs,
      Campus campus,
      List<List<Expectation>> expectations,
      Map<PointId, DayCounts> counts) {
    long until = until(day, nowMs);
    List<PointDay> points = new ArrayList<>();
    for (List<Expectation> ofPoint : expectations) {
      List<Expectation> spans = within(day, ofPoint);
      if (!spans.isEmpty()) {
        DayCounts of = counts.getOrDefault(spans.get(0).point(), new DayCounts());
        points.add(PointDay.of(day, spans, of, until));
      }
    }
    List<String> unknown =
        campus.gateways().keySet().stream()
            .filter(
                gateway ->
                    expectations.stream()
                        .noneMatch(
                            e ->
                                e.get(0).point().gateway().equals(gateway)
                                    && e.get(0).fromMs() < day.endMs()))
            .sorted()
            .toList();
    return new DayCoverage(day, until, points, unknown);
  }

  static long until(CampusDay day, long nowMs) {
    return Math.min(day.endMs(), Math.max(day.startMs(), nowMs - ON_ITS_WAY_MS));
  }

  static List<Expectation> within(CampusDay day, List<Expectation> ofPoint) {
    return ofPoint.stream().filter(e -> e.overlapMs(day.startMs(), day.endMs()) > 0).toList();
  }

  public CoverageSum campus() {
    return CoverageSum.of(points);
  }

  /** Of the whole campus, from 0 to 1; empty while a gateway is unknown or nothing was expected. */
  public OptionalDouble ratio() {
    return unknown.isEmpty() ? campus().ratio() : OptionalDouble.empty();
  }

  public Map<Place, CoverageSum> areas() {
    Map<Place, CoverageSum> areas = new TreeMap<>();
    points.stream()
        .collect(Collectors.groupingBy(p -> new Place(p.site(), p.area())))
        .forEach((place, list) -> areas.put(place, CoverageSum.of(list)));
    return areas;
  }
}
