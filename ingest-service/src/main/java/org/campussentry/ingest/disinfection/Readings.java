package org.campussentry.ingest.disinfection;

import java.time.Instant;
import java.util.List;
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

  /** How often a point is asked, in milliseconds; empty when it is not known. */
  Optional<Long> periodMs(PointId point);
}
