package org.campussentry.ingest.ledger;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The time of one cell. Immutable.
 *
 * @param label {@code 08:00}; with its offset where the clock showed it twice; of a day {@code
 *     11-20}
 * @param toMs exclusive, milliseconds since 1970 UTC
 */
record Period(String label, long fromMs, long toMs) {
  private static final long HOUR_MS = 3_600_000;

  /** What all offsets of today's zones are multiples of. */
  private static final long QUARTER_MS = HOUR_MS / 4;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter CLOCK_TWICE = DateTimeFormatter.ofPattern("HH:mmxxx");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");

  /** Of a day by hour or by the plan's periods, of a month by day. */
  static List<Period> of(Span span, LedgerPlan plan, ZoneId zone) {
    List<Period> periods = new ArrayList<>();
    if (span.isMonth()) {
      for (LocalDate day : span.days()) {
        Span one = Span.day(day);
        periods.add(
            new Period(
                DAY.format(day), one.start(zone).toEpochMilli(), one.end(zone).toEpochMilli()));
      }
      return periods;
    }
    long end = span.end(zone).toEpochMilli();
    List<ZonedDateTime> starts = starts(span.first(), plan, zone);
    for (int i = 0; i < starts.size(); i++) {
      long to = i + 1 < starts.size() ? ms(starts.get(i + 1)) : end;
      periods.add(new Period(label(starts.get(i)), ms(starts.get(i)), to));
    }
    return periods;
  }

  private static List<ZonedDateTime> starts(LocalDate day, LedgerPlan plan, ZoneId zone) {
    ZonedDateTime midnight = day.atStartOfDay(zone);
    List<ZonedDateTime> starts = new ArrayList<>();
    if (plan.periods().isEmpty()) {
      for (ZonedDateTime at = midnight; at.toLocalDate().equals(day); at = at.plusHours(1)) {
        starts.add(at);
      }
      return starts;
    }
    // A time that the clock skipped begins with the time after it, and the same again is one.
    for (var time : plan.periods()) {
      ZonedDateTime at = LocalDateTime.of(day, time).atZone(zone);
      if (starts.isEmpty() || at.isAfter(starts.get(starts.size() - 1))) {
        starts.add(at);
      }
    }
    return starts;
  }

  private static long ms(ZonedDateTime time) {
    return time.toInstant().toEpochMilli();
  }

  private static String label(ZonedDateTime at) {
    boolean twice = at.getZone().getRules().getValidOffsets(at.toLocalDateTime()).size() > 1;
    return (twice ? CLOCK_TWICE : CLOCK).format(at);
  }

  /** The widest buckets of the history that lie in one period each. */
  static long bucketMs(List<Period> periods) {
    boolean hours =
        periods.stream()
            .flatMapToLong(p -> LongStream.of(p.fromMs(), p.toMs()))
            .allMatch(ms -> ms % HOUR_MS == 0);
    return hours ? HOUR_MS : QUARTER_MS;
  }
}
