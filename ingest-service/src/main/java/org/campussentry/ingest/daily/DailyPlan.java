package org.campussentry.ingest.daily;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When a day's report is made and must be confirmed, and how much of the day must have been seen.
 * Immutable.
 *
 * @param at local time of the next day at which it is made
 * @param deadline local time of the next day until when two people must have confirmed it
 * @param watched whether people are called while they have not
 * @param limit percent of its readings that each point must have, above 0 to 100
 * @param criticalGap the longest time without proof at a point with a critical rule, 10 minutes or
 *     more
 */
public record DailyPlan(
    LocalTime at, LocalTime deadline, boolean watched, double limit, Duration criticalGap) {
  /** Of a campus that says nothing about it: made, and nobody is called. */
  public static final DailyPlan USUAL =
      new DailyPlan(LocalTime.of(7, 30), LocalTime.of(8, 30), false, 95, Duration.ofMinutes(15));

  /** A time that a change of clocks left out is later by the jump. */
  Instant madeAt(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atTime(at).atZone(zone).toInstant();
  }

  Instant dueAt(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atTime(deadline).atZone(zone).toInstant();
  }
}
