package org.campussentry.ingest.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;

/** A store in memory that counts of how long a time it was asked for a point. */
public final class MemorySeries implements SeriesStore {
  private final Map<Series, TreeMap<Long, Reading>> readings = new HashMap<>();
  String identity = "memory";
  long askedMs;
  HistoryException failure;

  private void fail() throws HistoryException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void write(List<Sample> samples) throws HistoryException {
    fail();
    for (Sample sample : samples) {
      readings
          .computeIfAbsent(Series.of(sample.point()), s -> new TreeMap<>())
          .put(sample.reading().time(), sample.reading());
    }
  }

  @Override
  public List<Bucket> buckets(Point point, long fromMs, long toMs, long bucketMs) {
    askedMs += toMs - fromMs;
    return buckets(Series.of(point), fromMs, toMs, bucketMs);
  }

  private List<Bucket> buckets(Series series, long fromMs, long toMs, long bucketMs) {
    Fold fold = new Fold(bucketMs);
    readings.getOrDefault(series, new TreeMap<>()).subMap(fromMs, toMs).values().stream()
        .map(
            r ->
                r instanceof Reading.Measured m
                    ? new Bucket(r.time(), 1, 0, m.value(), m.value(), m.value())
                    : new Bucket(r.time(), 0, 1, 0, 0, 0))
        .forEach(fold::add);
    return fold.buckets();
  }

  @Override
  public void summaries(long fromMs, long toMs, long bucketMs, Reader reader)
      throws HistoryException {
    fail();
    for (Series series : readings.keySet()) {
      buckets(series, fromMs, toMs, bucketMs).forEach(bucket -> reader.take(series, bucket));
    }
  }

  @Override
  public void settle() {}

  @Override
  public OptionalLong oldestMs() {
    return readings.values().stream().mapToLong(TreeMap::firstKey).min();
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public List<Row> rows(Point point, long fromMs, long toMs, int limit) {
    return readings
        .getOrDefault(Series.of(point), new TreeMap<>())
        .subMap(fromMs, toMs)
        .values()
        .stream()
        .limit(limit)
        .map(MemorySeries::row)
        .toList();
  }

  private static Row row(Reading reading) {
    return reading instanceof Reading.Measured m
        ? new Row(m.time(), m.value(), "")
        : new Row(reading.time(), 0, ((Reading.Unavailable) reading).reason().wire());
  }

  @Override
  public void close() {}
}
