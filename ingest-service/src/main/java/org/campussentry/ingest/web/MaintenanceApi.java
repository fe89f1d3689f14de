package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.duty.AreaGlob;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.MaintenanceWindow;
import org.campussentry.ingest.reading.PointId;

/** {@code /api/v1/maintenance}: work that is planned at a point or in an area, with its end. */
final class MaintenanceApi {
  private static final Duration LONGEST = Duration.ofDays(100);
  private static final int REASON_MAX = 1000;
  private static final int TARGET_MAX = 400;

  private final DutyDesk desk;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  MaintenanceApi(DutyDesk desk, AccountStore accounts, Times times, InstantSource clock) {
    this.desk = desk;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/maintenance").handler(this::list);
    router.post("/api/v1/maintenance").handler(this::plan);
    router.delete("/api/v1/maintenance/:id").handler(this::end);
  }

  private void list(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          JsonArray all = new JsonArray();
          desk.maintenance(clock.instant()).windows().forEach(w -> all.add(view(w)));
          return new JsonObject().put("maintenance", all);
        });
  }

  private JsonObject view(MaintenanceWindow window) {
    JsonObject view =
        new JsonObject()
            .put("id", window.id())
            .put("site", window.site())
            .put("reason", window.reason())
            .put("from", times.iso(window.from().toEpochMilli()))
            .put("until", times.iso(window.until().toEpochMilli()))
            .put("by", window.by());
    window.area().ifPresent(a -> view.put("area", a.toString()));
    window.point().ifPresent(p -> view.put("point", p.toString()));
    return view;
  }

  private void plan(RoutingContext ctx) {
    String user = LoginApi.user(ctx);
    Instant now = clock.instant();
    MaintenanceWindow window = window(Answers.body(ctx), user, now);
    Answers.blocking(
        ctx,
        () -> {
          desk.store().plan(window);
          desk.refresh(now);
          JsonObject view = view(window);
          accounts.audit(
              now.toEpochMilli(), user, "maintenance", window.id(), "", "", view.encode());
          return view;
        });
  }

  private MaintenanceWindow window(JsonObject body, String user, Instant now) {
    String site = Answers.text(body, "site");
    String reason = Answers.text(body, "reason").strip();
    if (!desk.plan().sites().contains(site)) {
      throw Problem.bad("'site' is one of " + String.join(", ", desk.plan().sites()));
    }
    if (reason.isEmpty() || reason.length() > REASON_MAX) {
      throw Problem.bad("'reason' says what is done, in 1 to " + REASON_MAX + " letters");
    }
    String start = Answers.text(body, "from");
    Instant from = start.isEmpty() ? now : Instant.ofEpochMilli(Times.parse("from", start));
    Instant until = Instant.ofEpochMilli(Times.parse("until", Answers.text(body, "until")));
    if (!until.isAfter(now) || !until.isAfter(from) || until.isAfter(from.plus(LONGEST))) {
      throw Problem.bad(
          "'until' lies in the future, within " + LONGEST.toDays() + " days after 'from'");
    }
    String id = UUID.randomUUID().toString();
    return new MaintenanceWindow(id, site, target(body), reason, from, until, user);
  }

  private static MaintenanceWindow.Target target(JsonObject body) {
    String area = Answers.text(body, "area");
    String point = Answers.text(body, "point");
    if (area.isEmpty() == point.isEmpty()) {
      throw Problem.bad("give one of 'area' and 'point'");
    }
    if (area.length() + point.length() > TARGET_MAX) {
      throw Problem.bad("'area' or 'point' has at most " + TARGET_MAX + " letters");
    }
    try {
      return point.isEmpty()
          ? new MaintenanceWindow.InArea(new AreaGlob(area))
          : new MaintenanceWindow.AtPoint(PointId.parse(point));
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
  }

  private void end(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Instant now = clock.instant();
          String before =
              desk.maintenance(now).windows().stream()
                  .filter(w -> w.id().equals(id))
                  .map(w -> view(w).encode())
                  .findFirst()
                  .orElse("");
          if (!desk.store().end(id, user, now)) {
            throw Problem.notFound("there is no maintenance " + id + " that has not ended");
          }
          desk.refresh(now);
          accounts.audit(now.toEpochMilli(), user, "maintenance-end", id, "", before, "");
          return new JsonObject().put("id", id).put("ended", times.iso(now.toEpochMilli()));
        });
  }
}
