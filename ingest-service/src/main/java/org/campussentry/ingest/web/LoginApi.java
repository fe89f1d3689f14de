package org.campussentry.ingest.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.account.Account;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.account.Accounts;
import org.campussentry.ingest.account.Caller;
import org.campussentry.ingest.account.PasswordPolicy;
import org.campussentry.ingest.account.Right;
import org.campussentry.ingest.account.Sessions;
import org.campussentry.ingest.account.Tokens;

/**
 * {@code /api/v1/session}: log in, log out, who is logged in, one's own password.
 *
 * <p>The cookie is SameSite=Strict, writes want JSON or another type that no form can send, and
 * {@link OwnOrigin} asks where they come from, so another site's page can't act in a user's name.
 */
final class LoginApi {
  /** Where a wall's page streams from: its browser may be logged in as somebody else elsewhere. */
  private static final List<String> WALL_PATHS = List.of("/api/v1/overview", "/api/v1/live");

  private record Attempt(int status, String said, String token) {
    static Attempt refused(int status, String why) {
      return new Attempt(status, why, "");
    }
  }

  private final Accounts accounts;
  private final AccountStore store;
  private final Sessions sessions;
  private final Tokens tokens;
  private final Gate gate;
  private final InstantSource clock;
  private final LoginLimit limit;
  private final LoginLimit addressLimit;
  private final boolean secureCookie;
  private WorkerExecutor bcrypt;

  LoginApi(
      Accounts accounts,
      AccountStore store,
      Sessions sessions,
      Tokens tokens,
      InstantSource clock,
      boolean secureCookie) {
    this.accounts = accounts;
    this.store = store;
    this.sessions = sessions;
    this.tokens = tokens;
    this.gate = new Gate(sessions, tokens);
    this.clock = clock;
    this.limit = new LoginLimit(5, clock);
    this.addressLimit = new LoginLimit(60, clock);
    this.secureCookie = secureCookie;
  }

  void mount(Router router, Vertx vertx) {
    // Slow on purpose, and so in a pool of its own: logins must not make the other requests wait.
    bcrypt = vertx.createSharedWorkerExecutor("bcrypt", 1);
    router.post("/api/v1/session").handler(this::logIn);
    router.delete("/api/v1/session").handler(this::logOut);
    router.route("/api/v1/*").handler(gate::pass);
    router.get("/api/v1/session").handler(ctx -> Answers.json(ctx, view(Gate.caller(ctx))));
    router.put("/api/v1/session/password").handler(this::change);
  }

  private static JsonObject view(Caller caller) {
    JsonObject view =
        new JsonObject()
            .put("user", caller.name())
            .put("fullName", caller.account().fullName())
            .put("role", caller.role().word())
            .put(
                "rights",
                new JsonArray(caller.rights().stream().sorted().map(Right::word).toList()))
            .put("mustChangePassword", caller.mustChange());
    caller.account().person().ifPresent(person -> view.put("person", person));
    return view;
  }

  /** Who is logged in; only behind the gate. */
  static String user(RoutingContext ctx) {
    return Gate.caller(ctx).name();
  }

