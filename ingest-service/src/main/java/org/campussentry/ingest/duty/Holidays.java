package org.campussentry.ingest.duty;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which days are not what the week says: holidays (节假日), and weekends on which people work for them
 * (调休). Immutable.
 */
public final class Holidays {
  public static final Holidays NONE = new Holidays(Map.of());

  /** What kind of day it is. */
  public enum Kind {
    WORKDAY,
    WEEKEND,
    HOLIDAY
  }

  private final Map<LocalDate, Kind> exceptions;
  private final Map<LocalDate, String> names;

  /** Takes days off as {@code HOLIDAY} and make-up days as {@code WORKDAY}. */
  public Holidays(Map<LocalDate, Kind> exceptions) {
    this(exceptions, Map.of());
  }

  /**
   * The same, with what they are called.
   *
   * @param names of those that have one
   */
  public Holidays(Map<LocalDate, Kind> exceptions, Map<LocalDate, String> names) {
    this.exceptions = Map.copyOf(exceptions);
    this.names = Map.copyOf(names);
  }

  /** Whether the calendar says otherwise than the week. */
  public boolean isException(LocalDate date) {
    return exceptions.containsKey(date);
  }

  /** What a day is called; empty for most. */
  public Optional<String> name(LocalDate date) {
    return Optional.ofNullable(names.get(date));
  }

  public Kind kind(LocalDate date) {
    boolean weekend =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    return exceptions.getOrDefault(date, weekend ? Kind.WEEKEND : Kind.WORKDAY);
  }

  /** Whether anything is known of that year. */
  public boolean know(int year) {
    return exceptions.keySet().stream().anyMatch(d -> d.getYear() == year);
  }

  /** These, and over them what another file says of a day. */
  public Holidays with(Holidays own) {
    Map<LocalDate, Kind> all = new HashMap<>(exceptions);
    all.putAll(own.exceptions);
    Map<LocalDate, String> called = new HashMap<>(names);
    called.keySet().removeAll(own.exceptions.keySet());
    called.putAll(own.names);
    return new Holidays(all, called);
  }
}
