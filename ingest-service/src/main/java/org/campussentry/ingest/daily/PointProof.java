package org.campussentry.ingest.daily;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.campussentry.ingest.coverage.Expectation;
import org.campussentry.ingest.coverage.PointDay;
import org.campussentry.ingest.daily.DailyReport.PointLine;
import org.campussentry.ingest.daily.DailyReport.Shortfall;
import org.campussentry.ingest.daily.DailyReport.Stretch;
import org.campussentry.ingest.daily.DailyReport.Sum;
import org.campussentry.ingest.daily.DailyReport.Why;
import org.campussentry.ingest.history.History.Bucket;
import org.campussentry.ingest.reading.CampusDay;

/**
 * What the readings of one point prove of one day. Pure, but for the exact times of a gap, for
 * which it asks.
 *
 * <p>A value proves something when it came, be it late, and nothing was wrong with the point at
 * that time. A gap is told from the value before it to the value after it, so one over midnight is
 * judged as a whole by the day in which it ends.
 */
final class PointProof {
  /** As wide as the buckets that are read. */
  static final long BUCKET_MS = 300_000;

  /** A gap that began before the day is seen from here on. */
  static final Duration BEFORE = Duration.ofHours(1);

  /** Shorter ones are in the count of what is missing. */
  private static final long TOLD_MS = 600_000;

  /** Of a point that is rarely asked. */
  private static final int PERIODS = 3;

  /** When exactly it spoke. */
  interface Edges {
    /** Time of the first value of a bucket that has one. */
    long first(Bucket bucket);

    /** Time of the last value of a bucket that has one. */
    long last(Bucket bucket);
  }

  /**
   * What is known of the point.
   *
   * @param buckets with readings, in order, from {@link #BEFORE} the day on
   * @param voided times at which its readings prove nothing, whole and unclipped
   * @param critical whether a critical rule looks at its values
   */
  record Known(
      PointDay day, List<Bucket> buckets, List<Stretch> voided, boolean critical, Edges edges) {}

  /** What came of it. */
  record Found(PointLine line, List<Stretch> unproven) {}

  private final CampusDay day;
  private final long until;
  private final DailyReport.Limits limits;

  /**
   * @param until milliseconds; nothing later is expected yet
   */
  PointProof(CampusDay day, long until, DailyReport.Limits limits) {
    this.day = day;
    this.until = until;
    this.limits = limits;
  }

  Found of(Known known) {
    List<Stretch> unproven = new ArrayList<>();
    long voided = 0;
    for (long[] range : expected(known.day())) {
      unproven.addAll(gaps(known, range));
      for (Stretch stretch : known.voided()) {
        clip(stretch, range[0], range[1], unproven);
      }
    }
    for (Bucket bucket : known.buckets()) {
      if (bucket.startMs() >= day.startMs() && isVoid(known.voided(), bucket.startMs())) {
        voided += bucket.measured();
      }
    }
    unproven.sort(Comparator.comparing(Stretch::from).thenComparing(Stretch::until));
    return new Found(line(known, voided, longest(unproven, known.day())), unproven);
  }