  private void logIn(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("user", "password", "token"));
    String user = Answers.text(body, "user");
    String password = Answers.text(body, "password");
    String token = Answers.text(body, "token");
    String address = address(ctx);
    String who = address + "|" + user;
    if (!addressLimit.mayTry(address) || (token.isEmpty() && !limit.mayTry(who))) {
      tooMany(ctx);
      return;
    }
    if (!token.isEmpty()) {
      showToken(ctx, token);
      return;
    }
    String agent = Optional.ofNullable(ctx.request().getHeader("User-Agent")).orElse("");
    bcrypt
        .executeBlocking(() -> attempt(user, password, address, agent), false)
        .onSuccess(attempt -> answer(ctx, who, attempt))
        .onFailure(ctx::fail);
  }

  private static String address(RoutingContext ctx) {
    return ctx.request().remoteAddress().hostAddress();
  }

  private static void tooMany(RoutingContext ctx) {
    ctx.response().putHeader("Retry-After", "60");
    Problem.answer(ctx, 429, "Too many attempts", "wait a minute before the next attempt");
  }

  private Attempt attempt(String user, String password, String address, String agent) {
    if (!accounts.verify(user, password)) {
      return Attempt.refused(401, "user name or password is wrong");
    }
    // Who knows the password may know this too.
    return accounts.find(user).filter(Account::enabled).isPresent()
        ? new Attempt(200, "", sessions.open(user, address, agent))
        : Attempt.refused(403, "this account is disabled; an administrator can enable it");
  }

  private void answer(RoutingContext ctx, String who, Attempt attempt) {
    if (attempt.status() != 200) {
      JsonObject more = new JsonObject();
      if (attempt.status() == 403) {
        more.put("code", "account-disabled");
      }
      Problem.answer(ctx, attempt.status(), "Not logged in", attempt.said(), more);
      return;
    }
    limit.succeeded(who);
    ctx.response()
        .addCookie(
            cookie(Gate.SESSION, attempt.token(), "/").setMaxAge(Sessions.LONGEST.toSeconds()));
    Answers.json(ctx, new JsonObject().put("token", attempt.token()));
  }

  /** For an EventSource, which can't send a header; it ends with the browser or the token. */
  private void showToken(RoutingContext ctx, String token) {
    if (!Tokens.isOne(token) || tokens.caller(token).isEmpty()) {
      Problem.answer(ctx, 401, "Not logged in", "the token is none, has expired or was revoked");
      return;
    }
    WALL_PATHS.forEach(path -> ctx.response().addCookie(cookie(Gate.TOKEN, token, path)));
    Answers.json(ctx, new JsonObject().put("token", token));
  }

  private Cookie cookie(String name, String value, String path) {
    return Cookie.cookie(name, value)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(secureCookie)
        .setPath(path);
  }

  private void logOut(RoutingContext ctx) {
    gate.find(ctx).filter(c -> c.token().isEmpty()).ifPresent(c -> sessions.end(c.key()));
    ctx.response().removeCookie(Gate.SESSION);
    ctx.response().setStatusCode(204).end();
  }

  /** Sets the password of who is logged in, who shows the former one. */
  private void change(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("current", "password"));
    String current = Answers.text(body, "current");
    String next = Answers.text(body, "password");
    Caller caller = person(ctx);
    String who = address(ctx) + "|" + caller.name();
    if (!limit.mayTry(who)) {
      tooMany(ctx);
      return;
    }
    bcrypt
        .executeBlocking(() -> change(caller, current, next, who), false)
        .onSuccess(done -> Answers.json(ctx, done))
        .onFailure(ctx::fail);
  }

  private JsonObject change(Caller caller, String current, String next, String who) {
    String name = caller.account().name();
    if (!accounts.verify(name, current)) {
      throw Problem.coded("password-wrong", "'current' is not your password");
    }
    limit.succeeded(who);
    if (next.equals(current)) {
      throw Problem.coded("password-same", "'password' is the one that you have");
    }
    Optional<PasswordPolicy.Wrong> wrong =
        accounts.setPassword(caller.account(), next, caller.key());
    if (wrong.isPresent()) {
      throw Problem.coded(wrong.get().code(), wrong.get().why());
    }
    store.audit(clock.millis(), name, "password", name, "");
    return new JsonObject().put("user", name);
  }

  /** Who asks; a token is refused, as it must not make itself more than it is. */
  static Caller person(RoutingContext ctx) {
    Caller caller = Gate.caller(ctx);
    if (caller.token().isPresent()) {
      throw new Problem.BadRequest(403, "log in for this; a token is not enough");
    }
    return caller;
  }

  /** The answer of the gate. */
  static void refuse(RoutingContext ctx) {
    Problem.answer(ctx, 401, "Not logged in", "log in with POST /api/v1/session");
  }

  /** For what has to be refused before its body is read; answers when it is. */
  boolean admit(RoutingContext ctx) {
    return gate.admit(ctx);
  }

  /** Whether who asks may have what is asked for. */
  boolean isLoggedIn(RoutingContext ctx) {
    return gate.admits(ctx);
  }

  /** Who asks; also before the gate, or long after it. */
  Optional<Caller> caller(RoutingContext ctx) {
    return gate.find(ctx);
  }
}
