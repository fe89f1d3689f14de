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

/**
 * {@code /api/v1/session}, and the gate before everything else in the API: a session cookie, or its
 * token as a bearer.
 *
 * <p>The cookie is SameSite=Strict and writes want JSON, so another site's page can't act in a
 * user's name.
 */
final class LoginApi {
  static final String COOKIE = "sentry_session";
  private static final List<String> RIGHTS =
      List.of("look", "act", "sign", "plan", "tend", "rule", "administer");
  private static final String ACCOUNT = "account";

  private final Accounts accounts;
  private final LoginLimit limit;
  private final LoginLimit addressLimit;
  private final boolean secureCookie;
  private WorkerExecutor bcrypt;

  LoginApi(Accounts accounts, InstantSource clock, boolean secureCookie) {
    this.accounts = accounts;
    this.limit = new LoginLimit(5, clock);
    this.addressLimit = new LoginLimit(60, clock);
    this.secureCookie = secureCookie;
  }

  void mount(Router router, Vertx vertx) {
    // Slow on purpose, and so in a pool of its own: logins must not make the other requests wait.
    bcrypt = vertx.createSharedWorkerExecutor("bcrypt", 1);
    router.post("/api/v1/session").handler(this::logIn);
    router.delete("/api/v1/session").handler(this::logOut);
    router.route("/api/v1/*").handler(this::gate);
    router
        .get("/api/v1/session")
        .handler(
            ctx ->
                Answers.json(
                    ctx,
                    new JsonObject()
                        .put("user", user(ctx))
                        .put("role", Accounts.ROLE)
                        .put("rights", new JsonArray(RIGHTS))));
  }

  /** Who is logged in; only behind the gate. */
  static String user(RoutingContext ctx) {
    return ctx.get(ACCOUNT);
  }

  private void logIn(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    String user = Answers.text(body, "user");
    String password = Answers.text(body, "password");
    String address = ctx.request().remoteAddress().hostAddress();
    String who = address + "|" + user;
    if (!addressLimit.mayTry(address) || !limit.mayTry(who)) {
      ctx.response().putHeader("Retry-After", "60");
      Problem.answer(ctx, 429, "Too many attempts", "wait a minute before the next attempt");
      return;
    }
    bcrypt
        .executeBlocking(
            () ->
                accounts.verify(user, password)
                    ? Optional.of(accounts.openSession(user))
                    : Optional.<String>empty(),
            false)
        .onSuccess(token -> loggedIn(ctx, who, token))
        .onFailure(ctx::fail);
  }

  private void loggedIn(RoutingContext ctx, String who, Optional<String> token) {
    if (token.isEmpty()) {
      Problem.answer(ctx, 401, "Not logged in", "user name or password is wrong");
      return;
    }
    limit.succeeded(who);
    ctx.response()
        .addCookie(
            Cookie.cookie(COOKIE, token.get())
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(secureCookie)
                .setPath("/")
                .setMaxAge(Accounts.SESSION.toSeconds()));
    Answers.json(ctx, new JsonObject().put("token", token.get()));
  }

  private void logOut(RoutingContext ctx) {
    token(ctx).ifPresent(accounts::closeSession);
    ctx.response().removeCookie(COOKIE);
    ctx.response().setStatusCode(204).end();
  }

  private void gate(RoutingContext ctx) {
    Optional<String> account = token(ctx).flatMap(accounts::account);
    if (account.isEmpty()) {
      refuse(ctx);
      return;
    }
    ctx.put(ACCOUNT, account.get());
    ctx.next();
  }

  /** The answer of the gate. */
  static void refuse(RoutingContext ctx) {
    Problem.answer(ctx, 401, "Not logged in", "log in with POST /api/v1/session");
  }

  boolean isLoggedIn(RoutingContext ctx) {
    return token(ctx).flatMap(accounts::account).isPresent();
  }

  private static Optional<String> token(RoutingContext ctx) {
    String header = ctx.request().getHeader("Authorization");
    if (header != null && header.startsWith("Bearer ")) {
      return Optional.of(header.substring(7));
    }
    return Optional.ofNullable(ctx.request().getCookie(COOKIE)).map(Cookie::getValue);
  }
}
