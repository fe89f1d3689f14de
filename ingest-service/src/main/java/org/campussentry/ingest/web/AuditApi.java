package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.account.AuditTrail;

/** {@code /api/v1/audit}: who changed what, when, from what to what. For administrators. */
final class AuditApi {
  private static final int MOST = 500;
  private static final int USUAL = 100;

  private final AuditTrail trail;
  private final Times times;

  AuditApi(AuditTrail trail, Times times) {
    this.trail = trail;
    this.times = times;
  }

  void mount(Router router) {
    router.get("/api/v1/audit").handler(this::list);
  }

  private void list(RoutingContext ctx) {
    int limit = (int) number(ctx, "limit", USUAL, MOST);
    AuditTrail.Query query =
        new AuditTrail.Query(
            param(ctx, "from").map(t -> Times.parse("from", t)).orElse(0L),
            param(ctx, "to").map(t -> Times.parse("to", t)).orElse(Long.MAX_VALUE),
            param(ctx, "user"),
            param(ctx, "subject"),
            number(ctx, "below", Long.MAX_VALUE, Long.MAX_VALUE),
            limit + 1);
    Answers.blocking(
        ctx,
        () -> {
          List<AuditTrail.Entry> found = trail.audited(query);
          JsonArray entries = new JsonArray();
          found.stream().limit(limit).forEach(e -> entries.add(view(e)));
          return new JsonObject().put("entries", entries).put("more", found.size() > limit);
        });
  }

  private JsonObject view(AuditTrail.Entry entry) {
    return new JsonObject()
        .put("id", entry.id())
        .put("time", times.iso(entry.time()))
        .put("user", entry.account())
        .put("act", entry.act())
        .put("subject", entry.subject())
        .put("detail", entry.detail())
        .put("before", entry.before())
        .put("after", entry.after());
  }

  private static Optional<String> param(RoutingContext ctx, String key) {
    return Optional.ofNullable(ctx.request().getParam(key))
        .map(String::strip)
        .filter(v -> !v.isEmpty());
  }

  private static long number(RoutingContext ctx, String key, long usual, long most) {
    String text = param(ctx, key).orElse(String.valueOf(usual));
    try {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Problem.bad("'" + key + "' is a number between 1 and " + most + ", not '" + text + "'");
  }
}
