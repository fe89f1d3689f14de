package org.campussentry.ingest.disinfection;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;

/** What has arrived so far; a reading that comes twice is one. */
final class MemoryReadings implements Readings {
  private final Map<PointId, TreeMap<Long, Reading>> byPoint = new HashMap<>();
  private final long periodMs;
  private boolean away;

  /** How often it was asked, for however many points. */
  int asked;

  MemoryReadings(long periodMs) {
    this.periodMs = periodMs;
  }

  void add(Collection<? extends Reading> readings) {
    readings.forEach(
        r -> byPoint.computeIfAbsent(r.point(), p -> new TreeMap<>()).put(r.time(), r));
  }

  /** Whether it answers. */
  void goAway(boolean goes) {
    away = goes;
  }

  @Override
  public Optional<List<Reading>> of(PointId point, Instant from, Instant until) {
    return away
        ? Optional.empty()
        : Optional.of(
            List.copyOf(
                byPoint
                    .getOrDefault(point, new TreeMap<>())
                    .subMap(from.toEpochMilli(), until.toEpochMilli())
                    .values()));
  }

  @Override
  public Optional<Map<PointId, List<Reading>>> of(
      Collection<PointId> points, Instant from, Instant until) {
    asked++;
    return Readings.super.of(points, from, until);
  }

  @Override
  public Optional<Long> periodMs(PointId point) {
    return Optional.of(periodMs);
  }
}
