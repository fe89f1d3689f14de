package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.drill.Drill;
import org.campussentry.ingest.drill.Drills;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.Severity;
import org.campussentry.ingest.watch.Watch;

/** {@code /api/v1/drills}: what is practised, and how long it took until somebody acknowledged. */
final class DrillsApi {
  private static final int NOTE_MAX = 500;
  private static final int MINUTES_USUAL = 30;
  private static final int MINUTES_MAX = 240;
  private static final Set<String> KEYS = Set.of("point", "severity", "value", "note", "minutes");

  private final Watch watch;
  private final Drills drills;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  DrillsApi(Watch watch, Drills drills, AccountStore accounts, Times times, InstantSource clock) {
    this.watch = watch;
    this.drills = drills;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/drills").handler(this::list);
    router.post("/api/v1/drills").handler(this::start);
    router.delete("/api/v1/drills/:id").handler(this::end);
  }

  private void list(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          Instant now = clock.instant();
          JsonArray all = new JsonArray();
          drills.list().forEach(d -> all.add(view(d, times, now)));
          return new JsonObject().put("drills", all);
        });
  }

  private void start(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, KEYS);
    Point point = point(Answers.text(body, "point"));
    Drill.Plan plan =
        new Drill.Plan(
            severity(Answers.text(body, "severity")), value(body), note(body), length(body));
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Instant now = clock.instant();
          Drills.Outcome outcome = drills.start(point, plan, user, watch.openAlerts(), now);
          if (outcome instanceof Drills.Refused refused) {
            throw Problem.conflict(refused.why());
          }
          Drill drill = ((Drills.Started) outcome).drill();
          accounts.audit(now.toEpochMilli(), user, "drill", drill.id(), drill.place().point());
          return view(drill, times, now);
        });
  }

  private Point point(String id) {
    try {
      return watch
          .point(PointId.parse(id))
          .map(PointState::point)
          .orElseThrow(() -> Problem.bad("'point' is none of /api/v1/points: '" + id + "'"));
    } catch (IllegalArgumentException e) {
      throw Problem.bad("'point': " + e.getMessage());
    }
  }

  private static Severity severity(String word) {
    String wanted = word.isEmpty() ? Severity.WARNING.word() : word;
    return Arrays.stream(Severity.values())
        .filter(s -> s.word().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> Problem.bad("'severity' is info, warning or critical, not '" + wanted + "'"));
  }

  private static OptionalDouble value(JsonObject body) {
    Object value = body.getValue("value");
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (value instanceof Number number) {
      return OptionalDouble.of(number.doubleValue());
    }
    throw Problem.bad("'value' is a number");
  }

  private static String note(JsonObject body) {
    String note = Answers.text(body, "note").strip();
    if (note.length() > NOTE_MAX) {
      throw Problem.bad("'note' has at most " + NOTE_MAX + " letters");
    }
    return note;
  }

  private static Duration length(JsonObject body) {
    Object minutes = body.getValue("minutes", MINUTES_USUAL);
    if (minutes instanceof Integer number && number >= 1 && number <= MINUTES_MAX) {
      return Duration.ofMinutes(number);
    }
    throw Problem.bad("'minutes' is a whole number from 1 to " + MINUTES_MAX);
  }

  private void end(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Instant now = clock.instant();
          Drill drill =
              drills
                  .end(id, user, "", now)
                  .orElseThrow(() -> Problem.notFound("there is no drill " + id + " that runs"));
          accounts.audit(now.toEpochMilli(), user, "drill-end", id, "");
          return view(drill, times, now);
        });
  }

  static JsonObject view(Drill drill, Times times, Instant now) {
    JsonObject view =
        new JsonObject()
            .put("id", drill.id())
            .put("point", drill.place().point())
            .put("site", drill.place().site())
            .put("area", drill.place().area())
            .put("quantity", drill.place().quantity())
            .put("unit", drill.place().unit())
            .put("severity", drill.plan().severity().word())
            .put("note", drill.plan().note())
            .put("by", drill.by())
            .put("state", drill.isRunning(now) ? "running" : "over")
            .put("started", times.iso(drill.startedAt().toEpochMilli()))
            .put("until", times.iso(drill.until().toEpochMilli()));
    drill.plan().value().ifPresent(value -> view.put("value", value));
    drill.first().ifPresent(mark -> view.put("acknowledged", acknowledged(drill, mark, times)));
    drill.end().ifPresent(end -> view.put("ended", ended(end, times)));
    return view;
  }

  private static JsonObject acknowledged(Drill drill, Alert.Mark mark, Times times) {
    return new JsonObject()
        .put("by", mark.by())
        .put("at", times.iso(mark.at()))
        .put("afterMs", drill.acknowledgedAfter().orElseThrow().toMillis());
  }

  private static JsonObject ended(Drill.End end, Times times) {
    JsonObject view =
        new JsonObject()
            .put("how", end.how().word())
            .put("at", times.iso(end.at().toEpochMilli()))
            .put("by", end.by());
    return end.note().isEmpty() ? view : view.put("note", end.note());
  }
}
