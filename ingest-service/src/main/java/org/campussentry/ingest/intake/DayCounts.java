package org.campussentry.ingest.intake;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reason;

/**
 * What arrived of one point for one day and was stored. Each reading is in exactly one of measured,
 * late, unavailable and untimed. Not thread-safe.
 */
public final class DayCounts {
  /** Of which point, and of which day of the campus. */
  public record Key(PointId point, LocalDate day) {}

  private final long[] hours = new long[CampusDay.HOURS_MAX];
  private final long[] lateByHour = new long[CampusDay.HOURS_MAX];
  private final Map<Reason, Long> unavailable = new EnumMap<>(Reason.class);
  private final Map<Reason, long[]> unavailableByHour = new EnumMap<>(Reason.class);
  private long measured;
  private long late;
  private long untimed;

  public DayCounts addMeasured(int hour, long readings) {
    measured += readings;
    hours[hour] += readings;
    return this;
  }

  public DayCounts addLate(int hour, long readings) {
    late += readings;
    lateByHour[hour] += readings;
    hours[hour] += readings;
    return this;
  }

  public DayCounts addUnavailable(int hour, Reason reason, long readings) {
    unavailable.merge(reason, readings, Long::sum);
    byHour(reason)[hour] += readings;
    hours[hour] += readings;
    return this;
  }

  public DayCounts addUntimed(long readings) {
    untimed += readings;
    return this;
  }

  public DayCounts addAll(DayCounts more) {
    measured += more.measured;
    late += more.late;
    untimed += more.untimed;
    more.unavailable.forEach((reason, n) -> unavailable.merge(reason, n, Long::sum));
    more.unavailableByHour.forEach((reason, n) -> add(byHour(reason), n));
    add(lateByHour, more.lateByHour);
    add(hours, more.hours);
    return this;
  }

  private long[] byHour(Reason reason) {
    return unavailableByHour.computeIfAbsent(reason, r -> new long[CampusDay.HOURS_MAX]);
  }

  private static void add(long[] to, long[] more) {
    Arrays.setAll(to, hour -> to[hour] + more[hour]);
  }

  /** What {@link #hours}, {@link #measured} and so on told once. */
  public static DayCounts of(
      long[] hours, long measured, long late, Map<Reason, Long> unavailable, long untimed) {
    DayCounts counts = new DayCounts();
    System.arraycopy(hours, 0, counts.hours, 0, Math.min(hours.length, counts.hours.length));
    counts.measured = measured;
    counts.late = late;
    counts.untimed = untimed;
    counts.unavailable.putAll(unavailable);
    return counts;
  }

  /**
   * The same with the hours of what came late or without a value.
   *
   * @param lateByHour all 0 where that was not counted yet
   * @param unavailableByHour without a reason whose hours were not counted yet
   */
  public DayCounts with(long[] lateByHour, Map<Reason, long[]> unavailableByHour) {
    add(this.lateByHour, lateByHour);
    unavailableByHour.forEach((reason, n) -> add(byHour(reason), n));
    return this;
  }

  /** Late values by the hour of their sample time; of days before they were counted so, all 0. */
  public long[] lateByHour() {
    return lateByHour.clone();
  }

  /** As {@link #unavailable}, by hour; of days before they were counted so, nothing. */
  public Map<Reason, long[]> unavailableByHour() {
    Map<Reason, long[]> copy = new EnumMap<>(Reason.class);
    unavailableByHour.forEach((reason, n) -> copy.put(reason, n.clone()));
    return copy;
  }

  /** Readings by the hour of their sample time, whatever they said; untimed ones are in none. */
  public long[] hours() {
    return hours.clone();
  }

  /** Values that arrived within a minute of their sample. */
  public long measured() {
    return measured;
  }

  /** Values that arrived later. */
  public long late() {
    return late;
  }

  /** Readings that say why there is no value, however late. */
  public Map<Reason, Long> unavailable() {
    return Map.copyOf(unavailable);
  }

  /** Readings whose gateway could not tell the time, on the day of their arrival. */
  public long untimed() {
    return untimed;
  }
}
