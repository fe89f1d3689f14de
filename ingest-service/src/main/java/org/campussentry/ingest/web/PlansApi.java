package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.amend.AmendmentDesk;
import org.campussentry.ingest.amend.Written;
import org.campussentry.ingest.disinfection.DisinfectionDesk;
import org.campussentry.ingest.disinfection.Plan;
import org.campussentry.ingest.disinfection.Schedule;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.reading.Campus;

/** {@code /api/v1/disinfection/plans}: what each area needs when, and what people change in it. */
final class PlansApi {
  private static final int PREVIEW_DAYS = 14;

  private final AmendedView<Plan> plans;
  private final DisinfectionDesk desk;
  private final DisinfectionView views;
  private final InstantSource clock;

  PlansApi(
      AmendmentDesk<Plan> plans,
      DisinfectionDesk desk,
      AccountStore accounts,
      DisinfectionView views,
      InstantSource clock) {
    this.plans = new AmendedView<>("plan", plans, accounts, views.times());
    this.desk = desk;
    this.views = views;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/disinfection/plans").handler(this::all);
    router.post("/api/v1/disinfection/plans/preview").handler(this::preview);
    router.get("/api/v1/disinfection/plans/:id").handler(this::one);
    router.put("/api/v1/disinfection/plans/:id").handler(this::write);
    router
        .delete("/api/v1/disinfection/plans/:id")
        .handler(ctx -> plans.delete(ctx, clock.instant()));
  }

  private void all(RoutingContext ctx) {
    Instant now = clock.instant();
    JsonArray list = new JsonArray();
    plans.all().forEach(written -> list.add(view(written, now)));
    Answers.json(
        ctx,
        new JsonObject()
            .put("now", views.iso(now))
            .put("plans", list)
            .put("unread", plans.unread()));
  }

  private JsonObject view(Written<Plan> written, Instant now) {
    Plan plan = written.value();
    Campus.Area area = views.campus().area(plan.site(), plan.area());
    JsonObject view =
        plans
            .origin(written)
            .put("id", plan.id())
            .put("site", plan.site())
            .put("area", plan.area())
            .put("areaName", area.name())
            .put("areaNameEn", area.nameEn() == null ? area.name() : area.nameEn())
            .put("asked", DisinfectionView.asked(plan.terms()));
    plan.sprayer().ifPresent(id -> view.put("sprayer", id));
    if (written.on()) {
      next(plan, now).stream()
          .findFirst()
          .ifPresent(slot -> view.put("next", views.iso(slot.opens())));
    }
    return view;
  }

  /** What opens from now on within two weeks. */
  private List<Slot> next(Plan plan, Instant now) {
    Schedule alone = desk.schedule().with(List.of(plan));
    return alone.slots(now, now.plus(PREVIEW_DAYS, ChronoUnit.DAYS));
  }

  private void one(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Answers.blocking(ctx, () -> whole(id));
  }

  private JsonObject whole(String id) {
    Instant now = clock.instant();
    Written<Plan> written = plans.find(id);
    return view(written, now).put("changes", plans.changes(id)).put("slots", slots(written, now));
  }

  private JsonArray slots(Written<Plan> written, Instant now) {
    JsonArray slots = new JsonArray();
    if (written.on()) {
      next(written.value(), now).forEach(slot -> slots.add(slot(slot)));
    }
    return slots;
  }

  private JsonObject slot(Slot slot) {
    ZoneId zone = views.times().zone();
    return new JsonObject()
        .put("id", slot.id())
        .put("date", LocalDate.ofInstant(slot.opens(), zone).toString())
        .put("opens", views.iso(slot.opens()))
        .put("due", views.iso(slot.due()))
        .put("shifted", slot.isShifted(zone));
  }

  private void preview(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("plan"));
    String keys = plans.keys(body);
    Instant now = clock.instant();
    Answers.blocking(
        ctx,
        () -> {
          try {
            return new JsonObject().put("slots", slots(plans.read(keys, now), now));
          } catch (Problem.BadRequest wrong) {
            // Asked with each key that is struck: half a plan is no error.
            return new JsonObject().put("slots", new JsonArray()).put("wrong", wrong.getMessage());
          }
        });
  }

  private void write(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    if (id.equals("preview")) {
      throw Problem.bad("a plan has another id than 'preview'");
    }
    Runnable change = plans.put(ctx, clock.instant());
    Answers.blocking(
        ctx,
        () -> {
          change.run();
          return whole(id);
        });
  }
}
