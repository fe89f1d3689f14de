package org.campussentry.ingest.history;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.campussentry.ingest.history.History.Bucket;

/** Makes wide buckets of narrow ones that fit into them. Confined to one thread. */
final class Fold {
  private final long widthMs;
  private final TreeMap<Long, Bucket> wide = new TreeMap<>();

  Fold(long widthMs) {
    this.widthMs = widthMs;
  }

  void add(Bucket narrow) {
    long start = Math.floorDiv(narrow.startMs(), widthMs) * widthMs;
    wide.merge(start, at(start, narrow), Fold::together);
  }

  private static Bucket at(long start, Bucket b) {
    return new Bucket(start, b.measured(), b.unavailable(), b.min(), b.mean(), b.max());
  }

  private static Bucket together(Bucket a, Bucket b) {
    long unavailable = a.unavailable() + b.unavailable();
    if (a.measured() == 0 || b.measured() == 0) {
      Bucket values = a.measured() == 0 ? b : a;
      return new Bucket(
          a.startMs(), values.measured(), unavailable, values.min(), values.mean(), values.max());
    }
    long measured = a.measured() + b.measured();
    double mean = a.mean() + (b.mean() - a.mean()) * b.measured() / measured;
    return new Bucket(
        a.startMs(),
        measured,
        unavailable,
        Math.min(a.min(), b.min()),
        mean,
        Math.max(a.max(), b.max()));
  }

  /** In order of time. */
  List<Bucket> buckets() {
    return new ArrayList<>(wide.values());
  }
}
