package org.campussentry.ingest.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sample;

/**
 * A store of time series. Thread-safe. Writing a sample again, with the same point and time,
 * changes nothing.
 */
public interface History extends AutoCloseable {
  /** So many rows are asked for at once. */
  int PAGE = 20_000;

  /**
   * The readings of one point in one stretch of time. Without a measured reading min, mean and max
   * are 0.
   */
  record Bucket(
      long startMs, long measured, long unavailable, double min, double mean, double max) {}

  /** One stored reading; {@code reason} is empty for a measured one. */
  record Row(long timeMs, double value, String reason) {}

  /**
   * All or nothing as far as the caller can tell: after an exception the same samples are written
   * again.
   */
  void write(List<Sample> samples) throws HistoryException;

  /**
   * Buckets that hold at least one reading, in order of time; a gap stays a gap.
   *
   * @param bucketMs the width, at least 1 ms; buckets start at multiples of it since 1970
   * @param toMs exclusive
   */
  List<Bucket> buckets(Point point, long fromMs, long toMs, long bucketMs) throws HistoryException;

  /**
   * What {@link #buckets} says of each of these points. Of many points at once it is much faster
   * than one after the other, and all that it finds is in memory.
   */
  default Map<PointId, List<Bucket>> buckets(
      Collection<Point> points, long fromMs, long toMs, long bucketMs) throws HistoryException {
    Map<PointId, List<Bucket>> all = new HashMap<>();
    for (Point point : points) {
      all.put(point.id(), buckets(point, fromMs, toMs, bucketMs));
    }
    return all;
  }

  /** At most {@code limit} readings in order of time; {@code toMs} is exclusive. */
  List<Row> rows(Point point, long fromMs, long toMs, int limit) throws HistoryException;

  /**
   * All readings of each of these points in order of time; {@code toMs} is exclusive. As with
   * buckets, many at once are faster, and all are in memory.
   */
  default Map<PointId, List<Row>> rows(Collection<Point> points, long fromMs, long toMs)
      throws HistoryException {
    Map<PointId, List<Row>> all = new HashMap<>();
    for (Point point : points) {
      List<Row> rows = new ArrayList<>();
      long next = fromMs;
      while (true) {
        List<Row> page = rows(point, next, toMs, PAGE);
        rows.addAll(page);
        if (page.size() < PAGE) {
          break;
        }
        next = page.get(page.size() - 1).timeMs() + 1;
      }
      all.put(point.id(), rows);
    }
    return all;
  }

  /**
   * Until it is closed, the files of what is stored now keep their place, and writing goes on; for
   * a store elsewhere there is nothing to hold.
   */
  default AutoCloseable hold() throws HistoryException {
    return () -> {};
  }

  @Override
  void close();
}
