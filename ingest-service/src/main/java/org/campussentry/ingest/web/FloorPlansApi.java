package org.campussentry.ingest.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Watch;

/** {@code /api/v1/floor-plans}: pictures of sites and buildings, and where points lie on them. */
final class FloorPlansApi {
  static final String PICTURE = "/api/v1/floor-plans/:id/picture";

  private final FloorPlanStore plans;
  private final Campus campus;
  private final Watch watch;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  FloorPlansApi(
      FloorPlanStore plans,
      Campus campus,
      Watch watch,
      AccountStore accounts,
      Times times,
      InstantSource clock) {
    this.plans = plans;
    this.campus = campus;
    this.watch = watch;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/floor-plans").handler(this::list);
    router.delete("/api/v1/floor-plans/:id").handler(this::remove);
    router.get("/api/v1/floor-plans/:id/picture").handler(this::picture);
    router.put("/api/v1/floor-plans/:id/picture").handler(this::draw);
    router.put("/api/v1/floor-plans/:id/points").handler(this::place);
  }

  private void list(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          JsonArray views = new JsonArray();
          plans.list().forEach(plan -> views.add(view(plan)));
          return new JsonObject().put("floorPlans", views);
        });
  }

  private JsonObject view(FloorPlan plan) {
    JsonArray points = new JsonArray();
    plan.spots()
        .forEach(
            s ->
                points.add(
                    new JsonObject().put("point", s.point()).put("x", s.x()).put("y", s.y())));
    JsonObject view =
        new JsonObject().put("id", plan.place().id()).put("site", plan.place().site());
    if (!plan.place().building().isEmpty()) {
      view.put("building", plan.place().building());
    }
    return PhotosApi.view(view, plan.picture(), times).put("points", points);
  }

  private void picture(RoutingContext ctx) {
    FloorPlan.Place place = FloorPlan.Place.of(ctx.pathParam("id"));
    ctx.vertx()
        .executeBlocking(() -> plans.picture(place).orElseThrow(() -> missing(place)), false)
        .onSuccess(
            content ->
                ctx.response()
                    .putHeader("Content-Type", Photo.typeOf(content).orElseThrow())
                    // The page asks for it with its digest: another picture has another address.
                    .putHeader("Cache-Control", "private, max-age=86400")
                    .end(Buffer.buffer(content)))
        .onFailure(ctx::fail);
  }

  private void draw(RoutingContext ctx) {
    FloorPlan.Place place = known(ctx);
    byte[] content = PhotosApi.picture(ctx);
    String type = PhotosApi.type(content);
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Photo.About about = new Photo(place.id(), type, content, user, clock.millis()).about();
          return changed(place, user, () -> plans.put(place, about, content));
        });
  }

  private void place(RoutingContext ctx) {
    FloorPlan.Place place = known(ctx);
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("points"));
    List<FloorPlan.Spot> spots = spots(body);
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          return changed(
              place,
              user,
              () -> {
                if (!plans.place(place, spots)) {
                  throw missing(place);
                }
              });
        });
  }

  private List<FloorPlan.Spot> spots(JsonObject body) {
    if (!(body.getValue("points") instanceof JsonArray rows) || rows.size() > FloorPlan.SPOTS_MAX) {
      throw Problem.bad("'points' is a list of at most " + FloorPlan.SPOTS_MAX + " {point, x, y}");
    }
    Set<String> known = new HashSet<>();
    watch.points().forEach(p -> known.add(p.point().id().toString()));
    List<FloorPlan.Spot> spots = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String where = "points[" + i + "]: ";
      if (!(rows.getValue(i) instanceof JsonObject row)
          || !(row.getValue("x") instanceof Number x)
          || !(row.getValue("y") instanceof Number y)) {
        throw Problem.bad(where + "is no {point, x, y}");
      }
      Answers.only(row, Set.of("point", "x", "y"));
      spots.add(new FloorPlan.Spot(Answers.text(row, "point"), x.doubleValue(), y.doubleValue()));
      check(where, spots.get(i), known);
    }
    return spots;
  }

  /** Each point once: who was found is taken from the known ones. */
  private static void check(String where, FloorPlan.Spot spot, Set<String> known) {
    if (!known.remove(spot.point())) {
      throw Problem.bad(where + "'" + spot.point() + "' is no point, or stands there twice");
    }
    if (!(spot.x() >= 0 && spot.x() <= 1 && spot.y() >= 0 && spot.y() <= 1)) {
      throw Problem.bad(where + "x and y are parts of the picture's width and height, 0 to 1");
    }
  }

  private void remove(RoutingContext ctx) {
    FloorPlan.Place place = FloorPlan.Place.of(ctx.pathParam("id"));
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          String before = stands(place);
          if (!plans.remove(place)) {
            throw missing(place);
          }
          accounts.audit(clock.millis(), user, "floor-plan", place.id(), "", before, "");
          return new JsonObject().put("removed", place.id());
        });
  }

  private JsonObject changed(FloorPlan.Place place, String user, Runnable change) {
    String before = stands(place);
    change.run();
    accounts.audit(clock.millis(), user, "floor-plan", place.id(), "", before, stands(place));
    return found(place);
  }

  /** The picture and what stands on it, for the audit trail; empty when there is none. */
  private String stands(FloorPlan.Place place) {
    return of(place)
        .map(
            plan -> {
              JsonObject facts = new JsonObject().put("picture", plan.picture().digest());
              plan.spots().forEach(s -> facts.put(s.point(), s.x() + " " + s.y()));
              return facts.encode();
            })
        .orElse("");
  }

  private Optional<FloorPlan> of(FloorPlan.Place place) {
    return plans.list().stream().filter(plan -> plan.place().equals(place)).findFirst();
  }

  private JsonObject found(FloorPlan.Place place) {
    return of(place).map(this::view).orElseThrow(() -> missing(place));
  }

  /** A site of the campus file, or a building that has areas or points there. */
  private FloorPlan.Place known(RoutingContext ctx) {
    FloorPlan.Place place = FloorPlan.Place.of(ctx.pathParam("id"));
    Campus.Site site = campus.sites().get(place.site());
    boolean there =
        site != null
            && (place.building().isEmpty()
                || site.hasBuilding(place.building())
                || watch.points().stream()
                    .anyMatch(
                        p ->
                            p.point().site().equals(place.site())
                                && Campus.building(p.point().area()).equals(place.building())));
    if (!there) {
      throw Problem.notFound("there is no site or building " + place.id());
    }
    return place;
  }

  private static Problem.BadRequest missing(FloorPlan.Place place) {
    return Problem.notFound("there is no floor plan of " + place.id());
  }
}
