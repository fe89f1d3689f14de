package org.campussentry.ingest.coverage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Reason;

/**
 * One point's day hour by hour, beside its account of the whole day. Immutable, but for the counts.
 *
 * @param hours from midnight on, as many as the day has
 */
public record PointHours(PointDay day, List<Hour> hours) {
  /**
   * One hour.
   *
   * @param expected readings; a part of one where its period is long; 0 where nothing is expected
   * @param late values that came late; 0 of days before this was counted by hour
   * @param unavailable readings without a value, by the reason that they gave; nothing likewise
   */
  public record Hour(double expected, long late, Map<Reason, Long> unavailable) {}

  static PointHours of(CampusDay day, List<Expectation> spans, PointDay whole, long untilMs) {
    DayCounts counts = whole.counts();
    long[] late = counts.lateByHour();
    Map<Reason, long[]> unavailable = counts.unavailableByHour();
    List<Hour> hours = new ArrayList<>();
    for (int hour = 0; day.hourStart(hour) < day.endMs(); hour++) {
      int at = hour;
      Map<Reason, Long> why = new EnumMap<>(Reason.class);
      unavailable.forEach((reason, n) -> why.merge(reason, n[at], Long::sum));
      why.values().removeIf(n -> n == 0);
      long end = Math.min(day.hourStart(hour + 1), Math.min(day.endMs(), untilMs));
      hours.add(
          new Hour(
              PointDay.expected(spans, day.hourStart(hour), end), late[hour], Map.copyOf(why)));
    }
    return new PointHours(whole, List.copyOf(hours));
  }
}
