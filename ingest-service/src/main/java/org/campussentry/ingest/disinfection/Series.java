package org.campussentry.ingest.disinfection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.campussentry.ingest.reading.Reading;

/**
 * The measured values of one point in order of time, whatever order they came in; an unavailable
 * reading is none. Immutable.
 *
 * @param samples each time once
 */
record Series(List<Sample> samples) {
  static final Series NONE = new Series(List.of());

  /** A measured value and its time, milliseconds since 1970 UTC. */
  record Sample(long timeMs, double value) {}

  static Series of(Collection<? extends Reading> readings) {
    TreeMap<Long, Double> byTime = new TreeMap<>();
    for (Reading reading : readings) {
      if (reading instanceof Reading.Measured measured) {
        // The store keeps one of a time; here the larger one, so that the order does not matter.
        byTime.merge(measured.time(), measured.value(), Math::max);
      }
    }
    List<Sample> samples = new ArrayList<>(byTime.size());
    byTime.forEach((time, value) -> samples.add(new Sample(time, value)));
    return new Series(Collections.unmodifiableList(samples));
  }

  boolean isEmpty() {
    return samples.isEmpty();
  }

  /** Of a stretch of time, both ends inclusive; none when it ends before it begins. */
  List<Sample> within(long fromMs, long untilMs) {
    return fromMs <= untilMs ? samples.subList(firstAt(fromMs), firstAt(untilMs + 1)) : List.of();
  }

  /** How far the nearest one is from a time; very far when there is none. */
  long distance(long timeMs) {
    int after = firstAt(timeMs);
    long next = after < samples.size() ? samples.get(after).timeMs() - timeMs : Long.MAX_VALUE;
    long last = after > 0 ? timeMs - samples.get(after - 1).timeMs() : Long.MAX_VALUE;
    return Math.min(next, last);
  }

  private int firstAt(long timeMs) {
    int low = 0;
    int high = samples.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (samples.get(middle).timeMs() < timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
