package org.campussentry.ingest.watch;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * When a rule begins alerts: canteen hours, a term, the years for which it is valid. One that is
 * open goes on behind the end of the hours: food does not get cold at closing time. Immutable.
 *
 * @param days of the day on which a span over midnight begins; empty for all
 * @param from included
 * @param until excluded; at or before {@code from} it is of the next day, and the same as {@code
 *     from} is a whole day
 * @param dates one of them must hold; empty for all
 */
public record Hours(
    ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime until, List<Dates> dates) {
  /** At any time. */
  public static final Hours ALWAYS =
      new Hours(ZoneOffset.UTC, Set.of(), LocalTime.MIN, LocalTime.MIN, List.of());

  /** From the first to the last day, both included. */
  public record Dates(LocalDate first, LocalDate last) {
    boolean has(LocalDate date) {
      return !date.isBefore(first) && !date.isAfter(last);
    }
  }

  /** Whether a time, in milliseconds since 1970 UTC, lies within. */
  public boolean has(long time) {
    if (days.isEmpty() && dates.isEmpty() && from.equals(until)) {
      return true;
    }
    ZonedDateTime at = Instant.ofEpochMilli(time).atZone(zone);
    LocalTime clock = at.toLocalTime();
    LocalDate date = at.toLocalDate();
    if (from.isBefore(until)) {
      return has(date) && !clock.isBefore(from) && clock.isBefore(until);
    }
    return clock.isBefore(until) ? has(date.minusDays(1)) : !clock.isBefore(from) && has(date);
  }

  private boolean has(LocalDate date) {
    return (days.isEmpty() || days.contains(date.getDayOfWeek()))
        && (dates.isEmpty() || dates.stream().anyMatch(d -> d.has(date)));
  }
}
