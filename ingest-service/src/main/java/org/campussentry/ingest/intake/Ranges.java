package org.campussentry.ingest.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of whole numbers kept as inclusive ranges, as receipts name them. Not thread-safe. */
final class Ranges {
  private final TreeMap<Long, Long> toByFrom = new TreeMap<>();

  /** False when it was in already. */
  boolean add(long n) {
    Map.Entry<Long, Long> before = toByFrom.floorEntry(n);
    if (before != null && before.getValue() >= n) {
      return false;
    }
    long from = before != null && before.getValue() == n - 1 ? before.getKey() : n;
    Long after = toByFrom.remove(n + 1);
    toByFrom.put(from, after == null ? n : after);
    return true;
  }

  boolean contains(long n) {
    Map.Entry<Long, Long> before = toByFrom.floorEntry(n);
    return before != null && before.getValue() >= n;
  }

  boolean isEmpty() {
    return toByFrom.isEmpty();
  }

  List<long[]> list() {
    List<long[]> ranges = new ArrayList<>(toByFrom.size());
    toByFrom.forEach((from, to) -> ranges.add(new long[] {from, to}));
    return ranges;
  }
}
