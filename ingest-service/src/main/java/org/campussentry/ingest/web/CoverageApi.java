package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.coverage.Coverage;
import org.campussentry.ingest.coverage.CoverageSum;
import org.campussentry.ingest.coverage.DayCoverage;
import org.campussentry.ingest.coverage.Expectation;
import org.campussentry.ingest.coverage.Expectations;
import org.campussentry.ingest.coverage.PointDay;
import org.campussentry.ingest.intake.Tally;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reason;

/** {@code /api/v1/coverage}: what came of what was expected; and who takes a point out of it. */
final class CoverageApi {
  private static final int REASON_MAX = 1000;

  private final Coverage coverage;
  private final Expectations expectations;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  CoverageApi(
      Coverage coverage,
      Expectations expectations,
      AccountStore accounts,
      Times times,
      InstantSource clock) {
    this.coverage = coverage;
    this.expectations = expectations;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/coverage").handler(this::day);
    router.get("/api/v1/points/:id/coverage").handler(this::ofPoint);
    router.post("/api/v1/points/:id/retire").handler(this::retire);
  }

  private void day(RoutingContext ctx) {
    long now = clock.millis();
    LocalDate today = CampusDay.containing(now, times.zone()).date();
    LocalDate date = date(ctx.request().getParam("date"), today);
    Answers.blocking(ctx, () -> view(coverage.of(date, now)));
  }

  private void ofPoint(RoutingContext ctx) {
    long now = clock.millis();
    PointId point = id(ctx.pathParam("id"));
    LocalDate today = CampusDay.containing(now, times.zone()).date();
    LocalDate date = date(ctx.request().getParam("date"), today);
    Answers.blocking(
        ctx,
        () -> {
          DayCoverage day = coverage.of(date, now);
          JsonObject view =
              new JsonObject()
                  .put("point", point.toString())
                  .put("date", date.toString())
                  .put("until", times.iso(day.untilMs()));
          day.points().stream()
              .filter(p -> p.point().equals(point))
              .findFirst()
              .ifPresent(p -> view.put("day", point(p)));
          return view;
        });
  }

  private static LocalDate date(String text, LocalDate today) {
    try {
      LocalDate date = text == null ? today : LocalDate.parse(text);
      long days = Tally.KEEP_MS / 86_400_000;
      if (date.isAfter(today) || date.isBefore(today.minusDays(days))) {
        throw Problem.bad("'date' lies within the last " + days + " days, not " + text);
      }
      return date;
    } catch (DateTimeException e) {
      throw Problem.bad("'date' is not a date such as 2026-11-21: '" + text + "'");
    }
  }

  private JsonObject view(DayCoverage day) {
    JsonArray areas = new JsonArray();
    day.areas()
        .forEach(
            (place, sum) ->
                areas.add(
                    sum(sum, sum.ratio()).put("site", place.site()).put("area", place.area())));
    JsonArray points = new JsonArray();
    day.points().forEach(p -> points.add(point(p)));
    return new JsonObject()
        .put("date", day.day().date().toString())
        .put("until", times.iso(day.untilMs()))
        .put("campus", sum(day.campus(), day.ratio()))
        .put("areas", areas)
        .put("points", points)
        .put("unknown", new JsonArray(day.unknown()));
  }

  private static JsonObject sum(CoverageSum sum, OptionalDouble ratio) {
    return new JsonObject()
        .put("expected", sum.expected())
        .put("measured", sum.measured())
        .put("late", sum.late())
        .put("unavailable", reasons(sum.unavailable()))
        .put("untimed", sum.untimed())
        .put("missing", sum.missing())
        .put("coverage", ratio.isPresent() ? ratio.getAsDouble() : null);
  }

  private static JsonObject point(PointDay day) {
    boolean counted = day.expected().isPresent();
    JsonObject view =
        new JsonObject()
            .put("id", day.point().toString())
            .put("site", day.site())
            .put("area", day.area())
            .put("expected", day.expected().orElse(null))
            .put("measured", day.counts().measured())
            .put("late", day.counts().late())
            .put("unavailable", reasons(day.counts().unavailable()))
            .put("untimed", day.counts().untimed())
            .put("missing", counted ? day.missing() : null)
            .put(
                "coverage",
                day.expected()
                    .filter(n -> n > 0)
                    .map(n -> (double) day.covered() / n)
                    .orElse(null));
    day.retired().ifPresent(r -> view.put("retired", retirement(r)));
    return view;
  }

  private static JsonObject reasons(Map<Reason, Long> unavailable) {
    JsonObject view = new JsonObject();
    unavailable.forEach((reason, n) -> view.put(reason.wire(), n));
    return view;
  }

  private static JsonObject retirement(Expectation.Retirement retired) {
    return new JsonObject().put("by", retired.by()).put("reason", retired.reason());
  }

  /** As a point itself shows it. */
  static JsonObject retirement(Expectation.Retirement retired, Expectation of, Times times) {
    JsonObject view = retirement(retired);
    of.untilMs().ifPresent(at -> view.put("at", times.iso(at)));
    return view;
  }

  private void retire(RoutingContext ctx) {
    PointId point = id(ctx.pathParam("id"));
    String reason = Answers.text(Answers.body(ctx), "reason").strip();
    if (reason.isEmpty() || reason.length() > REASON_MAX) {
      throw Problem.bad(
          "'reason' says why nothing is expected of it any more, in 1 to "
              + REASON_MAX
              + " letters");
    }
    String user = LoginApi.user(ctx);
    long now = clock.millis();
    Answers.blocking(
        ctx,
        () -> {
          if (expectations.latest(point).isEmpty()) {
            throw Problem.notFound("nothing was ever expected of a point " + point);
          }
          if (!expectations.retire(point, user, reason, now)) {
            throw Problem.conflict("point " + point + " is retired already");
          }
          accounts.audit(now, user, "retire", point.toString(), reason);
          return new JsonObject()
              .put("id", point.toString())
              .put("by", user)
              .put("at", times.iso(now))
              .put("reason", reason);
        });
  }

  private static PointId id(String text) {
    try {
      return PointId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
  }
}
