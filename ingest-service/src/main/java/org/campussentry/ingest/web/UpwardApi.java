package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.report.UpwardDesk;
import org.campussentry.ingest.report.UpwardReport;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertStore;

/** {@code /api/v1/reports/upward}: what must be reported upward, and what was handed in. */
final class UpwardApi {
  private static final int LIST_MAX = 200;
  private static final int TEXT_MAX = 4000;
  private static final int NAME_MAX = 200;
  private static final int AFFECTED_MAX = 1_000_000;
  private static final Set<String> ASIDE_KEYS = Set.of("reason", "person", "pin");
  private static final Set<String> KEYS =
      Set.of(
          "kind",
          "happened",
          "place",
          "what",
          "affected",
          "measures",
          "reported",
          "to",
          "way",
          "recorder",
          "recorderPin",
          "reviewer",
          "reviewerPin",
          "signatory");

  private final UpwardDesk desk;
  private final AlertStore alerts;
  private final Signing signing;
  private final UpwardSheet sheet;
  private final AccountStore accounts;
  private final Views views;
  private final InstantSource clock;

  UpwardApi(
      UpwardDesk desk,
      AlertStore alerts,
      Signing signing,
      UpwardSheet sheet,
      AccountStore accounts,
      Views views,
      InstantSource clock) {
    this.desk = desk;
    this.alerts = alerts;
    this.signing = signing;
    this.sheet = sheet;
    this.accounts = accounts;
    this.views = views;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/reports/upward").handler(this::list);
    router.get("/api/v1/reports/upward/:id.html").handler(this::print);
    router.get("/api/v1/reports/upward/:id").handler(this::one);
    router.post("/api/v1/reports/upward/:id").handler(this::handIn);
    router.post("/api/v1/reports/upward/:id/not-required").handler(this::setAside);
  }

  private void list(RoutingContext ctx) {
    boolean waiting = "true".equals(ctx.request().getParam("waiting"));
    Answers.blocking(
        ctx,
        () -> {
          JsonArray all = new JsonArray();
          desk.store().list(waiting, LIST_MAX).forEach(r -> all.add(view(r)));
          return new JsonObject().put("reports", all);
        });
  }

  private UpwardReport find(String id) {
    return desk.store()
        .find(id)
        .orElseThrow(() -> Problem.notFound("alert " + id + " needs no report, or is not there"));
  }

  private void one(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Answers.blocking(ctx, () -> view(find(id)));
  }

  private JsonObject view(UpwardReport report) {
    JsonArray versions = new JsonArray();
    report.versions().forEach(v -> versions.add(view(v)));
    JsonObject view =
        new JsonObject()
            .put("id", report.id())
            .put("site", report.site())
            .put("opened", iso(report.openedAt()))
            .put("due", iso(report.dueAt()))
            .put("late", report.isLate(clock.instant()))
            .put("versions", versions);
    alerts.find(report.id()).ifPresent(alert -> view.put("alert", views.alert(alert)));
    return view;
  }

  private String iso(Instant time) {
    return views.times().iso(time.toEpochMilli());
  }

  private JsonObject view(UpwardReport.Version version) {
    JsonObject view = new JsonObject();
    version
        .told()
        .ifPresent(
            told ->
                view.put("reported", iso(told.reportedAt()))
                    .put("to", told.to())
                    .put("way", told.way().word()));
    return view.put("number", version.number())
        .put("kind", version.kind().word())
        .put("happened", iso(version.event().happenedAt()))
        .put("place", version.event().place())
        .put("what", version.event().what())
        .put("affected", version.event().affected())
        .put("measures", version.event().measures())
        .put("recorder", version.signed().recorder())
        .put("reviewer", version.signed().reviewer())
        .put("signatory", version.signed().signatory())
        .put("by", version.signed().by())
        .put("recorded", iso(version.recordedAt()))
        .put("digest", version.digest());
  }

  private void print(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    ctx.vertx()
        .executeBlocking(
            () -> {
              UpwardReport report = find(id);
              return sheet.write(report, alerts.find(id), clock.instant());
            },
            false)
        .onSuccess(
            html ->
                ctx.response()
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .putHeader("Cache-Control", "no-store")
                    .end(html))
        .onFailure(ctx::fail);
  }

