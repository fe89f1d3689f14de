package org.campussentry.ingest.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Error answers as RFC 9457 problem details. */
final class Problem {
  private Problem() {}

  static void answer(RoutingContext ctx, int status, String title, String detail) {
    answer(ctx, status, title, detail, new JsonObject());
  }

  /**
   * Answers with more for programs.
   *
   * @param more such as {@code code}, by which a page finds its own words
   */
  static void answer(RoutingContext ctx, int status, String title, String detail, JsonObject more) {
    ctx.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(
            new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", ctx.request().path())
                .mergeIn(more)
                .encode());
  }

  /** What a handler throws when the request is wrong. */
  static final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient JsonObject more;

    BadRequest(int status, String detail) {
      this(status, detail, new JsonObject());
    }

    BadRequest(int status, String detail, JsonObject more) {
      super(detail, null, false, false);
      this.status = status;
      this.more = more;
    }

    JsonObject more() {
      return more;
    }

    int status() {
      return status;
    }
  }

  static BadRequest bad(String detail) {
    return new BadRequest(400, detail);
  }

  /** One that a page tells in its own words, by a code. */
  static BadRequest coded(String code, String detail) {
    return new BadRequest(400, detail, new JsonObject().put("code", code));
  }

  static BadRequest notFound(String detail) {
    return new BadRequest(404, detail);
  }

  static BadRequest conflict(String detail) {
    return new BadRequest(409, detail);
  }
}
