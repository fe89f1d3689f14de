package org.campussentry.ingest.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Watch;

/** Health, readiness, metrics and gateways. */
final class SystemApi {
  private final Watch watch;
  private final Views views;
  private final LoginApi login;
  private final Supplier<List<String>> troubles;
  private final PrometheusMeterRegistry metrics;

  SystemApi(
      Watch watch,
      Views views,
      LoginApi login,
      Supplier<List<String>> troubles,
      PrometheusMeterRegistry metrics) {
    this.watch = watch;
    this.views = views;
    this.login = login;
    this.troubles = troubles;
    this.metrics = metrics;
  }

  /** What must answer without a login. */
  void mountOpen(Router router) {
    router.get("/healthz").handler(ctx -> Answers.json(ctx, new JsonObject().put("status", "up")));
    router.get("/readyz").handler(this::ready);
    router.get("/metrics").handler(this::metrics);
  }

  void mount(Router router) {
    router.get("/api/v1/gateways").handler(this::gateways);
  }

  private void ready(RoutingContext ctx) {
    List<String> now = troubles.get();
    ctx.response().setStatusCode(now.isEmpty() ? 200 : 503);
    Answers.json(
        ctx,
        new JsonObject()
            .put("status", now.isEmpty() ? "ready" : "not ready")
            .put("troubles", new JsonArray(now)));
  }

  /**
   * Open on loopback, where a collector beside this service asks; from elsewhere only with a login.
   */
  private void metrics(RoutingContext ctx) {
    String from = ctx.request().remoteAddress().hostAddress();
    if (!from.startsWith("127.") && !from.equals("0:0:0:0:0:0:0:1") && !login.isLoggedIn(ctx)) {
      Problem.answer(
          ctx, 401, "Not logged in", "send the token of POST /api/v1/session as a bearer");
      return;
    }
    ctx.response()
        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .end(metrics.scrape());
  }

  private void gateways(RoutingContext ctx) {
    List<Alert> open = watch.openAlerts();
    JsonArray list = new JsonArray();
    watch.gateways().forEach(g -> list.add(views.gateway(g, open)));
    Answers.json(ctx, new JsonObject().put("gateways", list));
  }
}
