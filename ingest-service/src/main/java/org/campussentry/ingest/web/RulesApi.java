package org.campussentry.ingest.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.watch.RuleDesk;
import org.campussentry.ingest.watch.RuleSet;
import org.campussentry.ingest.watch.Watch;
import org.campussentry.ingest.watch.WrittenRule;

/** {@code /api/v1/rules}: the rules as they are written, and what people change in them. */
final class RulesApi {
  private static final int LETTERS_MAX = 8_000;
  private static final int ID_MAX = 100;

  private final RuleDesk desk;
  private final Watch watch;
  private final AccountStore accounts;
  private final RuleView view;
  private final InstantSource clock;

  RulesApi(RuleDesk desk, Watch watch, AccountStore accounts, Views views, InstantSource clock) {
    this.desk = desk;
    this.watch = watch;
    this.accounts = accounts;
    this.view = new RuleView(views.times());
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/rules").handler(ctx -> Answers.json(ctx, view.all(desk.rules())));
    router.get("/api/v1/rules/:id").handler(this::one);
    router.put("/api/v1/rules/:id").handler(this::write);
    router.delete("/api/v1/rules/:id").handler(this::giveBack);
  }

  private void one(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Answers.blocking(ctx, () -> whole(id));
  }

  private JsonObject whole(String id) {
    RuleSet set = desk.rules();
    WrittenRule written =
        set.find(id).orElseThrow(() -> Problem.notFound("there is no rule '" + id + "'"));
    long open = watch.openAlerts().stream().filter(a -> a.rule().equals(id)).count();
    return view.whole(set, written, desk.changes(id), open);
  }

  private void write(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    String user = LoginApi.user(ctx);
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("rule", "version"));
    if (!(body.getValue("rule") instanceof JsonObject keys)) {
      throw Problem.bad("'rule' is an object with the keys of a rule in campus.yaml");
    }
    if (!(body.getValue("version") instanceof Integer version) || version < 0) {
      throw Problem.bad("'version' is that of the rule as it was looked at; 0 for a new one");
    }
    if (!id.equals(keys.getValue("id")) || id.length() > ID_MAX) {
      throw Problem.bad(
          "'rule.id' is that of the address, '%s', of at most %d letters".formatted(id, ID_MAX));
    }
    String written = keys.encode();
    if (written.length() > LETTERS_MAX) {
      throw Problem.bad("a rule has at most " + LETTERS_MAX + " letters");
    }
    Answers.blocking(
        ctx,
        () -> {
          change(id, Optional.of(written), version, user);
          return whole(id);
        });
  }

  private void giveBack(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    String user = LoginApi.user(ctx);
    int version;
    try {
      version = Integer.parseInt(String.valueOf(ctx.request().getParam("version")));
    } catch (NumberFormatException e) {
      throw Problem.bad("'version' is that of the rule as it was looked at");
    }
    Answers.blocking(
        ctx,
        () -> {
          change(id, Optional.empty(), version, user);
          return new JsonObject()
              .put("id", id)
              .put("version", version + 1)
              .put("inFile", desk.rules().inFile(id).isPresent());
        });
  }

  private void change(String id, Optional<String> keys, int version, String user) {
    Instant now = clock.instant();
    String before = desk.rules().find(id).map(WrittenRule::keys).orElse("");
    RuleDesk.Outcome outcome;
    try {
      outcome = desk.change(id, keys, version, user, now);
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
    switch (outcome) {
      case CHANGED_MEANWHILE ->
          throw Problem.conflict(
              "rule '" + id + "' was changed meanwhile: look at it again, then change it");
      case NOTHING_CHANGED ->
          throw Problem.notFound(
              "rule '" + id + "' was not changed on the page: there is nothing to give back");
      case DONE -> {
        String after = desk.rules().find(id).map(WrittenRule::keys).orElse("");
        accounts.audit(now.toEpochMilli(), user, "rule", id, "", before, after);
      }
    }
  }
}
