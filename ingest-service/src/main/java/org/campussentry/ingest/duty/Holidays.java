package org.campussentry.ingest.duty;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

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

  /** Takes days off as {@code HOLIDAY} and make-up days as {@code WORKDAY}. */
  public Holidays(Map<LocalDate, Kind> exceptions) {
    this.exceptions = Map.copyOf(exceptions);
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
    return new Holidays(all);
  }
}
