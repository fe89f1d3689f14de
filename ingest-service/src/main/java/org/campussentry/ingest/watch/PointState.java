package org.campussentry.ingest.watch;

import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;

/**
 * What is known of a point now. Immutable.
 *
 * @param reading the newest by sample time; null only before the first one since the start
 * @param measuredAt sample time of the newest measured value, never later than its arrival; 0
 *     before the first
 * @param measured the newest measured value; meaningless while {@code measuredAt} is 0
 * @param highWater the newest sample time watched, at most five seconds after its arrival; survives
 *     a restart
 * @param expected declared by the current catalog of a gateway that the campus lists
 */
public record PointState(
    Point point,
    Reading reading,
    long measuredAt,
    double measured,
    long highWater,
    long waitingSince,
    boolean expected) {

  PointState declaredAs(Point next, boolean isExpected) {
    return new PointState(next, reading, measuredAt, measured, highWater, waitingSince, isExpected);
  }

  PointState after(Reading next, long now) {
    long mark = Math.max(highWater, Math.min(next.time(), now + Watch.AHEAD_MS));
    if (next instanceof Reading.Measured m) {
      return new PointState(
          point, next, Math.min(m.time(), now), m.value(), mark, waitingSince, expected);
    }
    return new PointState(point, next, measuredAt, measured, mark, waitingSince, expected);
  }
}
