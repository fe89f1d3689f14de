package org.campussentry.ingest.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.reading.PointId;

/**
 * Late values over a limit, gathered into runs until they are made durable: a backlog of a warm day
 * is one record and not one transaction a reading. Confined to {@link Watch}'s lock.
 */
public final class LateExcursions {
  /**
   * Contiguous late values of one point over one limit. Immutable.
   *
   * @param contiguousMs how far apart two values may lie and still be one excursion
   */
  public record Run(
      Rule rule, PointId point, long first, long last, double worst, long contiguousMs) {
    boolean touches(long time) {
      return time >= first - contiguousMs && time <= last + contiguousMs;
    }

    Run with(long time, double value) {
      Limit limit = rule.limit().orElseThrow();
      boolean worse = limit.excess(value) > limit.excess(worst);
      return new Run(
          rule,
          point,
          Math.min(first, time),
          Math.max(last, time),
          worse ? value : worst,
          contiguousMs);
    }
  }

  private record Key(String rule, PointId point) {}

  private final Map<Key, Run> current = new HashMap<>();
  private final List<Run> complete = new ArrayList<>();

  void add(Rule rule, PointId point, long time, double value, long contiguousMs) {
    current.merge(
        new Key(rule.id(), point),
        new Run(rule, point, time, time, value, contiguousMs),
        (run, next) -> {
          if (run.touches(time)) {
            return run.with(time, value);
          }
          complete.add(run);
          return next;
        });
  }

  /** What was taken and could not be kept; keeping one twice changes nothing. */
  void giveBack(List<Run> runs) {
    complete.addAll(0, runs);
  }

  /** All runs since the last call. */
  List<Run> take() {
    List<Run> runs = new ArrayList<>(complete);
    runs.addAll(current.values());
    complete.clear();
    current.clear();
    return runs;
  }
}
