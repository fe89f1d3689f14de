package org.campussentry.ingest.coverage;

import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.PointId;

/**
 * The account of one point for one day. Pure. Immutable, but for the counts: don't change them.
 *
 * @param expected readings; empty where no number is expected (event points)
 * @param missing expected, and nothing of it arrived; at most {@code expected}
 * @param retired set when a person retired it, and the day is its last
 * @param spans when it was expected how often, as far as the day is concerned, in order of time
 */
public record PointDay(
    PointId point,
    String site,
    String area,
    Optional<Long> expected,
    DayCounts counts,
    long missing,
    Optional<Expectation.Retirement> retired,
    List<Expectation> spans) {
  private static final double ROUNDING = 1e-6;

  /**
   * @param spans the point's expectations, in order of time; at least one lies in the day
   * @param untilMs nothing later than this is expected yet
   */
  static PointDay of(CampusDay day, List<Expectation> spans, DayCounts counts, long untilMs) {
    Expectation last = spans.get(spans.size() - 1);
    if (spans.stream().allMatch(e -> e.everyMs() == 0)) {
      return new PointDay(
          last.point(),
          last.site(),
          last.area(),
          Optional.empty(),
          counts,
          0,
          last.retired(),
          spans);
    }
    double[] perHour = new double[CampusDay.HOURS_MAX];
    double sum = 0;
    long end = Math.min(day.endMs(), untilMs);
    for (int hour = 0; hour < perHour.length; hour++) {
      perHour[hour] = expected(spans, day.hourStart(hour), Math.min(end, day.hourStart(hour + 1)));
      sum += perHour[hour];
    }
    long expected = (long) (sum + ROUNDING);
    long gaps = (long) (gaps(perHour, counts.hours()) + ROUNDING);
    long missing = Math.max(0, Math.min(expected, gaps) - counts.untimed());
    return new PointDay(
        last.point(),
        last.site(),
        last.area(),
        Optional.of(expected),
        counts,
        missing,
        last.retired(),
        spans);
  }

  static double expected(List<Expectation> spans, long startMs, long endMs) {
    double readings = 0;
    for (Expectation span : spans) {
      if (span.everyMs() > 0) {
        readings += (double) span.overlapMs(startMs, endMs) / span.everyMs();
      }
    }
    return readings;
  }

  /**
   * What lacks, hour by hour: a point that says more than it must in one hour does not make up for
   * silence in another. One reading may slip over the edge of an hour, and no more.
   */
  private static double gaps(double[] expected, long[] present) {
    double gaps = 0;
    double credit = 0;
    for (int hour = 0; hour < expected.length; hour++) {
      double balance = credit + present[hour] - expected[hour];
      if (balance < -1) {
        gaps += -1 - balance;
      }
      credit = Math.max(-1, Math.min(1, balance));
    }
    return gaps + Math.max(0, -credit);
  }

  /** Readings that say why there is no value. */
  public long unavailable() {
    return counts.unavailable().values().stream().mapToLong(n -> n).sum();
  }

  /** Expected readings for which there is a value with its time, late or not. */
  public long covered() {
    long accounted = expected.orElse(0L) - missing - unavailable() - counts.untimed();
    return Math.max(0, Math.min(counts.measured() + counts.late(), accounted));
  }
}
