package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.MaintenanceWindow;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertStore;
import org.campussentry.ingest.watch.Watch;

/**
 * {@code /api/v1/points/ID/marks}: what happened at a point in a stretch of time, beside what it
 * measured.
 */
final class PointMarks {
  private static final int ALERTS_MAX = 500;

  private final Watch watch;
  private final AlertStore alerts;
  private final DutyDesk desk;
  private final InstrumentsApi instruments;
  private final Views views;
  private final InstantSource clock;

  PointMarks(
      Watch watch,
      AlertStore alerts,
      DutyDesk desk,
      InstrumentsApi instruments,
      Views views,
      InstantSource clock) {
    this.watch = watch;
    this.alerts = alerts;
    this.desk = desk;
    this.instruments = instruments;
    this.views = views;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/points/:id/marks").handler(this::marks);
  }

  private void marks(RoutingContext ctx) {
    Point point = PointsApi.find(watch, ctx).point();
    Stretch asked = Stretch.of(ctx, clock);
    long from = asked.fromMs();
    long to = asked.toMs();
    Answers.blocking(
        ctx,
        () -> {
          List<Alert> found = alerts.of(point.id().toString(), from, to, ALERTS_MAX);
          JsonArray maintained = new JsonArray();
          desk.store().maintenance(Instant.ofEpochMilli(from)).stream()
              .filter(window -> window.from().toEpochMilli() < to && isAt(window, point))
              .forEach(window -> maintained.add(view(window)));
          return new JsonObject()
              .put("point", point.id().toString())
              .put("from", views.times().iso(from))
              .put("to", views.times().iso(to))
              .put("alerts", views.alerts(found))
              .put("complete", found.size() < ALERTS_MAX)
              .put("maintenance", maintained)
              .put("instruments", instruments.marks(point.id(), from, to));
        });
  }

  /** At its own start it covers whatever it is for. */
  private static boolean isAt(MaintenanceWindow window, Point point) {
    return window.covers(point, window.from());
  }

  private JsonObject view(MaintenanceWindow window) {
    return new JsonObject()
        .put("from", views.times().iso(window.from().toEpochMilli()))
        .put("until", views.times().iso(window.until().toEpochMilli()))
        .put("reason", window.reason())
        .put("by", window.by());
  }
}
