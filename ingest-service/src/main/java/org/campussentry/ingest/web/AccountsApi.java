package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.account.Account;
import org.campussentry.ingest.account.Accounts;
import org.campussentry.ingest.account.AuditTrail;
import org.campussentry.ingest.account.Right;
import org.campussentry.ingest.account.Role;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;

/** {@code /api/v1/accounts}: who may log in, in which role. For administrators. */
final class AccountsApi {
  private final Accounts accounts;
  private final People people;
  private final AuditTrail trail;
  private final Times times;
  private final InstantSource clock;

  AccountsApi(
      Accounts accounts, People people, AuditTrail trail, Times times, InstantSource clock) {
    this.accounts = accounts;
    this.people = people;
    this.trail = trail;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/accounts").handler(this::list);
    router.post("/api/v1/accounts").handler(this::create);
    router.put("/api/v1/accounts/:user").handler(this::change);
    router.post("/api/v1/accounts/:user/password").handler(this::reset);
  }

  private void list(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          JsonArray all = new JsonArray();
          accounts.all().forEach(a -> all.add(view(a)));
          JsonArray known = new JsonArray();
          people
              .all()
              .forEach(p -> known.add(new JsonObject().put("id", p.id()).put("name", p.name())));
          return new JsonObject().put("accounts", all).put("people", known).put("roles", roles());
        });
  }

  private static JsonArray roles() {
    JsonArray roles = new JsonArray();
    for (Role role : Role.values()) {
      JsonArray rights = new JsonArray();
      role.rights().stream().sorted().map(Right::word).forEach(rights::add);
      roles.add(new JsonObject().put("role", role.word()).put("rights", rights));
    }
    return roles;
  }

  private JsonObject view(Account account) {
    JsonObject view =
        new JsonObject()
            .put("name", account.name())
            .put("fullName", account.fullName())
            .put("role", account.role().word())
            .put("enabled", account.enabled())
            .put("mustChangePassword", account.mustChange())
            .put("created", times.iso(account.createdAt()));
    account.person().ifPresent(id -> view.put("person", id));
    account
        .person()
        .flatMap(people::find)
        .map(Person::name)
        .ifPresent(name -> view.put("personName", name));
    if (account.loggedInAt() > 0) {
      view.put("lastLogin", times.iso(account.loggedInAt()));
    }
    return view;
  }

  private void create(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("name", "fullName", "role", "person"));
    String name = Answers.text(body, "name");
    String fullName = Answers.text(body, "fullName").strip();
    Role role = role(body);
    Optional<String> person = person(body);
    String by = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          String password = password(accounts.create(name, fullName, role, person, true));
          Account made = accounts.find(name).orElseThrow();
          JsonObject after = new JsonObject();
          facts(made).forEach(after::put);
          trail.audit(clock.millis(), by, "account-new", name, "", "", after.encode());
          return view(made).put("password", password);
        });
  }

  private static String password(Accounts.Outcome outcome) {
    if (outcome instanceof Accounts.Outcome.Refused refused) {
      throw Problem.bad(refused.why());
    }
    return ((Accounts.Outcome.Password) outcome).password();
  }

  static Role role(JsonObject body) {
    String word = Answers.text(body, "role");
    return Role.of(word)
        .orElseThrow(
            () -> {
              String all =
                  String.join(
                      ", ", java.util.Arrays.stream(Role.values()).map(Role::word).toList());
              return Problem.bad("'role' is one of " + all + ", not '" + word + "'");
            });
  }

  private Optional<String> person(JsonObject body) {
    String id = Answers.text(body, "person");
    if (!id.isEmpty() && people.find(id).isEmpty()) {
      throw Problem.bad(
          "'person' is the id of one of `people:` of the campus file, not '" + id + "'");
    }
    return Optional.of(id).filter(p -> !p.isEmpty());
  }

  private void change(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("fullName", "role", "person", "enabled"));
    if (!(body.getValue("enabled") instanceof Boolean enabled)) {
      throw Problem.bad("'enabled' is true or false");
    }
    String fullName = Answers.text(body, "fullName").strip();
    Role role = role(body);
    Optional<String> person = person(body);
    String name = ctx.pathParam("user");
    String by = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Account before = accounts.find(name).orElseThrow(() -> none(name));
          Account after = before.with(fullName, role, person, enabled);
          accounts
              .change(after)
              .ifPresent(
                  why -> {
                    throw Problem.bad(why);
                  });
          tell(by, before, after);
          return view(after);
        });
  }

  private static Problem.BadRequest none(String name) {
    return Problem.notFound("there is no account " + name);
  }

  /** Only what differs, so that it is seen. */
  private void tell(String by, Account before, Account after) {
    JsonObject was = new JsonObject();
    JsonObject is = new JsonObject();
    Map<String, Object> former = facts(before);
    facts(after)
        .forEach(
            (key, value) -> {
              if (!value.equals(former.get(key))) {
                was.put(key, former.get(key));
                is.put(key, value);
              }
            });
    if (!is.isEmpty()) {
      trail.audit(clock.millis(), by, "account", after.name(), "", was.encode(), is.encode());
    }
  }

  private static Map<String, Object> facts(Account account) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("role", account.role().word());
    facts.put("fullName", account.fullName());
    facts.put("person", account.person().orElse(""));
    facts.put("enabled", account.enabled());
    return facts;
  }

  private void reset(RoutingContext ctx) {
    Answers.only(Answers.body(ctx), Set.of());
    String name = ctx.pathParam("user");
    String by = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          accounts.find(name).orElseThrow(() -> none(name));
          String password = password(accounts.reset(name));
          trail.audit(clock.millis(), by, "password-reset", name, "");
          return view(accounts.find(name).orElseThrow()).put("password", password);
        });
  }
}
