package org.campussentry.ingest.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One shift (班次) with the people in it. Immutable.
 *
 * @param kind the id of its {@link ShiftKind}
 * @param name of the kind
 * @param site empty for all sites
 * @param date on which it begins
 * @param until exclusive
 * @param people ids by role; who is not there is not on duty
 */
public record Shift(
    String kind,
    String name,
    String site,
    LocalDate date,
    Instant from,
    Instant until,
    Map<Role, String> people) {

  public Shift {
    Map<Role, String> ordered = new EnumMap<>(Role.class);
    ordered.putAll(people);
    people = Collections.unmodifiableMap(ordered);
  }

  public Optional<String> who(Role role) {
    return Optional.ofNullable(people.get(role));
  }

  public boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }

  boolean meets(Shift other) {
    return from.isBefore(other.until) && other.from.isBefore(until);
  }

  /** As in {@code 2026-11-24 night}. */
  public String label() {
    return date + " " + kind;
  }
}
