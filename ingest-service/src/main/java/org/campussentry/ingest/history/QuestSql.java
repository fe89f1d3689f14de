package org.campussentry.ingest.history;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.campussentry.ingest.reading.Point;

/** What the embedded store is told and asked. Pure. */
final class QuestSql {
  private static final String COLUMNS =
      "(ts TIMESTAMP, site SYMBOL, gateway SYMBOL, area SYMBOL, device SYMBOL, point SYMBOL, quantity SYMBOL,"
          + " value DOUBLE, reason SYMBOL, stream SYMBOL)";

  private static final String AGGREGATES =
      "count(value), count(reason), min(value), avg(value), max(value) FROM readings WHERE ";

  private QuestSql() {}

  static String table(String name) {
    return "CREATE TABLE IF NOT EXISTS "
        + name
        + COLUMNS
        + " TIMESTAMP(ts) PARTITION BY DAY WAL DEDUP UPSERT KEYS(ts, site, gateway, point, stream)";
  }

  static String buckets(Point point, long fromMs, long toMs, long bucketMs) {
    return "SELECT ts, " + AGGREGATES + of(point) + within(fromMs, toMs) + sampled(bucketMs);
  }

  static String summaries(long fromMs, long toMs, long bucketMs) {
    return "SELECT ts, site, gateway, point, quantity, "
        + AGGREGATES
        + within(fromMs, toMs)
        + sampled(bucketMs);
  }

  static String rows(Point point, long fromMs, long toMs, int limit) {
    return "SELECT ts, value, reason FROM readings WHERE "
        + of(point)
        + within(fromMs, toMs)
        + " LIMIT "
        + limit;
  }

  /** With gateway and point: some of what comes may be of none of these points. */
  static String rows(Collection<Point> points, long fromMs, long toMs) {
    return "SELECT ts, value, reason, gateway, point FROM readings WHERE site IN (%s) AND gateway IN (%s) AND point IN (%s) AND "
            .formatted(
                names(points, Point::site),
                names(points, p -> p.id().gateway()),
                names(points, p -> p.id().wire()))
        + within(fromMs, toMs);
  }

  private static String of(Point point) {
    return "site = '%s' AND gateway = '%s' AND point = '%s' AND "
        .formatted(point.site(), point.id().gateway(), point.id().wire());
  }

  private static String within(long fromMs, long toMs) {
    return "ts >= %d AND ts < %d".formatted(fromMs * 1000, toMs * 1000);
  }

  private static String sampled(long bucketMs) {
    return " SAMPLE BY " + bucketMs + "T ALIGN TO CALENDAR";
  }

  private static String names(Collection<Point> points, Function<Point, String> name) {
    return points.stream()
        .map(name)
        .distinct()
        .map(n -> "'" + n + "'")
        .collect(Collectors.joining(","));
  }
}
