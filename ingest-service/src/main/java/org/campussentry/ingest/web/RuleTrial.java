package org.campussentry.ingest.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.DryRun;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.RuleDesk;
import org.campussentry.ingest.watch.Watch;

/** {@code /api/v1/rules/dry-run}: what a rule would have done. */
final class RuleTrial {
  private static final int DAYS_MAX = 31;
  private static final int POINTS_MAX = 20;
  private static final int WAITING_MAX = 4;
  private static final int PAGE = 50_000;
  private static final int ALERTS_MAX = 1_000;

  private final Watch watch;
  private final RuleBook rules;
  private final History history;
  private final RuleDesk desk;
  private final Views views;
  private final InstantSource clock;
  private final AtomicInteger waiting = new AtomicInteger();

  RuleTrial(
      Watch watch,
      RuleBook rules,
      History history,
      RuleDesk desk,
      Views views,
      InstantSource clock) {
    this.watch = watch;
    this.rules = rules;
    this.history = history;
    this.desk = desk;
    this.views = views;
    this.clock = clock;
  }

  /**
   * One at a time, in a pool of its own: millions of readings must not hold up an acknowledgement.
   */
  void mount(Router router, Vertx vertx) {
    WorkerExecutor pool = vertx.createSharedWorkerExecutor("dry-run", 1, 10, TimeUnit.MINUTES);
    router.post("/api/v1/rules/dry-run").handler(ctx -> dryRun(ctx, pool));
  }

  private void dryRun(RoutingContext ctx, WorkerExecutor pool) {
    JsonObject body = Answers.body(ctx);
    if (!(body.getValue("rule") instanceof JsonObject keys)) {
      throw Problem.bad("'rule' is an object with the keys of a rule in campus.yaml");
    }
    int days = body.getValue("days", 7) instanceof Integer number ? number : 0;
    if (days < 1 || days > DAYS_MAX) {
      throw Problem.bad("'days' is a number from 1 to " + DAYS_MAX);
    }
    Rule rule = read(keys);
    List<Point> points =
        watch.points().stream()
            .map(PointState::point)
            .filter(point -> rules.with(List.of(rule)).covers(point))
            .toList();
    long until = clock.millis();
    long from = until - Duration.ofDays(days).toMillis();
    if (waiting.incrementAndGet() > WAITING_MAX) {
      waiting.decrementAndGet();
      throw new Problem.BadRequest(429, "others are being tried: try again in a minute");
    }
    pool.executeBlocking(() -> answer(rule, points, from, until))
        .onComplete(done -> waiting.decrementAndGet())
        .onSuccess(answer -> Answers.json(ctx, answer))
        .onFailure(ctx::fail);
  }

  private Rule read(JsonObject keys) {
    try {
      Rule rule = desk.read(keys.encode()).rule();
      if (rule.condition() instanceof Rule.GatewaySilent) {
        throw Problem.bad("the silence of gateways is not in the history: it can't be tried");
      }
      if (rule.condition() instanceof Rule.BrokerSilent) {
        throw Problem.bad("the line to the broker is not in the history: it can't be tried");
      }
      if (rule.condition() instanceof Rule.Stock) {
        throw Problem.bad("stocks of supplies are no readings: it can't be tried");
      }
      if (rule.condition() instanceof Rule.Disinfection) {
        throw Problem.bad("slots of disinfection are no readings: it can't be tried");
      }
      if (rule.condition() instanceof Rule.Coverage) {
        throw Problem.bad(
            "coverage is counted as readings arrive, and their arrival is not in the history: it can't be tried."
                + " GET /api/v1/coverage?date= tells what it was on a day");
      }
      return rule;
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
  }

  private JsonObject answer(Rule rule, List<Point> points, long from, long until)
      throws HistoryException {
    List<Alert> alerts = new ArrayList<>();
    JsonArray tried = new JsonArray();
    for (Point point : points.stream().limit(POINTS_MAX).toList()) {
      tried.add(point.id().toString());
      alerts.addAll(run(rule, point, from, until));
    }
    JsonArray shown = new JsonArray();
    alerts.stream().limit(ALERTS_MAX).map(views::alert).forEach(shown::add);
    return new JsonObject()
        .put("from", views.times().iso(from))
        .put("until", views.times().iso(until))
        .put("points", tried)
        .put("covers", points.size())
        .put("total", alerts.size())
        .put("alerts", shown);
  }

  private List<Alert> run(Rule rule, Point point, long from, long until) throws HistoryException {
    DryRun run = new DryRun(rule, point, from);
    long next = from;
    while (true) {
      List<History.Row> rows = history.rows(point, next, until, PAGE);
      for (History.Row row : rows) {
        run.next(point, reading(point, row));
      }
      if (rows.size() < PAGE) {
        run.passUntil(until);
        return run.alerts();
      }
      next = rows.get(rows.size() - 1).timeMs() + 1;
    }
  }

  private static Reading reading(Point point, History.Row row) {
    return row.reason().isEmpty()
        ? new Reading.Measured(point.id(), row.timeMs(), row.value())
        : new Reading.Unavailable(
            point.id(), row.timeMs(), Reason.of(row.reason()).orElse(Reason.EXCEPTION));
  }
}
