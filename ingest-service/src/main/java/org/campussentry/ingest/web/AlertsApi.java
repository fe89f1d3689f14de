package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.drill.Drill;
import org.campussentry.ingest.drill.Drills;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.notice.DeliveryStore;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertStore;
import org.campussentry.ingest.watch.Watch;

/** {@code /api/v1/alerts}: the list, one with its deliveries, and what people do with them. */
final class AlertsApi {
  private static final int LIST_MAX = 500;

  /** EEMUA 191: a shelf is no cupboard. */
  private static final Duration SHELF_MAX = Duration.ofHours(8);

  private final Watch watch;
  private final AlertStore alerts;
  private final Drills drills;
  private final DeliveryStore deliveries;
  private final PhotosApi photos;
  private final AccountStore accounts;
  private final Views views;
  private final InstantSource clock;

  AlertsApi(
      Watch watch,
      AlertStore alerts,
      Drills drills,
      DeliveryStore deliveries,
      PhotosApi photos,
      AccountStore accounts,
      Views views,
      InstantSource clock) {
    this.watch = watch;
    this.alerts = alerts;
    this.drills = drills;
    this.deliveries = deliveries;
    this.photos = photos;
    this.accounts = accounts;
    this.views = views;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/alerts").handler(this::list);
    router.get("/api/v1/alerts/:id").handler(this::one);
    router.post("/api/v1/alerts/:id/acknowledge").handler(this::acknowledge);
    router.post("/api/v1/alerts/:id/close").handler(this::close);
    router.post("/api/v1/alerts/:id/shelve").handler(this::shelve);
  }

  private void list(RoutingContext ctx) {
    Optional<Alert.State> state =
        Optional.ofNullable(ctx.request().getParam("state")).map(AlertsApi::state);
    Answers.blocking(
        ctx,
        () -> {
          List<Alert> found = alerts.list(state, LIST_MAX);
          return new JsonObject().put("alerts", views.alerts(found));
        });
  }

  private static Alert.State state(String word) {
    return Arrays.stream(Alert.State.values())
        .filter(s -> s.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.bad("'state' is pending, active, recovered or closed, not '" + word + "'"));
  }

  private void one(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Answers.blocking(
        ctx,
        () -> {
          Alert alert = find(id).orElseThrow(() -> Problem.notFound("there is no alert " + id));
          JsonArray told = new JsonArray();
          deliveries.of(id).forEach(d -> told.add(delivery(d)));
          JsonObject view = views.alert(alert).put("deliveries", told);
          photos.about(id).ifPresent(photo -> view.put("photo", photo));
          return view;
        });
  }

  /** A drill is no alert of the list; but messages lead to it as to one. */
  private Optional<Alert> find(String id) {
    return alerts.find(id).or(() -> drills.find(id).map(Drill::alert));
  }

  private JsonObject delivery(Delivery d) {
    JsonObject view =
        new JsonObject()
            .put("id", d.id())
            .put("channel", d.channel())
            .put("kind", d.word())
            .put("state", d.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("attempts", d.attempts())
            .put("created", views.times().iso(d.createdAt()));
    if (!d.person().isEmpty()) {
      view.put("person", d.person());
    }
    if (d.acknowledgedAt() > 0) {
      view.put("acknowledged", views.times().iso(d.acknowledgedAt()));
    }
    if (d.sentAt() > 0) {
      view.put("sent", views.times().iso(d.sentAt()));
    }
    return d.error().isEmpty() ? view : view.put("error", d.error());
  }

  private void acknowledge(RoutingContext ctx) {
    Answers.body(ctx);
    act(
        ctx,
        "acknowledge",
        "",
        (id, by) ->
            watch
                .acknowledge(id, by, clock.millis())
                .or(() -> drills.acknowledge(id, by, clock.instant()).map(Drill::alert)));
  }

  private void close(RoutingContext ctx) {
    String note = Answers.text(Answers.body(ctx), "note").strip();
    if (note.isEmpty()) {
      throw Problem.bad("'note' says what was done about it; it can't be empty");
    }
    act(
        ctx,
        "close",
        note,
        (id, by) ->
            watch
                .close(id, by, note, clock.millis())
                .or(() -> drills.end(id, by, note, clock.instant()).map(Drill::alert)));
  }

  private void shelve(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    String reason = Answers.text(body, "reason").strip();
    long until = Times.parse("until", Answers.text(body, "until"));
    long now = clock.millis();
    if (reason.isEmpty()) {
      throw Problem.bad("'reason' can't be empty");
    }
    if (until <= now || until > now + SHELF_MAX.toMillis()) {
      throw Problem.bad("'until' lies within the next " + SHELF_MAX.toHours() + " hours");
    }
    act(ctx, "shelve", reason, (id, by) -> watch.shelve(id, by, reason, until));
  }

  private interface Act {
    Optional<Alert> apply(String id, String by);
  }

  private void act(RoutingContext ctx, String name, String detail, Act act) {
    String id = ctx.pathParam("id");
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          if (find(id).isEmpty()) {
            throw Problem.notFound("there is no alert " + id);
          }
          Alert alert =
              act.apply(id, user)
                  .orElseThrow(
                      () ->
                          Problem.conflict(
                              "alert "
                                  + id
                                  + " is closed already, or a drill, which is not shelved"));
          accounts.audit(clock.millis(), user, name, id, detail);
          return views.alert(alert);
        });
  }
}
