package org.campussentry.ingest.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One day of the campus, from midnight to midnight in its timezone; 23 to 25 hours. Immutable.
 *
 * @param startMs milliseconds since 1970 UTC
 * @param endMs exclusive
 */
public record CampusDay(LocalDate date, long startMs, long endMs) {
  /** Room for the hours of any day. */
  public static final int HOURS_MAX = 25;

  private static final long HOUR_MS = 3_600_000;

  public static CampusDay of(LocalDate date, ZoneId zone) {
    return new CampusDay(
        date,
        date.atStartOfDay(zone).toInstant().toEpochMilli(),
        date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
  }

  public static CampusDay containing(long timeMs, ZoneId zone) {
    return of(LocalDate.ofInstant(Instant.ofEpochMilli(timeMs), zone), zone);
  }

  public boolean contains(long timeMs) {
    return startMs <= timeMs && timeMs < endMs;
  }

  /** Which hour of the day a time lies in, counted from 0. */
  public int hour(long timeMs) {
    return (int) Math.min(HOURS_MAX - 1, (timeMs - startMs) / HOUR_MS);
  }

  public long hourStart(int hour) {
    return startMs + hour * HOUR_MS;
  }
}
