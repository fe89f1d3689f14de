package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import org.campussentry.ingest.coverage.Expectations;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Watch;

/** {@code /api/v1/points}: what each point says now, and its history, raw or in buckets. */
final class PointsApi {
  private static final int BUCKETS_MAX = 2000;
  private static final int ROWS_MAX = 20_000;
  private static final long ROLLED_MS = 300_000;

  private final Watch watch;
  private final RuleBook rules;
  private final History history;
  private final InstrumentsApi instruments;
  private final Expectations expectations;
  private final Views views;
  private final InstantSource clock;

  PointsApi(
      Watch watch,
      RuleBook rules,
      History history,
      InstrumentsApi instruments,
      Expectations expectations,
      Views views,
      InstantSource clock) {
    this.watch = watch;
    this.rules = rules;
    this.history = history;
    this.instruments = instruments;
    this.expectations = expectations;
    this.views = views;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/points").handler(this::list);
    router.get("/api/v1/points/:id").handler(this::one);
    router.get("/api/v1/points/:id/readings").handler(this::readings);
  }

  private void list(RoutingContext ctx) {
    Map<String, Alert> worst = Views.worstBySource(watch.openAlerts());
    JsonArray points = new JsonArray();
    watch.points().forEach(p -> points.add(view(p, worst)));
    Answers.json(ctx, new JsonObject().put("points", points));
  }

  private JsonObject view(PointState state, Map<String, Alert> worst) {
    JsonObject view = views.point(state, worst, clock.millis());
    instruments.current(state.point().id()).ifPresent(now -> view.put("instrument", now));
    return view;
  }

  private void one(RoutingContext ctx) {
    PointState state = find(ctx);
    Map<String, Alert> worst = Views.worstBySource(watch.openAlerts());
    JsonArray limits = new JsonArray();
    for (Rule rule : rules.measured(state.point())) {
      rule.valueLimit()
          .ifPresent(
              limit -> {
                limit.upper().ifPresent(bound -> limits.add(bound(rule, true, bound)));
                limit.lower().ifPresent(bound -> limits.add(bound(rule, false, bound)));
              });
    }
    JsonObject view = view(state, worst).put("rules", limits);
    view.put("watchedBy", PointRules.view(rules.watching(state.point())));
    expectations
        .latest(state.point().id())
        .flatMap(e -> e.retired().map(r -> CoverageApi.retirement(r, e, views.times())))
        .ifPresent(retired -> view.put("retired", retired));
    Answers.json(ctx, view);
  }

  private static JsonObject bound(Rule rule, boolean upper, double bound) {
    return new JsonObject()
        .put("rule", rule.id())
        .put("name", rule.words().name())
        .put("nameEn", rule.words().nameEn())
        .put("severity", rule.severity().word())
        .put("upper", upper)
        .put("limit", bound)
        .put("source", rule.basis().source());
  }

  private PointState find(RoutingContext ctx) {
    return find(watch, ctx);
  }

  /** The point that the path names. */
  static PointState find(Watch watch, RoutingContext ctx) {
    String text = ctx.pathParam("id");
    try {
      return watch
          .point(PointId.parse(text))
          .orElseThrow(() -> Problem.notFound("there is no point " + text));
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
  }

  private void readings(RoutingContext ctx) {
    Point point = find(ctx).point();
    Stretch asked = Stretch.of(ctx, clock);
    long from = asked.fromMs();
    long to = asked.toMs();
    String buckets = ctx.request().getParam("buckets");
    Answers.blocking(
        ctx,
        () -> {
          JsonObject answer =
              new JsonObject()
                  .put("point", point.id().toString())
                  .put("from", views.times().iso(from))
                  .put("to", views.times().iso(to))
                  .put("marks", instruments.marks(point.id(), from, to));
          try {
            return buckets == null
                ? rows(answer, point, from, to)
                : buckets(answer, point, from, to, count(buckets));
          } catch (HistoryException e) {
            throw new Problem.BadRequest(503, e.getMessage());
          }
        });
  }

  private static int count(String text) {
    if (!text.matches("\\d{1,4}") || text.matches("0+") || Integer.parseInt(text) > BUCKETS_MAX) {
      throw Problem.bad("'buckets' is a number from 1 to " + BUCKETS_MAX);
    }
    return Integer.parseInt(text);
  }

  private JsonObject rows(JsonObject answer, Point point, long from, long to)
      throws HistoryException {
    JsonArray list = new JsonArray();
    for (History.Row row : history.rows(point, from, to, ROWS_MAX)) {
      JsonObject view = new JsonObject().put("time", views.times().iso(row.timeMs()));
      list.add(
          row.reason().isEmpty()
              ? view.put("value", row.value())
              : view.put("reason", row.reason()));
    }
    return answer.put("readings", list).put("complete", list.size() < ROWS_MAX);
  }

  private JsonObject buckets(JsonObject answer, Point point, long from, long to, int count)
      throws HistoryException {
    long width = Math.max(1000, (to - from + count - 1) / count);
    if (width > ROLLED_MS) {
      // Of such widths the store has something ready.
      width = (width + ROLLED_MS - 1) / ROLLED_MS * ROLLED_MS;
    }
    JsonArray list = new JsonArray();
    for (History.Bucket bucket : history.buckets(point, from, to, width)) {
      JsonObject view =
          new JsonObject()
              .put("time", views.times().iso(bucket.startMs()))
              .put("measured", bucket.measured())
              .put("unavailable", bucket.unavailable());
      if (bucket.measured() > 0) {
        view.put("min", bucket.min()).put("mean", bucket.mean()).put("max", bucket.max());
      }
      list.add(view);
    }
    return answer.put("bucketMs", width).put("buckets", list);
  }
}
