package org.campussentry.ingest.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of whole numbers from 0, kept as inclusive ranges that do not touch, as receipts name them.
 * Not thread-safe.
 */
public final class Ranges {
  private final TreeMap<Long, Long> toByFrom = new TreeMap<>();

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is nothing of the kind
   */
  public static Ranges parse(String text) {
    Ranges ranges = new Ranges();
    if (!text.isEmpty()) {
      for (String part : text.split(",", -1)) {
        int dash = part.indexOf('-');
        ranges.add(
            Long.parseLong(dash < 0 ? part : part.substring(0, dash)),
            Long.parseLong(part.substring(dash + 1)));
      }
    }
    return ranges;
  }

  /** {@code 0-811,813}; empty for an empty set. */
  public String text() {
    StringBuilder text = new StringBuilder();
    toByFrom.forEach(
        (from, to) -> {
          text.append(text.length() == 0 ? "" : ",").append(from);
          if (!from.equals(to)) {
            text.append('-').append(to);
          }
        });
    return text.toString();
  }

  public Ranges copy() {
    Ranges copy = new Ranges();
    copy.toByFrom.putAll(toByFrom);
    return copy;
  }

  /** False when it was in already. */
  public boolean add(long n) {
    if (contains(n)) {
      return false;
    }
    add(n, n);
    return true;
  }

  /** All of {@code from..to}, both inclusive; nothing when {@code to} is the smaller. */
  public void add(long from, long to) {
    if (to < from) {
      return;
    }
    long first = from;
    long last = to;
    Map.Entry<Long, Long> near = toByFrom.floorEntry(to + 1);
    while (near != null && near.getValue() >= from - 1) {
      first = Math.min(first, near.getKey());
      last = Math.max(last, near.getValue());
      toByFrom.remove(near.getKey());
      near = toByFrom.floorEntry(to + 1);
    }
    toByFrom.put(first, last);
  }

  /** These without those of the other. */
  public Ranges without(Ranges other) {
    Ranges rest = copy();
    other.toByFrom.forEach(rest::remove);
    return rest;
  }

  private void remove(long from, long to) {
    Map.Entry<Long, Long> hit = toByFrom.floorEntry(to);
    while (hit != null && hit.getValue() >= from) {
      toByFrom.remove(hit.getKey());
      add(hit.getKey(), from - 1);
      add(to + 1, hit.getValue());
      hit = toByFrom.floorEntry(to);
    }
  }

  public boolean contains(long n) {
    Map.Entry<Long, Long> before = toByFrom.floorEntry(n);
    return before != null && before.getValue() >= n;
  }

  public boolean isEmpty() {
    return toByFrom.isEmpty();
  }

  /** How many numbers are in. */
  public long count() {
    long count = 0;
    for (Map.Entry<Long, Long> range : toByFrom.entrySet()) {
      count += range.getValue() - range.getKey() + 1;
    }
    return count;
  }

  /** Each as {first, last}, in order. */
  public List<long[]> list() {
    List<long[]> ranges = new ArrayList<>(toByFrom.size());
    toByFrom.forEach((from, to) -> ranges.add(new long[] {from, to}));
    return ranges;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ranges that && toByFrom.equals(that.toByFrom);
  }

  @Override
  public int hashCode() {
    return toByFrom.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
