package org.campussentry.ingest.disinfection;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** When a plan opens slots, in local time of the campus. Immutable. */
public interface Recurrence {
  /** From and until one slot is open. */
  record Opening(LocalDateTime from, LocalDateTime until) {}

  /** A stretch of the day; one that ends at or before its beginning ends on the next day. */
  record Times(LocalTime from, LocalTime until) {
    Opening on(LocalDate day) {
      LocalDate last = until.isAfter(from) ? day : day.plusDays(1);
      return new Opening(day.atTime(from), last.atTime(until));
    }
  }

  /** Those that open from one day to another, both inclusive, in order of time. */
  List<Opening> between(LocalDate first, LocalDate last);

  /** The same times on each day that counts. */
  static Recurrence daily(List<Times> times, Predicate<LocalDate> days) {
    List<Times> each = times.stream().sorted(java.util.Comparator.comparing(Times::from)).toList();
    return (first, last) -> {
      List<Opening> openings = new ArrayList<>();
      first
          .datesUntil(last.plusDays(1))
          .filter(days)
          .forEach(day -> each.forEach(t -> openings.add(t.on(day))));
      return openings;
    };
  }
}
