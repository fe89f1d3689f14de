package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.disinfection.Quantity;
import org.campussentry.ingest.disinfection.Run;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.disinfection.Sprayer;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.Watch;

/** What sprayers told around a slot, for a chart; a gap stays a gap. */
record Curves(Watch watch, History history, Times times) {
  private static final Duration AROUND = Duration.ofMinutes(10);
  private static final int BUCKETS = 600;

  JsonObject of(List<Sprayer> sprayers, Slot slot, List<Run> runs, Instant now) {
    long from = slot.opens().minus(AROUND).toEpochMilli();
    long end =
        Math.max(slot.due().toEpochMilli(), runs.stream().mapToLong(Run::endMs).max().orElse(0));
    long to = Math.max(from + 1, Math.min(end + AROUND.toMillis(), now.toEpochMilli()));
    long width = Math.max(1000, (to - from + BUCKETS - 1) / BUCKETS);
    JsonArray series = new JsonArray();
    JsonObject view =
        new JsonObject()
            .put("from", times.iso(from))
            .put("to", times.iso(to))
            .put("series", series);
    try {
      for (Sprayer sprayer : sprayers) {
        for (Quantity quantity : Quantity.values()) {
          Optional<Point> point = watch.point(sprayer.point(quantity)).map(PointState::point);
          if (point.isPresent()) {
            series.add(series(sprayer, quantity, point.get(), from, to, width));
          }
        }
      }
      return view.put("complete", true);
    } catch (HistoryException e) {
      return view.put("complete", false).put("why", e.getMessage());
    }
  }

  private JsonObject series(
      Sprayer sprayer, Quantity quantity, Point point, long from, long to, long width)
      throws HistoryException {
    JsonArray values = new JsonArray();
    for (History.Bucket bucket : history.buckets(point, from, to, width)) {
      if (bucket.measured() > 0) {
        values.add(
            new JsonArray()
                .add(bucket.startMs())
                .add(bucket.mean())
                .add(bucket.min())
                .add(bucket.max()));
      }
    }
    return new JsonObject()
        .put("sprayer", sprayer.id())
        .put("quantity", quantity.word())
        .put("unit", quantity.unit())
        .put("everyMs", Math.max(width, point.everyMillis()))
        .put("values", values);
  }
}
