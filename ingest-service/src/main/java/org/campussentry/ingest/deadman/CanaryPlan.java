package org.campussentry.ingest.deadman;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.campussentry.ingest.duty.Person;

/**
 * When alerting is tested, and who is told. Immutable, and pure.
 *
 * @param person called on the first way, and on the next when that does not take it; empty when it
 *     goes to a channel as such
 * @param channels that it may go through
 * @param within this it has to be taken
 */
public record CanaryPlan(
    LocalTime at, ZoneId zone, Optional<Person> person, Set<String> channels, Duration within) {
  /** A service that starts later than that tests tomorrow. */
  static final Duration LATE_MAX = Duration.ofHours(1);

  /** The day whose test is due, unless it was made. */
  Optional<LocalDate> due(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    for (LocalDate day : new LocalDate[] {today, today.minusDays(1)}) {
      Instant begin = day.atTime(at).atZone(zone).toInstant();
      if (!now.isBefore(begin) && now.isBefore(begin.plus(LATE_MAX))) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  /** The channels that tell of a failure: those that were not tried, or all when none is left. */
  Collection<String> others(Collection<String> all) {
    Set<String> others = new TreeSet<>(all);
    others.removeAll(channels);
    return others.isEmpty() ? all : others;
  }
}
