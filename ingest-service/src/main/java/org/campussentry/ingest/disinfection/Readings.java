package org.campussentry.ingest.disinfection;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;

/** Where readings of a time that has passed come from. Thread-safe. */
public interface Readings {
  /**
   * Of one point, in any order.
   *
   * @param until exclusive
   * @return empty when the store does not answer; no readings when it has none, or knows no such
   *     point
   */
  Optional<List<Reading>> of(PointId point, Instant from, Instant until);

  /** The same of several points, which is faster than one after the other. */
  default Optional<Map<PointId, List<Reading>>> of(
      Collection<PointId> points, Instant from, Instant until) {
    Map<PointId, List<Reading>> all = new HashMap<>();
    for (PointId point : points) {
      Optional<List<Reading>> one = of(point, from, until);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.put(point, one.get());
    }
    return Optional.of(all);
  }

  /** How often a point is asked, in milliseconds; empty when it is not known. */
  Optional<Long> periodMs(PointId point);
}
