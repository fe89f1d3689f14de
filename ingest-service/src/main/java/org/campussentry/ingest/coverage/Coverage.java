package org.campussentry.ingest.coverage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.PointId;

/** Puts what came beside what was expected. Thread-safe; asks the journal with each call. */
public final class Coverage {
  private final Campus campus;
  private final Expectations expectations;
  private final Function<LocalDate, Map<PointId, DayCounts>> counts;

  /**
   * @param counts what arrived for a day, by point
   */
  public Coverage(
      Campus campus,
      Expectations expectations,
      Function<LocalDate, Map<PointId, DayCounts>> counts) {
    this.campus = campus;
    this.expectations = expectations;
    this.counts = counts;
  }

  /** Makes durable what was declared while the journal took nothing. */
  public void save() {
    expectations.save();
  }

  public DayCoverage of(LocalDate date, long nowMs) {
    return DayCoverage.of(
        CampusDay.of(date, campus.timezone()),
        nowMs,
        campus,
        expectations.all(),
        counts.apply(date));
  }

  /** The points of that day's account that are wanted, each hour by hour. */
  public List<PointHours> hours(LocalDate date, long nowMs, Predicate<PointDay> wanted) {
    CampusDay day = CampusDay.of(date, campus.timezone());
    Map<PointId, DayCounts> arrived = counts.apply(date);
    List<PointHours> points = new ArrayList<>();
    for (List<Expectation> ofPoint : expectations.all()) {
      List<Expectation> spans = DayCoverage.within(day, ofPoint);
      if (!spans.isEmpty()) {
        DayCounts of = arrived.getOrDefault(spans.get(0).point(), new DayCounts());
        long until = DayCoverage.until(day, nowMs);
        PointDay whole = PointDay.of(day, spans, of, until);
        if (wanted.test(whole)) {
          points.add(PointHours.of(day, spans, whole, until));
        }
      }
    }
    return points;
  }
}
