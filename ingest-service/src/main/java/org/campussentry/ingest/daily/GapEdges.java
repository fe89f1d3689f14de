package org.campussentry.ingest.daily;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.History.Bucket;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;

/**
 * When exactly points spoke around their gaps. Notes what it is asked and answers by the edges of
 * the bucket, until it has read; a bucket is read once for all points. Confined to one thread.
 */
final class GapEdges {
  /**
   * So many buckets are read; what lies in others is told to five minutes, rather longer than it
   * was.
   */
  private static final int BUCKETS_MAX = 300;

  /** Of the values in a bucket. */
  private record Ends(long firstMs, long lastMs) {}

  private record Place(PointId point, long bucketMs) {}

  private final History history;
  private final Map<Long, Set<Point>> asked = new LinkedHashMap<>();
  private final Map<Place, Ends> known = new HashMap<>();
  private int left = BUCKETS_MAX;

  GapEdges(History history) {
    this.history = history;
  }

  PointProof.Edges of(Point point) {
    return new PointProof.Edges() {
      @Override
      public long first(Bucket bucket) {
        return end(point, bucket, Ends::firstMs, bucket.startMs() + PointProof.BUCKET_MS);
      }

      @Override
      public long last(Bucket bucket) {
        return end(point, bucket, Ends::lastMs, bucket.startMs());
      }
    };
  }

  private long end(Point point, Bucket bucket, ToLongFunction<Ends> which, long otherwise) {
    Ends ends = known.get(new Place(point.id(), bucket.startMs()));
    if (ends == null) {
      asked.computeIfAbsent(bucket.startMs(), b -> new HashSet<>()).add(point);
      return otherwise;
    }
    return which.applyAsLong(ends);
  }

  /**
   * Reads what was asked for since the last time.
   *
   * @throws HistoryException when the store does not answer
   */
  void read() throws HistoryException {
    for (var one : asked.entrySet()) {
      if (left-- > 0) {
        read(one.getKey(), one.getValue());
      }
    }
    asked.clear();
  }

  private void read(long bucket, Set<Point> points) throws HistoryException {
    history
        .rows(points, bucket, bucket + PointProof.BUCKET_MS)
        .forEach(
            (id, rows) -> {
              List<Long> times =
                  rows.stream()
                      .filter(row -> row.reason().isEmpty())
                      .map(History.Row::timeMs)
                      .toList();
              if (!times.isEmpty()) {
                Ends ends = new Ends(times.get(0), times.get(times.size() - 1));
                known.put(new Place(id, bucket), ends);
              }
            });
  }
}
