package org.campussentry.ingest.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.campussentry.ingest.account.Caller;
import org.campussentry.ingest.account.Right;
import org.campussentry.ingest.account.Role;
import org.campussentry.ingest.account.Sessions;
import org.campussentry.ingest.account.Tokens;

/**
 * Before everything in the API: who asks, by a session's cookie, by the token of a session or by an
 * API token, and whether they may.
 */
final class Gate {
  /** Of a session. */
  static final String SESSION = "sentry_session";

  /** Of an API token, for the streams of a wall; see {@link LoginApi}. */
  static final String TOKEN = "sentry_token";

  private static final String CALLER = "caller";

  private final Sessions sessions;
  private final Tokens tokens;

  Gate(Sessions sessions, Tokens tokens) {
    this.sessions = sessions;
    this.tokens = tokens;
  }

  /** Who asks; only behind the gate. */
  static Caller caller(RoutingContext ctx) {
    return ctx.get(CALLER);
  }

  void pass(RoutingContext ctx) {
    if (admit(ctx)) {
      ctx.next();
    }
  }

  /** Whether who asks may; also before the gate. Answers when not. */
  boolean admit(RoutingContext ctx) {
    Optional<Caller> caller = find(ctx);
    if (caller.isEmpty()) {
      LoginApi.refuse(ctx);
      return false;
    }
    if (!admits(ctx, caller.get())) {
      forbid(ctx, caller.get());
      return false;
    }
    ctx.put(CALLER, caller.get());
    return true;
  }

  /** Who asks, as far as is known now; also before the gate. */
  Optional<Caller> find(RoutingContext ctx) {
    return bearer(ctx)
        .or(() -> cookie(ctx, SESSION).filter(t -> known(t).isPresent()))
        .or(() -> cookie(ctx, TOKEN))
        .flatMap(this::known);
  }

  private Optional<Caller> known(String token) {
    return Tokens.isOne(token) ? tokens.caller(token) : sessions.caller(token);
  }

  /** The same, without an answer. */
  boolean admits(RoutingContext ctx) {
    return find(ctx).filter(caller -> admits(ctx, caller)).isPresent();
  }

  private static boolean admits(RoutingContext ctx, Caller caller) {
    RouteRights.Need need = need(ctx);
    if (caller.mustChange() && !need.first()) {
      return false;
    }
    return caller.may(need.right()) || (caller.isWall() && need.wall());
  }

  private static RouteRights.Need need(RoutingContext ctx) {
    return RouteRights.of(ctx.request().method().name(), ctx.normalizedPath());
  }

  private static void forbid(RoutingContext ctx, Caller caller) {
    if (caller.mustChange()) {
      Problem.answer(
          ctx,
          403,
          "Not allowed",
          "choose a password of your own first: PUT /api/v1/session/password",
          new JsonObject().put("code", "password-must-change"));
    } else {
      forbid(ctx, caller, need(ctx).right());
    }
  }

  /** Says which right is missing, and who has it. */
  static void forbid(RoutingContext ctx, Caller caller, Right right) {
    List<String> holders = right.holders().stream().map(Role::word).toList();
    Problem.answer(
        ctx,
        403,
        "Not allowed",
        "this takes the right '%s', which %s have; you are %s"
            .formatted(
                right.word(),
                holders.stream().collect(Collectors.joining(", ")),
                caller.role().word()),
        new JsonObject().put("right", right.word()).put("roles", new JsonArray(holders)));
  }

  /** What a program shows; empty when there is none. */
  static Optional<String> bearer(RoutingContext ctx) {
    return Stream.ofNullable(ctx.request().getHeader("Authorization"))
        .filter(header -> header.startsWith("Bearer "))
        .map(header -> header.substring(7))
        .findFirst();
  }

  static Optional<String> cookie(RoutingContext ctx, String name) {
    return Optional.ofNullable(ctx.request().getCookie(name)).map(Cookie::getValue);
  }
}
