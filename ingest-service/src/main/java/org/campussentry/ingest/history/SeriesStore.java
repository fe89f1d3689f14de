package org.campussentry.ingest.history;

import java.util.OptionalLong;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;

/** A store that can be asked about all of its series at once. Thread-safe. */
public interface SeriesStore extends History {
  /** Which series a summary is of. Immutable. */
  record Series(String site, String gateway, String point, String quantity) {
    static Series of(Point point) {
      return new Series(point.site(), point.id().gateway(), point.id().wire(), point.quantity());
    }

    /** As far as a store needs to know it. */
    Point asPoint() {
      return new Point(new PointId(gateway, point), site, "", "", quantity, "", 0, false);
    }
  }

  /** Takes the summaries, each series' in order of time. */
  interface Reader {
    void take(Series series, Bucket bucket);
  }

  /**
   * What {@link History#buckets} would say of each series; without readings whose time is not sure.
   */
  void summaries(long fromMs, long toMs, long bucketMs, Reader reader) throws HistoryException;

  /**
   * Returns when all that was written before the call can be read.
   *
   * @throws HistoryException when that takes longer than half a minute
   */
  void settle() throws HistoryException;

  /** Sample time of the oldest reading; empty while there is none. */
  OptionalLong oldestMs() throws HistoryException;

  /** Another one means that other readings are in it. */
  String identity();
}
