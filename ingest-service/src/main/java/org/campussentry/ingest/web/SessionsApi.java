package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.campussentry.ingest.account.ApiToken;
import org.campussentry.ingest.account.AuditTrail;
import org.campussentry.ingest.account.Caller;
import org.campussentry.ingest.account.Right;
import org.campussentry.ingest.account.Role;
import org.campussentry.ingest.account.Session;
import org.campussentry.ingest.account.Sessions;
import org.campussentry.ingest.account.Tokens;

/**
 * {@code /api/v1/sessions} and {@code /api/v1/tokens}: one's own, listed and ended; those of all
 * for administrators.
 */
final class SessionsApi {
  private final Sessions sessions;
  private final Tokens tokens;
  private final AuditTrail trail;
  private final Times times;
  private final InstantSource clock;

  SessionsApi(
      Sessions sessions, Tokens tokens, AuditTrail trail, Times times, InstantSource clock) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.trail = trail;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/sessions").handler(this::sessions);
    router.delete("/api/v1/sessions/:id").handler(this::end);
    router.get("/api/v1/tokens").handler(this::tokens);
    router.post("/api/v1/tokens").handler(this::make);
    router.delete("/api/v1/tokens/:id").handler(this::revoke);
  }

  /** With {@code all=true} those of all accounts, for those who may. */
  private static boolean sees(RoutingContext ctx, String account) {
    Caller caller = Gate.caller(ctx);
    boolean all = "true".equals(ctx.request().getParam("all")) && caller.may(Right.ADMINISTER);
    return all || account.equals(caller.account().name());
  }

  private static boolean owns(Caller caller, String account) {
    return caller.may(Right.ADMINISTER) || account.equals(caller.account().name());
  }

  private void sessions(RoutingContext ctx) {
    String current = Gate.caller(ctx).key();
    Answers.blocking(
        ctx,
        () -> {
          JsonArray all = new JsonArray();
          sessions.open().stream()
              .filter(s -> sees(ctx, s.account()))
              .forEach(s -> all.add(view(s).put("current", s.id().equals(current))));
          return new JsonObject().put("sessions", all);
        });
  }

  private JsonObject view(Session session) {
    return new JsonObject()
        .put("id", session.id())
        .put("user", session.account())
        .put("opened", times.iso(session.openedAt()))
        .put("seen", times.iso(session.seenAt()))
        .put("ends", times.iso(session.endsAt()))
        .put("address", session.address())
        .put("agent", session.agent());
  }

  private void end(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Caller caller = Gate.caller(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Session session =
              sessions.open().stream()
                  .filter(s -> s.id().equals(id) && owns(caller, s.account()))
                  .findFirst()
                  .orElseThrow(() -> Problem.notFound("there is no session " + id));
          sessions.end(id);
          trail.audit(
              clock.millis(), caller.name(), "session-end", session.account(), session.address());
          return view(session).put("current", id.equals(caller.key()));
        });
  }

  private void tokens(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          JsonArray all = new JsonArray();
          tokens.all().stream().filter(t -> sees(ctx, t.account())).forEach(t -> all.add(view(t)));
          return new JsonObject().put("tokens", all);
        });
  }

  private JsonObject view(ApiToken token) {
    JsonObject view =
        new JsonObject()
            .put("id", token.id())
            .put("name", token.name())
            .put("user", token.account())
            .put("role", token.role().word())
            .put("created", times.iso(token.createdAt()))
            .put("expires", times.iso(token.expiresAt()))
            .put(
                "state",
                token.revokedAt() > 0 ? "revoked" : tokens.isGood(token) ? "good" : "expired");
    if (token.usedAt() > 0) {
      view.put("used", times.iso(token.usedAt()));
    }
    return view;
  }

  private void make(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("name", "role", "days"));
    Caller maker = LoginApi.person(ctx);
    String name = Answers.text(body, "name").strip();
    Role role = AccountsApi.role(body);
    Duration good = Duration.ofDays(body.getValue("days") instanceof Integer days ? days : 0);
    Answers.blocking(
        ctx,
        () -> {
          Tokens.Outcome outcome = tokens.make(maker, name, role, good);
          if (outcome instanceof Tokens.Outcome.Refused refused) {
            throw Problem.bad(refused.why());
          }
          Tokens.Outcome.Made made = (Tokens.Outcome.Made) outcome;
          trail.audit(clock.millis(), maker.name(), "token-new", name, "", "", facts(made.token()));
          return view(made.token()).put("secret", made.secret());
        });
  }

  private String facts(ApiToken token) {
    return new JsonObject()
        .put("id", token.id())
        .put("role", token.role().word())
        .put("expires", times.iso(token.expiresAt()))
        .encode();
  }

  private void revoke(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Caller caller = Gate.caller(ctx);
    Answers.blocking(
        ctx,
        () -> {
          ApiToken token =
              tokens.all().stream()
                  .filter(t -> t.id().equals(id) && owns(caller, t.account()))
                  .findFirst()
                  .orElseThrow(() -> Problem.notFound("there is no token " + id));
          if (!tokens.revoke(id)) {
            throw Problem.conflict("token " + id + " was revoked already");
          }
          trail.audit(
              clock.millis(), caller.name(), "token-end", token.name(), "", facts(token), "");
          return view(token).put("state", "revoked");
        });
  }
}
