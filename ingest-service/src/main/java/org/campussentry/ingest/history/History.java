package org.campussentry.ingest.history;

import java.util.List;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Sample;

/**
 * A store of time series. Thread-safe. Writing a sample again, with the same point and time,
 * changes nothing.
 */
public interface History extends AutoCloseable {
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

  /** At most {@code limit} readings in order of time; {@code toMs} is exclusive. */
  List<Row> rows(Point point, long fromMs, long toMs, int limit) throws HistoryException;

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
