package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.campussentry.ingest.deadman.CanaryRun;
import org.campussentry.ingest.deadman.DeadMan;
import org.campussentry.ingest.drill.Drills;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.Watch;

/**
 * The whole campus in one answer: counts for the verdict, open alerts, sites with areas and points,
 * gateways.
 */
final class Overview {
  private final Campus campus;
  private final Watch watch;
  private final Drills drills;
  private final DeadMan deadMan;
  private final Function<Instant, JsonArray> duty;
  private final Views views;
  private final Supplier<List<String>> troubles;
  private final InstantSource clock;

  Overview(
      Campus campus,
      Watch watch,
      Drills drills,
      DeadMan deadMan,
      Function<Instant, JsonArray> duty,
      Views views,
      Supplier<List<String>> troubles,
      InstantSource clock) {
    this.campus = campus;
    this.watch = watch;
    this.drills = drills;
    this.deadMan = deadMan;
    this.duty = duty;
    this.views = views;
    this.troubles = troubles;
    this.clock = clock;
  }

  /** What changes all the time; small enough to be pushed every second. */
  JsonObject live(JsonArray points) {
    long now = clock.millis();
    List<Alert> open = shown();
    JsonArray gateways = new JsonArray();
    watch.gateways().forEach(g -> gateways.add(views.gateway(g, open)));
    JsonArray drilled = new JsonArray();
    drills
        .running(clock.instant())
        .forEach(d -> drilled.add(DrillsApi.view(d, views.times(), clock.instant())));
    JsonObject live = new JsonObject();
    deadMan
        .canary()
        .filter(c -> c.last().filter(CanaryRun::isFailed).isPresent())
        .ifPresent(c -> live.put("canary", ServiceApi.canary(c, views.times())));
    return live.put("time", views.times().iso(now))
        .put("verdict", verdict(open, now))
        .put("alerts", views.alerts(open))
        .put("drills", drilled)
        .put("duty", duty.apply(clock.instant()))
        .put("gateways", gateways)
        .put("troubles", new JsonArray(troubles.get()))
        .put("points", points);
  }

  /** Everything, with the names of places. */
  JsonObject whole() {
    long now = clock.millis();
    Map<String, Alert> worst = Views.worstBySource(watch.openAlerts());
    JsonArray points = new JsonArray();
    watch.points().forEach(p -> points.add(views.point(p, worst, now)));
    return live(points)
        .put("sites", sites())
        .put("contacts", contacts())
        .put("timezone", campus.timezone().getId());
  }

  private JsonArray contacts() {
    JsonArray contacts = new JsonArray();
    for (Campus.Contact contact : campus.contacts()) {
      contacts.add(
          named(new JsonObject(), contact.name(), contact.nameEn())
              .put("telephone", contact.telephone()));
    }
    return contacts;
  }

  /** What has no English name goes by its Chinese one. */
  private static JsonObject named(JsonObject view, String name, String nameEn) {
    return view.put("name", name).put("nameEn", nameEn == null ? name : nameEn);
  }

  /** Active alerts, worst first; what somebody shelved is out of sight until its time is over. */
  private List<Alert> shown() {
    long now = clock.millis();
    return watch.openAlerts().stream()
        .filter(a -> a.state() == Alert.State.ACTIVE)
        .filter(a -> a.shelved().isEmpty() || a.shelved().get().until() <= now)
        .sorted(Views.WORST_FIRST)
        .toList();
  }

  /** A shelved excursion leaves the list, but its point does not read as normal. */
  private JsonObject verdict(List<Alert> open, long now) {
    List<Alert> all = watch.openAlerts();
    Map<String, Alert> worst = Views.worstBySource(all);
    int normal = 0;
    int noData = 0;
    int expected = 0;
    for (PointState point : watch.points()) {
      if (!point.expected()) {
        continue;
      }
      expected++;
      String state = Views.state(point, worst, now);
      normal += state.equals("normal") ? 1 : 0;
      noData += state.equals("no-data") ? 1 : 0;
    }
    JsonObject counts =
        new JsonObject()
            .put("points", expected)
            .put("normal", normal)
            .put("noData", noData)
            .put(
                "shelved",
                all.stream().filter(a -> a.state() == Alert.State.ACTIVE).count() - open.size());
    for (var severity : org.campussentry.ingest.watch.Severity.values()) {
      counts.put(
          severity.word(),
          open.stream()
              .filter(a -> a.severity() == severity && a.kind() != Alert.Kind.NO_DATA)
              .count());
    }
    return counts;
  }

  private JsonArray sites() {
    JsonArray sites = new JsonArray();
    Map<String, Map<String, Campus.Area>> unlisted = unlistedAreas();
    List<String> ids = new ArrayList<>(campus.sites().keySet());
    unlisted.keySet().stream().filter(id -> !ids.contains(id)).forEach(ids::add);
    for (String id : ids) {
      Campus.Site site = campus.sites().get(id);
      JsonArray areas = new JsonArray();
      if (site != null) {
        site.areas().forEach((path, area) -> areas.add(area(path, area, true)));
      }
      unlisted
          .getOrDefault(id, Map.of())
          .forEach((path, area) -> areas.add(area(path, area, false)));
      sites.add(
          new JsonObject()
              .put("id", id)
              .put("name", site == null ? id : site.name())
              .put("nameEn", site == null || site.nameEn() == null ? id : site.nameEn())
              .put("buildings", buildings(site))
              .put("areas", areas));
    }
    return sites;
  }

  private static JsonArray buildings(Campus.Site site) {
    JsonArray buildings = new JsonArray();
    if (site != null) {
      site.buildings()
          .forEach(
              (id, b) ->
                  buildings.add(named(new JsonObject().put("id", id), b.name(), b.nameEn())));
    }
    return buildings;
  }

  private Map<String, Map<String, Campus.Area>> unlistedAreas() {
    Map<String, Map<String, Campus.Area>> bySite = new LinkedHashMap<>();
    for (PointState state : watch.points()) {
      String site = state.point().site();
      String path = state.point().area();
      if (!campus.lists(site, path)) {
        bySite.computeIfAbsent(site, s -> new LinkedHashMap<>()).put(path, campus.area(site, path));
      }
    }
    return bySite;
  }

  private JsonObject area(String path, Campus.Area area, boolean expected) {
    JsonObject view =
        new JsonObject()
            .put("path", path)
            .put("name", area.name())
            .put("nameEn", area.nameEn() == null ? path : area.nameEn())
            .put("expected", expected);
    Campus.Department owner = campus.departments().get(area.owner() == null ? "" : area.owner());
    if (owner != null) {
      view.put("owner", owner.name())
          .put("ownerEn", owner.nameEn() == null ? area.owner() : owner.nameEn());
    } else if (area.owner() != null) {
      view.put("owner", area.owner()).put("ownerEn", area.owner());
    }
    return view;
  }
}
