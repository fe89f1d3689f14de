package org.campussentry.ingest.coverage;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.campussentry.ingest.reading.Reason;

/**
 * The account of several points; those of which no number is expected are left out. Immutable.
 *
 * @param covered expected readings for which there is a value with its time
 */
public record CoverageSum(
    long expected,
    long covered,
    long measured,
    long late,
    Map<Reason, Long> unavailable,
    long untimed,
    long missing) {

  static CoverageSum of(Collection<PointDay> points) {
    long expected = 0;
    long covered = 0;
    long measured = 0;
    long late = 0;
    long untimed = 0;
    long missing = 0;
    Map<Reason, Long> unavailable = new TreeMap<>();
    for (PointDay point : points) {
      if (point.expected().isPresent()) {
        expected += point.expected().get();
        covered += point.covered();
        measured += point.counts().measured();
        late += point.counts().late();
        untimed += point.counts().untimed();
        missing += point.missing();
        point.counts().unavailable().forEach((why, n) -> unavailable.merge(why, n, Long::sum));
      }
    }
    return new CoverageSum(expected, covered, measured, late, unavailable, untimed, missing);
  }

  /** From 0 to 1; empty when nothing was expected, which is not the same as 1. */
  public OptionalDouble ratio() {
    return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) covered / expected);
  }
}
