package org.campussentry.ingest.watch;

import org.campussentry.ingest.reading.PointId;

/**
 * How much of what was expected of a point came, of the day so far. Immutable.
 *
 * @param expected readings
 * @param covered those for which there is a value, late or not; at most {@code expected}
 */
public record PointCoverage(PointId point, long expected, long covered) {}
