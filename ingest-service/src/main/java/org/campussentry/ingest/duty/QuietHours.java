package org.campussentry.ingest.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * In which nobody is told of an alert that is only for information. Immutable.
 *
 * @param from local time; inclusive
 * @param to exclusive; the next day when it is not after {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
  /** The time itself, or the end of the quiet hours that it lies in. */
  Instant held(Instant time) {
    LocalDateTime local = LocalDateTime.ofInstant(time, zone);
    LocalTime clock = local.toLocalTime();
    LocalDate date = local.toLocalDate();
    boolean overMidnight = !to.isAfter(from);
    boolean late = overMidnight && !clock.isBefore(from);
    boolean early = clock.isBefore(to) && (overMidnight || !clock.isBefore(from));
    if (!late && !early) {
      return time;
    }
    Instant end = ShiftKind.instant((late ? date.plusDays(1) : date).atTime(to), zone);
    // In the hour that comes twice the end may have been already.
    return end.isAfter(time) ? end : time;
  }
}
