package org.campussentry.ingest.web;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.Callable;

/** How handlers read and answer JSON. */
final class Answers {
  private Answers() {}

  static void json(RoutingContext ctx, JsonObject body) {
    ctx.response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.encode());
  }

  /** A text of the request's body; empty when it is missing or null. */
  static String text(JsonObject body, String key) {
    Object value = body.getValue(key);
    if (value != null && !(value instanceof String)) {
      throw Problem.bad("'" + key + "' is a text");
    }
    return value == null ? "" : (String) value;
  }

  /** Refuses a body with a key that nobody would read, such as one that was mistyped. */
  static void only(JsonObject body, Set<String> keys) {
    body.fieldNames().stream()
        .filter(key -> !keys.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              String all = String.join(", ", keys.stream().sorted().toList());
              throw Problem.bad("'" + key + "' is none of " + all);
            });
  }

  /** Runs what may wait for a disk or another server off the event loop. */
  static void blocking(RoutingContext ctx, Callable<JsonObject> work) {
    ctx.vertx()
        .executeBlocking(work, false)
        .onSuccess(body -> json(ctx, body))
        .onFailure(ctx::fail);
  }

  /**
   * The request's JSON object. Only {@code application/json} is accepted: forms of other sites
   * can't send it.
   */
  static JsonObject body(RoutingContext ctx) {
    String type = ctx.request().getHeader("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      throw new Problem.BadRequest(415, "send Content-Type: application/json");
    }
    try {
      JsonObject body = ctx.body().asJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException | ClassCastException e) {
      throw Problem.bad("the body is not a JSON object: " + e.getMessage());
    }
  }
}
