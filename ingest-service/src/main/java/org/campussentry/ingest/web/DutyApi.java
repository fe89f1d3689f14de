package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.drill.Drill;
import org.campussentry.ingest.drill.Drills;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.Handover;

/** {@code /api/v1/duty}: who is on duty, what is wrong with the rota, and hand-overs. */
final class DutyApi {
  private static final int HANDOVERS_MAX = 200;

  private final DutyDesk desk;
  private final Drills drills;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;
  private final Signing signing;
  private final DutyView view;

  DutyApi(
      DutyDesk desk,
      Drills drills,
      Signing signing,
      AccountStore accounts,
      Times times,
      InstantSource clock) {
    this.desk = desk;
    this.drills = drills;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
    this.signing = signing;
    this.view = new DutyView(desk, times);
  }

  void mount(Router router) {
    router.get("/api/v1/duty/now").handler(this::now);
    router.get("/api/v1/duty/plan").handler(ctx -> Answers.json(ctx, view.plan()));
    router.get("/api/v1/duty/findings").handler(this::findings);
    router.get("/api/v1/duty/handovers").handler(this::handovers);
    router.post("/api/v1/duty/handovers/:id/sign").handler(this::sign);
  }

  private void now(RoutingContext ctx) {
    Instant now = clock.instant();
    Answers.json(
        ctx, new JsonObject().put("time", times.iso(now.toEpochMilli())).put("sites", onDuty(now)));
  }

  /** Who is on duty at each site. */
  JsonArray onDuty(Instant now) {
    JsonArray sites = new JsonArray();
    for (String site : desk.plan().sites()) {
      JsonObject on = new JsonObject().put("site", site);
      desk.roster().at(site, now).ifPresent(s -> on.put("shift", view.shift(s)));
      Optional<Instant> next = desk.roster().nextChange(site, now);
      next.ifPresent(t -> on.put("next", times.iso(t.toEpochMilli())));
      next.flatMap(t -> desk.roster().at(site, t))
          .ifPresent(s -> on.put("following", view.shift(s)));
      sites.add(on);
    }
    return sites;
  }

  private void findings(RoutingContext ctx) {
    Answers.blocking(
        ctx, () -> new JsonObject().put("findings", view.findings(desk.findings(clock.instant()))));
  }

  private void handovers(RoutingContext ctx) {
    boolean unsigned = "true".equals(ctx.request().getParam("unsigned"));
    Answers.blocking(
        ctx,
        () -> {
          JsonArray all = new JsonArray();
          List<Drill> drilled = drills.list();
          desk.store()
              .handovers(unsigned, HANDOVERS_MAX)
              .forEach(h -> all.add(handover(h, drilled)));
          return new JsonObject().put("handovers", all);
        });
  }

  private JsonObject handover(Handover handover, List<Drill> drilled) {
    JsonArray running = new JsonArray();
    drilled.stream()
        .filter(d -> d.place().site().equals(handover.site()) && d.ranAt(handover.takenAt()))
        .forEach(d -> running.add(d.id()));
    return new JsonObject()
        .put("id", handover.id())
        .put("site", handover.site())
        .put("changed", times.iso(handover.changedAt().toEpochMilli()))
        .put("taken", times.iso(handover.takenAt().toEpochMilli()))
        .put("alerts", new JsonArray(handover.alerts()))
        .put("drills", running)
        .put("outgoing", side(handover.outgoing(), handover.outgoingSigned()))
        .put("incoming", side(handover.incoming(), handover.incomingSigned()));
  }

  private JsonObject side(String id, Optional<Handover.Signature> signed) {
    JsonObject side = view.person(id);
    signed.ifPresent(s -> side.put("signed", times.iso(s.at().toEpochMilli())).put("by", s.by()));
    return side;
  }

  private void sign(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    String id = ctx.pathParam("id");
    String who = String.valueOf(body.getValue("person"));
    String pin = String.valueOf(body.getValue("pin", ""));
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Handover handover =
              desk.store()
                  .handover(id)
                  .orElseThrow(() -> Problem.notFound("there is no hand-over " + id));
          boolean incoming = who.equals(handover.incoming());
          if (!incoming && !who.equals(handover.outgoing())) {
            throw Problem.bad(
                "'person' is %s or %s, not '%s'"
                    .formatted(handover.outgoing(), handover.incoming(), who));
          }
          desk.plan().people().find(who).ifPresent(person -> signing.check(person, pin));
          Instant now = clock.instant();
          if (!desk.store().sign(id, incoming, new Handover.Signature(user, now))) {
            throw Problem.conflict(who + " has signed already");
          }
          accounts.audit(now.toEpochMilli(), user, "hand-over", id, who);
          return handover(desk.store().handover(id).orElse(handover), drills.list());
        });
  }
}
