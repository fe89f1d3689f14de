package org.campussentry.ingest.coverage;

import java.util.Optional;
import org.campussentry.ingest.reading.PointId;

/**
 * How often a point is expected to say something, from one moment to another. Immutable.
 *
 * @param everyMs the period in milliseconds; 0 when no number is expected, as of an event point
 * @param fromMs milliseconds since 1970 UTC, as untilMs
 * @param untilMs exclusive; empty while it holds
 * @param retired who ended it, if it did not end for another period or place
 */
public record Expectation(
    PointId point,
    String site,
    String area,
    long everyMs,
    long fromMs,
    Optional<Long> untilMs,
    Optional<Retirement> retired) {

  /**
   * A person's word that a point is expected no more.
   *
   * @param catalog the hash of the gateway's catalog then; another one that declares the point
   *     brings it back
   */
  public record Retirement(String by, String reason, String catalog) {}

  Expectation until(long endMs) {
    return new Expectation(point, site, area, everyMs, fromMs, Optional.of(endMs), retired);
  }

  Expectation retired(Retirement retirement, long endMs) {
    return new Expectation(
        point, site, area, everyMs, fromMs, Optional.of(endMs), Optional.of(retirement));
  }

  /** How much of it lies in a stretch of time, milliseconds. */
  long overlapMs(long startMs, long endMs) {
    long end = Math.min(endMs, untilMs.orElse(Long.MAX_VALUE));
    return Math.max(0, end - Math.max(startMs, fromMs));
  }
}