  private void handIn(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, KEYS);
    String id = ctx.pathParam("id");
    String user = LoginApi.user(ctx);
    Instant now = clock.instant();
    Answers.blocking(
        ctx,
        () -> {
          UpwardReport report = find(id);
          UpwardReport.Kind kind =
              UpwardReport.Kind.of(Answers.text(body, "kind"))
                  .filter(k -> k != UpwardReport.Kind.NOT_REQUIRED)
                  .orElseThrow(() -> Problem.bad("'kind' is first, follow-up or final"));
          UpwardReport.Event event = event(body, alerts.find(id));
          UpwardReport.Told told = told(body, now);
          return kept(desk.handIn(report, kind, event, told, signed(body, user), now), user, now);
        });
  }

  private void setAside(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, ASIDE_KEYS);
    String id = ctx.pathParam("id");
    String user = LoginApi.user(ctx);
    Instant now = clock.instant();
    Answers.blocking(
        ctx,
        () -> {
          UpwardReport report = find(id);
          String reason = said(body, "reason", "why nothing needs to be reported");
          String place = alerts.find(id).map(sheet::place).orElse("");
          String pin = Answers.text(body, "pin");
          Person person = signing.named("person", Answers.text(body, "person"), pin);
          return kept(desk.setAside(report, place, reason, person.id(), user, now), user, now);
        });
  }

  private JsonObject kept(UpwardDesk.Outcome outcome, String user, Instant now) {
    if (outcome instanceof UpwardDesk.Refused refused) {
      throw Problem.conflict(refused.why());
    }
    UpwardReport report = ((UpwardDesk.Kept) outcome).report();
    UpwardReport.Version last = report.last().orElseThrow();
    String detail = last.kind().word() + ", " + last.digest();
    accounts.audit(now.toEpochMilli(), user, "report-upward", report.id(), detail);
    return view(report);
  }

  private UpwardReport.Event event(JsonObject body, Optional<Alert> alert) {
    String happened = Answers.text(body, "happened");
    String place = atMost(NAME_MAX, body, "place");
    long began = alert.map(Alert::since).orElse(0L);
    return new UpwardReport.Event(
        Instant.ofEpochMilli(happened.isEmpty() ? began : Times.parse("happened", happened)),
        place.isEmpty() ? alert.map(sheet::place).orElse("") : place,
        said(body, "what", "what happened"),
        affected(body),
        said(body, "measures", "what was done about it"));
  }

  private static int affected(JsonObject body) {
    if (body.getValue("affected") instanceof Integer n && n >= 0 && n <= AFFECTED_MAX) {
      return n;
    }
    throw Problem.bad("'affected' is how many people are concerned, from 0; write what is known");
  }

  private static String said(JsonObject body, String key, String meaning) {
    String text = Answers.text(body, key).strip();
    if (text.isEmpty() || text.length() > TEXT_MAX) {
      throw Problem.bad("'%s' says %s, in 1 to %d letters".formatted(key, meaning, TEXT_MAX));
    }
    return text;
  }

  private static String atMost(int letters, JsonObject body, String key) {
    String text = Answers.text(body, key).strip();
    if (text.length() > letters) {
      throw Problem.bad("'%s' has at most %d letters".formatted(key, letters));
    }
    return text;
  }

  private static UpwardReport.Told told(JsonObject body, Instant now) {
    String reported = Answers.text(body, "reported");
    return new UpwardReport.Told(
        reported.isEmpty() ? now : Instant.ofEpochMilli(Times.parse("reported", reported)),
        said(body, "to", "to whom it was reported"),
        UpwardReport.Way.of(Answers.text(body, "way"))
            .orElseThrow(() -> Problem.bad("'way' is telephone, writing or both")));
  }

  private UpwardReport.Signed signed(JsonObject body, String user) {
    Person recorder = named(body, "recorder");
    Person reviewer = named(body, "reviewer");
    String signatory = atMost(NAME_MAX, body, "signatory");
    return new UpwardReport.Signed(recorder.id(), reviewer.id(), signatory, user);
  }

  private Person named(JsonObject body, String key) {
    return signing.named(key, Answers.text(body, key), Answers.text(body, key + "Pin"));
  }
}
