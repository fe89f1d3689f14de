package org.campussentry.ingest.duty;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * On which days something holds: {@code workday}, {@code weekend}, {@code holiday} as the calendar
 * of {@link Holidays} has them, and days of the week whatever the calendar says. Immutable.
 */
public final class Days {
  public static final Days ALL = new Days(EnumSet.allOf(DayOfWeek.class), Set.of());

  private final Set<DayOfWeek> ofWeek;
  private final Set<Holidays.Kind> kinds;

  private Days(Set<DayOfWeek> ofWeek, Set<Holidays.Kind> kinds) {
    this.ofWeek = Set.copyOf(ofWeek);
    this.kinds = Set.copyOf(kinds);
  }

  /** No words mean all days; IllegalArgumentException names a word that is none. */
  public static Days of(Collection<String> words) {
    if (words.isEmpty()) {
      return ALL;
    }
    Set<DayOfWeek> ofWeek = EnumSet.noneOf(DayOfWeek.class);
    Set<Holidays.Kind> kinds = EnumSet.noneOf(Holidays.Kind.class);
    for (String word : words) {
      boolean kind =
          Arrays.stream(Holidays.Kind.values())
              .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(word))
              .anyMatch(kinds::add);
      boolean day =
          Arrays.stream(DayOfWeek.values())
              .filter(d -> d.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(word))
              .anyMatch(ofWeek::add);
      if (!kind && !day) {
        throw new IllegalArgumentException(
            "'" + word + "' is not workday, weekend, holiday, mon, tue, wed, thu, fri, sat or sun");
      }
    }
    return new Days(ofWeek, kinds);
  }

  /** Whether a day is one of them. */
  public boolean include(LocalDate date, Holidays holidays) {
    return ofWeek.contains(date.getDayOfWeek()) || kinds.contains(holidays.kind(date));
  }

  /** Whether the answer hangs on the calendar of the year. */
  boolean needHolidays() {
    return !kinds.isEmpty();
  }
}
