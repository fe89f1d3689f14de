package org.campussentry.ingest.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Error answers as RFC 9457 problem details. */
final class Problem {
  private Problem() {}

  static void answer(RoutingContext ctx, int status, String title, String detail) {
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
                .encode());
  }

  /** What a handler throws when the request is wrong. */
  static final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    BadRequest(int status, String detail) {
      super(detail, null, false, false);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  static BadRequest bad(String detail) {
    return new BadRequest(400, detail);
  }

  static BadRequest notFound(String detail) {
    return new BadRequest(404, detail);
  }

  static BadRequest conflict(String detail) {
    return new BadRequest(409, detail);
  }
}
