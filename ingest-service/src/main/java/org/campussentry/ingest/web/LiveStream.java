package org.campussentry.ingest.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.campussentry.ingest.account.Caller;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.Watch;

/**
 * {@code /api/v1/live}: server-sent events. First {@code overview}, then once a second {@code
 * change} with the points that changed, also when none did, so that a page knows that the line
 * lives. Confined to its event loop.
 */
final class LiveStream {
  private static final long EVERY_MS = 1000;
  private static final long LOGIN_CHECK_MS = 15_000;

  /** What a page shows of a point; when it is the same as a second ago nothing is sent. */
  private record Shown(Object reading, String state, boolean expected) {}

  private final Watch watch;
  private final Views views;
  private final Overview overview;
  private final LoginApi login;
  private final InstantSource clock;
  private final Set<HttpServerResponse> open = new HashSet<>();

  /** Those of walls; also in {@link #open}. */
  private final Set<HttpServerResponse> walls = new HashSet<>();

  private final Map<PointId, Shown> shown = new HashMap<>();

  LiveStream(Watch watch, Views views, Overview overview, LoginApi login, InstantSource clock) {
    this.watch = watch;
    this.views = views;
    this.overview = overview;
    this.login = login;
    this.clock = clock;
  }

  void mount(Router router, Vertx vertx) {
    router.get("/api/v1/live").handler(this::connect);
    vertx.setPeriodic(EVERY_MS, timer -> push());
  }

  private void connect(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    Caller caller = Gate.caller(ctx);
    JsonObject whole = overview.whole();
    response.write(event("overview", caller.isWall() ? Masked.telephones(whole) : whole));
    open.add(response);
    if (caller.isWall()) {
      walls.add(response);
    }
    long check =
        ctx.vertx().setPeriodic(LOGIN_CHECK_MS, timer -> endWhenLoggedOut(ctx, caller.key()));
    response.closeHandler(
        closed -> {
          forget(response);
          ctx.vertx().cancelTimer(check);
        });
    response.exceptionHandler(failure -> forget(response));
  }

  private void forget(HttpServerResponse response) {
    open.remove(response);
    walls.remove(response);
  }

  /** A stream lives no longer than the session that opened it. */
  private void endWhenLoggedOut(RoutingContext ctx, String key) {
    ctx.vertx()
        .executeBlocking(
            () ->
                login.isLoggedIn(ctx)
                    && login.caller(ctx).filter(c -> c.key().equals(key)).isPresent(),
            false)
        .onSuccess(
            loggedIn -> {
              if (!loggedIn && !ctx.response().ended()) {
                forget(ctx.response());
                ctx.response().end();
              }
            });
  }

  private void push() {
    JsonArray changed = changedPoints();
    if (open.isEmpty()) {
      return;
    }
    JsonObject change = overview.live(changed);
    String event = event("change", change);
    String forWalls = walls.isEmpty() ? "" : event("change", Masked.telephones(change));
    for (HttpServerResponse response : Set.copyOf(open)) {
      if (response.writeQueueFull()) {
        // It would miss changes and look fresh; it has to come back and start from the whole.
        forget(response);
        response.reset();
      } else {
        response.write(walls.contains(response) ? forWalls : event);
      }
    }
  }

  private JsonArray changedPoints() {
    long now = clock.millis();
    Map<String, Alert> worst = Views.worstBySource(watch.openAlerts());
    JsonArray changed = new JsonArray();
    for (PointState point : watch.points()) {
      Shown next = new Shown(point.reading(), Views.state(point, worst, now), point.expected());
      if (!next.equals(shown.put(point.point().id(), next))) {
        changed.add(views.point(point, worst, now));
      }
    }
    return changed;
  }

  int connections() {
    return open.size();
  }

  private static String event(String name, JsonObject data) {
    return "event: " + name + "\ndata: " + data.encode() + "\n\n";
  }
}
