package org.campussentry.ingest;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.disinfection.Readings;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.Watch;

/** Readings of sprayers from the history. */
record StoredReadings(Watch watch, History history) implements Readings {
  @Override
  public Optional<List<Reading>> of(PointId id, Instant from, Instant until) {
    return of(List.of(id), from, until).map(all -> all.getOrDefault(id, List.of()));
  }

  @Override
  public Optional<Map<PointId, List<Reading>>> of(
      Collection<PointId> ids, Instant from, Instant until) {
    List<Point> points = ids.stream().flatMap(id -> point(id).stream()).toList();
    Map<PointId, List<Reading>> readings = new HashMap<>();
    try {
      history
          .rows(points, from.toEpochMilli(), until.toEpochMilli())
          .forEach(
              (id, rows) -> readings.put(id, rows.stream().map(row -> reading(id, row)).toList()));
      return Optional.of(readings);
    } catch (HistoryException e) {
      return Optional.empty();
    }
  }

  private static Reading reading(PointId id, History.Row row) {
    return row.reason().isEmpty()
        ? new Reading.Measured(id, row.timeMs(), row.value())
        : new Reading.Unavailable(
            id, row.timeMs(), Reason.of(row.reason()).orElse(Reason.EXCEPTION));
  }

  @Override
  public Optional<Long> periodMs(PointId id) {
    return point(id).map(Point::everyMillis).filter(ms -> ms > 0);
  }

  private Optional<Point> point(PointId id) {
    return watch.point(id).map(PointState::point);
  }
}
