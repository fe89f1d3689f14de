package org.campussentry.ingest.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.watch.AlertStore;

/** {@code /api/v1/alerts/ID/photo}: what was found and done, as a picture beside the note. */
final class PhotosApi {
  /** What takes pictures, and how many bytes of one at most. */
  private static final Map<String, Integer> PATHS =
      Map.of("/api/v1/alerts/:id/photo", Photo.MAX, FloorPlansApi.PICTURE, FloorPlan.MAX);

  /** Of {@link Photo#MAX} each, in a heap of some hundred MiB. */
  static final int AT_ONCE = 4;

  /** A phone that lost its network must not keep its place. */
  private static final long WITHIN_MS = 120_000;

  private final PhotoStore photos;
  private final AlertStore alerts;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  PhotosApi(
      PhotoStore photos,
      AlertStore alerts,
      AccountStore accounts,
      Times times,
      InstantSource clock) {
    this.photos = photos;
    this.alerts = alerts;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Takes the bodies of pictures, which are larger than all others; mount it before their limit.
   * Only from who is logged in, and from few at once: each lies in memory as a whole.
   */
  static void mountLimit(Router router, LoginApi login) {
    Semaphore room = new Semaphore(AT_ONCE);
    PATHS.forEach(
        (path, max) -> {
          router.put(path).handler(ctx -> admit(ctx, login, room));
          router.put(path).handler(BodyHandler.create(false).setBodyLimit(max));
        });
  }

  private static void admit(RoutingContext ctx, LoginApi login, Semaphore room) {
    if (!login.admit(ctx)) {
      return;
    }
    if (!room.tryAcquire()) {
      ctx.response().putHeader("Retry-After", "2");
      Problem.answer(ctx, 503, "Busy", AT_ONCE + " pictures are being taken; send it again");
    } else {
      AtomicBoolean held = new AtomicBoolean(true);
      long limit = ctx.vertx().setTimer(WITHIN_MS, late -> ctx.request().connection().close());
      // More than once for a connection that breaks.
      ctx.addEndHandler(
          ended -> {
            if (held.getAndSet(false)) {
              ctx.vertx().cancelTimer(limit);
              room.release();
            }
          });
      ctx.next();
    }
  }

  void mount(Router router) {
    router.get("/api/v1/alerts/:id/photo").handler(this::show);
    router.put("/api/v1/alerts/:id/photo").handler(this::add);
  }

  private void show(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    ctx.vertx()
        .executeBlocking(
            () ->
                photos
                    .find(id)
                    .orElseThrow(() -> Problem.notFound("alert " + id + " has no photo")),
            false)
        .onSuccess(
            photo ->
                ctx.response()
                    .putHeader("Content-Type", photo.about().type())
                    .putHeader("ETag", "\"" + photo.about().digest() + "\"")
                    .putHeader("Cache-Control", "private, max-age=86400")
                    .end(Buffer.buffer(photo.content())))
        .onFailure(ctx::fail);
  }

  private void add(RoutingContext ctx) {
    byte[] content = picture(ctx);
    String type = type(content);
    String id = ctx.pathParam("id");
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          if (alerts.find(id).isEmpty()) {
            throw Problem.notFound("there is no alert " + id);
          }
          Photo photo = new Photo(id, type, content, user, clock.millis());
          if (!photos.add(photo)) {
            throw Problem.conflict("alert " + id + " has a photo already; it stays as it is");
          }
          accounts.audit(photo.about().at(), user, "photo", id, photo.about().digest());
          return view(photo.about());
        });
  }

  /** The request's body, when it is said to be a picture. */
  static byte[] picture(RoutingContext ctx) {
    String said = String.valueOf(ctx.request().getHeader("Content-Type"));
    Buffer body = ctx.body().buffer();
    // A form of another site can't send these types, as it can't send JSON.
    if (!said.startsWith("image/")) {
      throw new Problem.BadRequest(415, "send Content-Type: image/jpeg, image/png or image/webp");
    }
    return body == null ? new byte[0] : body.getBytes();
  }

  /** By its content. */
  static String type(byte[] content) {
    return Photo.typeOf(content)
        .orElseThrow(() -> Problem.bad("the body is no JPEG, PNG or WebP picture"));
  }

  /** What is told of it beside the alert; empty when there is none. */
  Optional<JsonObject> about(String alert) {
    return photos.about(alert).map(this::view);
  }

  private JsonObject view(Photo.About photo) {
    return view(new JsonObject(), photo, times);
  }

  /** Puts what is told of a picture into what is told of what it shows. */
  static JsonObject view(JsonObject view, Photo.About photo, Times times) {
    return view.put("type", photo.type())
        .put("bytes", photo.bytes())
        .put("digest", photo.digest())
        .put("by", photo.by())
        .put("at", times.iso(photo.at()));
  }
}
