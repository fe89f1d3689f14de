package org.campussentry.ingest.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campussentry.ingest.history.History.Bucket;
import org.campussentry.ingest.history.SeriesStore.Series;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;

/** Buckets of many points, gathered from where each hour of them is. Confined to one thread. */
final class ManySeries {
  /** All series of so long a stretch are held in memory at once. */
  static final long SLICE_MS = HourOfSeries.HOUR_MS / 4;

  /** Fewer are asked for one after the other. */
  static final int MANY = 8;

  private final SeriesStore store;
  private final Map<Series, Point> points = new HashMap<>();
  private final Map<Series, Fold> folds = new HashMap<>();

  ManySeries(SeriesStore store, Collection<Point> points, long widthMs) {
    this.store = store;
    for (Point point : points) {
      Series series = Series.of(point);
      this.points.put(series, point);
      folds.put(series, new Fold(widthMs));
    }
  }

  Set<Series> series() {
    return folds.keySet();
  }

  void add(Series series, Bucket bucket) {
    Fold fold = folds.get(series);
    if (fold != null) {
      fold.add(bucket);
    }
  }

  /** What the store says of all of them. */
  void raw(long fromMs, long toMs) throws HistoryException {
    raw(folds.keySet(), fromMs, toMs);
  }

  /** What the store says of some of them: of many by few questions. */
  void raw(Set<Series> some, long fromMs, long toMs) throws HistoryException {
    if (some.size() < MANY) {
      for (Series series : some) {
        store
            .buckets(points.get(series), fromMs, toMs, HourOfSeries.BUCKET_MS)
            .forEach(folds.get(series)::add);
      }
      return;
    }
    for (long slice = fromMs; slice < toMs; slice += SLICE_MS) {
      store.summaries(
          slice,
          Math.min(toMs, slice + SLICE_MS),
          HourOfSeries.BUCKET_MS,
          (series, bucket) -> {
            if (some.contains(series)) {
              add(series, bucket);
            }
          });
    }
  }

  Map<PointId, List<Bucket>> buckets() {
    Map<PointId, List<Bucket>> all = new HashMap<>();
    folds.forEach((series, fold) -> all.put(points.get(series).id(), fold.buckets()));
    return all;
  }
}
