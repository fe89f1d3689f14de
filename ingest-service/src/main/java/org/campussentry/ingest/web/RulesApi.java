package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
import org.campussentry.ingest.watch.Watch;

/** {@code /api/v1/rules}: the rules in force, and what another would have done. */
final class RulesApi {
  private static final int DAYS_MAX = 31;
  private static final int POINTS_MAX = 20;
  private static final int PAGE = 50_000;
  private static final int ALERTS_MAX = 1_000;

  private final Watch watch;
  private final RuleBook rules;
  private final History history;
  private final Function<JsonObject, Rule> reader;
  private final Views views;
  private final InstantSource clock;

  /**
   * @param reader makes a rule of the keys of campus.yaml; throws {@link IllegalArgumentException}
   *     with what is wrong
   */
  RulesApi(
      Watch watch,
      RuleBook rules,
      History history,
      Function<JsonObject, Rule> reader,
      Views views,
      InstantSource clock) {
    this.watch = watch;
    this.rules = rules;
    this.history = history;
    this.reader = reader;
    this.views = views;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/rules").handler(this::list);
    router.post("/api/v1/rules/dry-run").handler(this::dryRun);
  }

  private void list(RoutingContext ctx) {
    JsonArray all = new JsonArray();
    for (Rule rule : rules.all()) {
      JsonObject view = view(rule);
      rules.reportWithin(rule.id()).ifPresent(w -> view.put("reportWithinMs", w.toMillis()));
      all.add(view);
    }
    Answers.json(ctx, new JsonObject().put("rules", all));
  }

  private static JsonObject view(Rule rule) {
    JsonObject view =
        new JsonObject()
            .put("id", rule.id())
            .put("name", rule.words().name())
            .put("nameEn", rule.words().nameEn())
            .put("do", rule.words().action())
            .put("doEn", rule.words().actionEn())
            .put("link", rule.words().runbook())
            .put("severity", rule.severity().word())
            .put("quantity", rule.scope().quantity())
            .put("area", rule.scope().area())
            .put("forMs", rule.onDelay().toMillis())
            .put("clearForMs", rule.offDelay().toMillis())
            .put("source", rule.basis().source())
            .put("edition", rule.basis().edition())
            .put("byCampus", rule.byCampus());
    rule.scope().point().ifPresent(point -> view.put("point", point));
    rule.scope().tag().ifPresent(tag -> view.put("tag", tag));
    rule.limit()
        .ifPresent(
            limit -> {
              limit.lower().ifPresent(bound -> view.put("lower", bound));
              limit.upper().ifPresent(bound -> view.put("upper", bound));
            });
    return view.put("condition", condition(rule.condition()));
  }

  private static String condition(Rule.Condition condition) {
    if (condition instanceof Rule.Value) {
      return "value";
    }
    if (condition instanceof Rule.Rate rate) {
      return rate.rise() ? "rises" : "falls";
    }
    if (condition instanceof Rule.Stuck) {
      return "stuck";
    }
    if (condition instanceof Rule.Coverage) {
      return "coverage";
    }
    if (condition instanceof Rule.BrokerSilent) {
      return "broker-silent";
    }
    if (condition instanceof Rule.Disinfection disinfection) {
      return "disinfection-" + disinfection.stage().word();
    }
    return condition instanceof Rule.NoData ? "no-data" : "gateway-silent";
  }

  private void dryRun(RoutingContext ctx) {
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
    if (points.size() > POINTS_MAX) {
      throw Problem.bad(
          "the rule is for %d points, and at most %d can be tried at once: name an area or a point"
              .formatted(points.size(), POINTS_MAX));
    }
    long until = clock.millis();
    long from = until - Duration.ofDays(days).toMillis();
    // One at a time, in a pool of its own: millions of readings must not hold up who acknowledges.
    ctx.vertx()
        .createSharedWorkerExecutor("dry-run", 1)
        .executeBlocking(() -> answer(rule, points, from, until))
        .onSuccess(answer -> Answers.json(ctx, answer))
        .onFailure(ctx::fail);
  }

  private Rule read(JsonObject keys) {
    try {
      Rule rule = reader.apply(keys);
      if (rule.condition() instanceof Rule.GatewaySilent) {
        throw Problem.bad("the silence of gateways is not in the history: it can't be tried");
      }
      if (rule.condition() instanceof Rule.BrokerSilent) {
        throw Problem.bad("the line to the broker is not in the history: it can't be tried");
      }
      if (rule.condition() instanceof Rule.Disinfection) {
        throw Problem.bad("slots of disinfection are no readings: it can't be tried");
      }
      if (rule.condition() instanceof Rule.Coverage) {
        throw Problem.bad(
            "coverage is counted as readings arrive, and their arrival is not in the history: it"
                + " can't be tried. GET /api/v1/coverage?date= tells what it was on a day");
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
    for (Point point : points) {
      tried.add(point.id().toString());
      alerts.addAll(run(rule, point, from, until));
    }
    JsonArray shown = new JsonArray();
    alerts.stream().limit(ALERTS_MAX).map(views::alert).forEach(shown::add);
    return new JsonObject()
        .put("from", views.times().iso(from))
        .put("until", views.times().iso(until))
        .put("points", tried)
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
