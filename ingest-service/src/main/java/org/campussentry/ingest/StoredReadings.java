package org.campussentry.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private static final int PAGE = 20_000;

  @Override
  public Optional<List<Reading>> of(PointId id, Instant from, Instant until) {
    Optional<Point> point = point(id);
    List<Reading> readings = new ArrayList<>();
    if (point.isEmpty()) {
      return Optional.of(readings);
    }
    try {
      long next = from.toEpochMilli();
      while (true) {
        List<History.Row> rows = history.rows(point.get(), next, until.toEpochMilli(), PAGE);
        rows.forEach(row -> readings.add(reading(id, row)));
        if (rows.size() < PAGE) {
          return Optional.of(readings);
        }
        next = rows.get(rows.size() - 1).timeMs() + 1;
      }
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
