package org.campussentry.ingest.duty;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.reading.Point;

/** The planned maintenance (计划检修) of a campus. Immutable. */
public record Maintenance(List<MaintenanceWindow> windows) {
  public Maintenance {
    windows = List.copyOf(windows);
  }

  /** The first window in which a point is worked on at that time. */
  public Optional<MaintenanceWindow> covers(Point point, Instant time) {
    return windows.stream().filter(w -> w.covers(point, time)).findFirst();
  }
}