  /** When readings were expected, as milliseconds; a little of the day before with it. */
  private List<long[]> expected(PointDay point) {
    List<long[]> ranges = new ArrayList<>();
    long earliest = day.startMs() - BEFORE.toMillis();
    for (Expectation span : point.spans()) {
      long from = Math.max(earliest, span.fromMs());
      long end = Math.min(until, span.untilMs().orElse(Long.MAX_VALUE));
      if (span.everyMs() > 0 && end > day.startMs() && from < end) {
        long[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (last != null && last[1] == from) {
          last[1] = end;
        } else {
          ranges.add(new long[] {from, end});
        }
      }
    }
    return ranges;
  }

  private static long period(PointDay point) {
    return point.spans().stream().mapToLong(Expectation::everyMs).max().orElse(0);
  }

  private List<Stretch> gaps(Known known, long[] range) {
    List<Stretch> gaps = new ArrayList<>();
    long told = Math.max(TOLD_MS, PERIODS * period(known.day()));
    Bucket last = null;
    long unavailable = 0;
    for (Bucket bucket : known.buckets()) {
      boolean within = bucket.startMs() + BUCKET_MS > range[0] && bucket.startMs() < range[1];
      if (within && bucket.measured() == 0) {
        unavailable += bucket.unavailable();
      } else if (within) {
        gap(known, last, bucket, range, told, unavailable, gaps);
        last = bucket;
        unavailable = 0;
      }
    }
    gap(known, last, null, range, told, unavailable, gaps);
    return gaps;
  }

  /**
   * Of two buckets with values the time between them; without one from or to the end of the range.
   */
  private void gap(
      Known known,
      Bucket before,
      Bucket after,
      long[] range,
      long told,
      long unavailable,
      List<Stretch> gaps) {
    long least = before == null ? range[0] : before.startMs();
    long most = after == null ? range[1] : Math.min(range[1], after.startMs() + BUCKET_MS);
    // Of two buckets side by side nobody needs to know more.
    if (most - least <= told) {
      return;
    }
    long from = before == null ? range[0] : Math.max(range[0], known.edges().last(before));
    long to = after == null ? range[1] : Math.min(range[1], known.edges().first(after));
    if (to - from >= told && to > day.startMs()) {
      Why why = unavailable > 0 ? Why.UNAVAILABLE : Why.SILENT;
      gaps.add(stretch(known.day(), from, to, why, ""));
    }
  }

  static Stretch stretch(PointDay point, long from, long to, Why why, String reason) {
    return new Stretch(
        point.point().toString(),
        point.site(),
        point.area(),
        Instant.ofEpochMilli(from),
        Instant.ofEpochMilli(to),
        why,
        reason);
  }

  private void clip(Stretch stretch, long from, long until, List<Stretch> into) {
    long start = Math.max(from, stretch.from().toEpochMilli());
    long end = Math.min(until, stretch.until().toEpochMilli());
    if (start < end && end > day.startMs()) {
      into.add(
          new Stretch(
              stretch.point(),
              stretch.site(),
              stretch.area(),
              Instant.ofEpochMilli(start),
              Instant.ofEpochMilli(end),
              stretch.why(),
              stretch.reason()));
    }
  }

  /** A bucket that is void in part proves nothing as a whole. */
  private static boolean isVoid(List<Stretch> voided, long bucket) {
    return voided.stream()
        .anyMatch(
            v -> v.from().toEpochMilli() < bucket + BUCKET_MS && v.until().toEpochMilli() > bucket);
  }

  /** What touches is one, whatever the reasons. */
  private long longest(List<Stretch> inOrder, PointDay point) {
    long longest = 0;
    long from = 0;
    long to = Long.MIN_VALUE;
    for (Stretch stretch : inOrder) {
      long start = stretch.from().toEpochMilli();
      if (start > to + period(point)) {
        from = start;
        to = stretch.until().toEpochMilli();
      } else {
        to = Math.max(to, stretch.until().toEpochMilli());
      }
      longest = Math.max(longest, to - from);
    }
    return longest;
  }

  private PointLine line(Known known, long voidReadings, long longest) {
    PointDay point = known.day();
    long expected = point.expected().orElse(0L);
    long voided = Math.min(point.covered(), voidReadings);
    long proven = point.covered() - voided;
    Map<String, Long> unavailable = new TreeMap<>();
    point.counts().unavailable().forEach((why, n) -> unavailable.put(why.wire(), n));
    Sum sum =
        new Sum(
            1,
            expected,
            point.counts().measured(),
            point.counts().late(),
            proven,
            voided,
            unavailable,
            point.counts().untimed(),
            point.missing(),
            percent(proven, expected));
    List<Shortfall> shorts = new ArrayList<>();
    if (sum.percent().orElse(100) < limits.percent()) {
      shorts.add(Shortfall.COVERAGE);
    }
    long allowed = Math.max(limits.criticalGapMs(), 2 * period(point));
    if (known.critical() && longest > allowed) {
      shorts.add(Shortfall.GAP);
    }
    return new PointLine(
        point.point().toString(),
        point.site(),
        point.area(),
        known.critical(),
        sum,
        longest,
        shorts);
  }

  /** Rounded down: 94.996 % is not 95. */
  static OptionalDouble percent(long proven, long expected) {
    return expected == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.floor(10_000.0 * proven / expected) / 100);
  }

  /** The account of several points; those of which nothing is expected are left out. */
  static Sum sum(List<PointLine> lines) {
    Map<String, Long> unavailable = new TreeMap<>();
    long expected = 0;
    long measured = 0;
    long late = 0;
    long proven = 0;
    long voided = 0;
    long untimed = 0;
    long missing = 0;
    for (PointLine line : lines) {
      Sum one = line.sum();
      expected += one.expected();
      measured += one.measured();
      late += one.late();
      proven += one.proven();
      voided += one.voided();
      untimed += one.untimed();
      missing += one.missing();
      one.unavailable().forEach((why, n) -> unavailable.merge(why, n, Long::sum));
    }
    return new Sum(
        lines.size(),
        expected,
        measured,
        late,
        proven,
        voided,
        unavailable,
        untimed,
        missing,
        percent(proven, expected));
  }
}
