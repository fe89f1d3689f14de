package org.campussentry.ingest.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * A shift as it comes again and again. Immutable.
 *
 * @param id unique in the campus
 * @param site the site whose duty it is; empty for all sites
 * @param from local time of the campus, on the date of the shift
 * @param to the next day when it is not after {@code from}; the same time makes 24 hours
 * @param days on which it begins
 */
public record ShiftKind(
    String id, String name, String site, LocalTime from, LocalTime to, Days days) {

  Instant start(LocalDate date, ZoneId zone) {
    return instant(date.atTime(from), zone);
  }

  Instant end(LocalDate date, ZoneId zone) {
    return instant((to.isAfter(from) ? date : date.plusDays(1)).atTime(to), zone);
  }

  boolean serves(String wanted) {
    return site.isEmpty() || site.equals(wanted);
  }

  /**
   * A local time that a change of the clocks leaves out is the moment of the change, one that comes
   * twice is its first: so the end of a shift is the start of the next one, and never before its
   * own.
   */
  static Instant instant(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).toInstant();
  }
}
