package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.drill.Drill;
import org.campussentry.ingest.drill.Drills;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.AlertQuery;
import org.campussentry.ingest.watch.AlertStore;
import org.campussentry.ingest.watch.Watch;

/** {@code /api/v1/alerts}: the list, one with its story, and what people do with them. */
final class AlertsApi {
  private static final int LATE_MAX = 200;
  private static final int NOTE_MAX = 2000;

  /** EEMUA 191: a shelf is no cupboard. */
  private static final Duration SHELF_MAX = Duration.ofHours(8);

  private final Watch watch;
  private final AlertStore alerts;
  private final AlertArchive archive;
  private final Drills drills;
  private final AlertListing listing;
  private final AlertStory story;
  private final PhotosApi photos;
  private final AccountStore accounts;
  private final Views views;
  private final InstantSource clock;

  AlertsApi(
      WebServer.Sources from,
      AlertListing listing,
      AlertStory story,
      PhotosApi photos,
      Views views,
      InstantSource clock) {
    this.watch = from.watch();
    this.alerts = from.alerts();
    this.archive = from.archive();
    this.drills = from.drills();
    this.listing = listing;
    this.story = story;
    this.photos = photos;
    this.accounts = from.accounts();
    this.views = views;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/alerts").handler(this::list);
    router.get("/api/v1/late-excursions").handler(this::lateExcursions);
    router.get("/api/v1/alerts/:id").handler(this::one);
    router.post("/api/v1/alerts/:id/acknowledge").handler(this::acknowledge);
    router.post("/api/v1/alerts/:id/close").handler(this::close);
    router.post("/api/v1/alerts/:id/shelve").handler(this::shelve);
    router.post("/api/v1/alerts/:id/unshelve").handler(this::unshelve);
  }

  private void list(RoutingContext ctx) {
    AlertQuery query = listing.query(ctx.queryParams(), LoginApi.user(ctx));
    Answers.blocking(ctx, () -> listing.page(query));
  }

  private void lateExcursions(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          JsonArray found = new JsonArray();
          archive.lateExcursions(LATE_MAX).forEach(late -> found.add(views.late(late)));
          return new JsonObject().put("excursions", found);
        });
  }

  private void one(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Answers.blocking(
        ctx,
        () -> {
          Alert alert = find(id).orElseThrow(() -> Problem.notFound("there is no alert " + id));
          JsonObject view = story.tell(alert, views.alert(alert));
          photos.about(id).ifPresent(photo -> view.put("photo", photo));
          return view;
        });
  }

  /** A drill is no alert of the list; but messages lead to it as to one. */
  private Optional<Alert> find(String id) {
    return alerts.find(id).or(() -> drills.find(id).map(Drill::alert));
  }

  private void acknowledge(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("unclaimed"));
    boolean unclaimed = Boolean.TRUE.equals(body.getValue("unclaimed"));
    act(
        ctx,
        "acknowledge",
        "",
        (id, by) ->
            (unclaimed ? claim(id, by) : watch.acknowledge(id, by, clock.millis()))
                .or(() -> drills.acknowledge(id, by, clock.instant()).map(Drill::alert)));
  }

  /** One who sends it again because no answer came has claimed it already, and is told so. */
  private Optional<Alert> claim(String id, String by) {
    Optional<Alert> claimed = watch.claim(id, by, clock.millis());
    claimed
        .flatMap(Alert::acknowledged)
        .filter(mark -> !mark.by().equals(by))
        .ifPresent(
            mark -> {
              String when = views.times().iso(mark.at());
              throw Problem.conflict(mark.by() + " acknowledged alert " + id + " at " + when);
            });
    return claimed;
  }

  private void close(RoutingContext ctx) {
    String note = Answers.text(Answers.body(ctx), "note").strip();
    if (note.isEmpty() || note.length() > NOTE_MAX) {
      throw Problem.bad("'note' says what was done about it, in 1 to " + NOTE_MAX + " letters");
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
    if (reason.isEmpty() || reason.length() > NOTE_MAX) {
      throw Problem.bad("'reason' says why, in 1 to " + NOTE_MAX + " letters");
    }
    if (until <= now || until > now + SHELF_MAX.toMillis()) {
      throw Problem.bad("'until' lies within the next " + SHELF_MAX.toHours() + " hours");
    }
    act(ctx, "shelve", reason, (id, by) -> watch.shelve(id, by, reason, until, now));
  }

  private void unshelve(RoutingContext ctx) {
    Answers.only(Answers.body(ctx), Set.of());
    act(ctx, "unshelve", "", (id, by) -> watch.unshelve(id, by, clock.millis()));
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
          Alert before = find(id).orElseThrow(() -> Problem.notFound("there is no alert " + id));
          Alert alert =
              act.apply(id, user)
                  .orElseThrow(
                      () ->
                          Problem.conflict(
                              "alert "
                                  + id
                                  + " is closed already, or a drill, which is not shelved"));
          accounts.audit(
              clock.millis(), user, name, id, detail, before.state().word(), alert.state().word());
          return views.alert(alert);
        });
  }
}
