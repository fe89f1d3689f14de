package org.campussentry.ingest.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

  /** Whose stream it is, as far as it makes a difference to what is written. */
  private record Reader(boolean wall, boolean gzip) {}

  /** One event for those who may read telephone numbers, and for walls. */
  private static final class Event {
    private final String name;
    private final JsonObject data;
    private Optional<StreamPiece> forPeople = Optional.empty();
    private Optional<StreamPiece> forWalls = Optional.empty();

    Event(String name, JsonObject data) {
      this.name = name;
      this.data = data;
    }

    Buffer as(Reader reader) {
      if (reader.wall() && forWalls.isEmpty()) {
        forWalls = Optional.of(piece(Masked.telephones(data)));
      } else if (!reader.wall() && forPeople.isEmpty()) {
        forPeople = Optional.of(piece(data));
      }
      return (reader.wall() ? forWalls : forPeople).orElseThrow().as(reader.gzip());
    }

    private StreamPiece piece(JsonObject shown) {
      return StreamPiece.of("event: " + name + "\ndata: " + shown.encode() + "\n\n");
    }
  }

  private final Watch watch;
  private final Views views;
  private final Overview overview;
  private final LoginApi login;
  private final InstantSource clock;
  private final Map<HttpServerResponse, Reader> open = new HashMap<>();

  /**
   * What who comes now begins with. It holds until the next change, which tells what is newer: when
   * a service starts again all pages come back within seconds.
   */
  private Optional<Event> whole = Optional.empty();

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
    Reader reader = new Reader(Gate.caller(ctx).isWall(), takesGzip(ctx));
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    if (reader.gzip()) {
      // Said here, the server does not compress again for each of them.
      response.putHeader("Content-Encoding", "gzip");
      response.write(StreamPiece.GZIP_HEAD);
    }
    if (whole.isEmpty()) {
      whole = Optional.of(new Event("overview", overview.whole()));
    }
    response.write(whole.get().as(reader));
    open.put(response, reader);
    String key = Gate.caller(ctx).key();
    long check = ctx.vertx().setPeriodic(LOGIN_CHECK_MS, timer -> endWhenLoggedOut(ctx, key));
    response.closeHandler(
        closed -> {
          forget(response);
          ctx.vertx().cancelTimer(check);
        });
    response.exceptionHandler(failure -> forget(response));
  }

  private static boolean takesGzip(RoutingContext ctx) {
    String accepted = ctx.request().getHeader("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  private void forget(HttpServerResponse response) {
    open.remove(response);
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
    whole = Optional.empty();
    if (open.isEmpty()) {
      return;
    }
    Event change = new Event("change", overview.live(changed));
    Map.copyOf(open)
        .forEach(
            (response, reader) -> {
              if (response.writeQueueFull()) {
                // It would miss changes and look fresh; it has to come back and start from the
                // whole.
                forget(response);
                response.reset();
              } else {
                response.write(change.as(reader));
              }
            });
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
}
