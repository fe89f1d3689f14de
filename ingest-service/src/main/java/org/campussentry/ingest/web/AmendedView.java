package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.amend.Amended;
import org.campussentry.ingest.amend.Amendment;
import org.campussentry.ingest.amend.AmendmentDesk;
import org.campussentry.ingest.amend.Written;

/**
 * How the API shows and changes entries of the campus file that people change on the page; the same
 * for each kind of them.
 *
 * @param kind as the body of a request and the audit trail call it
 */
record AmendedView<T>(String kind, AmendmentDesk<T> desk, AccountStore accounts, Times times) {
  private static final int LETTERS_MAX = 8_000;
  private static final int ID_MAX = 100;

  /** What the body of a change says. */
  private record Asked(String keys, int version) {}

  /** Where an entry comes from, and as it is written. */
  JsonObject origin(Written<T> written) {
    Amended<T> set = desk.entries();
    JsonObject view =
        new JsonObject()
            .put("on", written.on())
            .put("origin", written.origin().word())
            .put("inFile", set.inFile(written.id()).isPresent())
            .put("fileEdited", set.isFileEdited(written.id()))
            .put("version", set.amendment(written.id()).map(Amendment::number).orElse(0))
            .put("keys", new JsonObject(written.keys()));
    set.amendment(written.id()).ifPresent(a -> view.put("changed", mark(a)));
    return view;
  }

  /** What it is now. */
  Written<T> find(String id) {
    return desk.entries()
        .find(id)
        .orElseThrow(() -> Problem.notFound("there is no " + kind + " '" + id + "'"));
  }

  /** Who made what of it, newest first; what it was before is the change before, or the file's. */
  JsonArray changes(String id) {
    JsonArray course = new JsonArray();
    for (Amendment amendment : desk.changes(id)) {
      JsonObject view = mark(amendment).put("version", amendment.number());
      amendment.keys().ifPresent(keys -> view.put("keys", new JsonObject(keys)));
      amendment.base().ifPresent(keys -> view.put("base", new JsonObject(keys)));
      course.add(view);
    }
    return course;
  }

  /** Changes that do not hold, and why. */
  JsonArray unread() {
    JsonArray unread = new JsonArray();
    Amended<T> set = desk.entries();
    set.unread()
        .forEach(
            (id, why) ->
                unread.add(
                    new JsonObject()
                        .put("id", id)
                        .put("why", why)
                        .put("version", set.amendment(id).map(Amendment::number).orElse(0))));
    return unread;
  }

  private JsonObject mark(Amendment amendment) {
    return new JsonObject()
        .put("by", amendment.by())
        .put("at", times.iso(amendment.at().toEpochMilli()));
  }

  /** The keys of a body, as they would stand in the campus file. */
  String keys(JsonObject body) {
    if (!(body.getValue(kind) instanceof JsonObject keys)) {
      throw Problem.bad("'%s' is an object with its keys in campus.yaml".formatted(kind));
    }
    String written = keys.encode();
    if (written.length() > LETTERS_MAX) {
      throw Problem.bad("it has at most " + LETTERS_MAX + " letters");
    }
    return written;
  }

  /** Reads what somebody wrote, and says what is wrong with it. */
  Written<T> read(String keys, Instant now) {
    try {
      return desk.read(keys, now);
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
  }

  /** Changes one by the body of a PUT, once somebody asks for it off the event loop. */
  Runnable put(RoutingContext ctx, Instant now) {
    String id = ctx.pathParam("id");
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of(kind, "version"));
    Asked asked = new Asked(keys(body), version(body.getValue("version")));
    if (id.length() > ID_MAX || !id.equals(body.getJsonObject(kind).getValue("id"))) {
      throw Problem.bad(
          "'%s.id' is that of the address, '%s', of at most %d letters"
              .formatted(kind, id, ID_MAX));
    }
    String user = LoginApi.user(ctx);
    return () -> change(id, Optional.of(asked.keys()), asked.version(), user, now);
  }

  /** Gives one back to the file. */
  void delete(RoutingContext ctx, Instant now) {
    String id = ctx.pathParam("id");
    int version = version(ctx.request().getParam("version"));
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          change(id, Optional.empty(), version, user, now);
          return new JsonObject()
              .put("id", id)
              .put("version", version + 1)
              .put("inFile", desk.entries().inFile(id).isPresent());
        });
  }

  private int version(Object given) {
    try {
      int version = Integer.parseInt(String.valueOf(given));
      if (version >= 0) {
        return version;
      }
    } catch (NumberFormatException e) {
      // The same as one below 0.
    }
    throw Problem.bad("'version' is that of the " + kind + " as it was looked at; 0 for a new one");
  }

  private void change(String id, Optional<String> keys, int version, String user, Instant now) {
    String before = desk.entries().find(id).map(Written::keys).orElse("");
    AmendmentDesk.Outcome outcome;
    try {
      outcome = desk.change(id, keys, version, user, now);
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
    switch (outcome) {
      case CHANGED_MEANWHILE ->
          throw Problem.conflict(
              kind + " '" + id + "' was changed meanwhile: look at it again, then change it");
      case NOTHING_CHANGED ->
          throw Problem.notFound(
              kind + " '" + id + "' was not changed on the page: there is nothing to give back");
      case DONE -> {
        String after = desk.entries().find(id).map(Written::keys).orElse("");
        accounts.audit(now.toEpochMilli(), user, kind, id, "", before, after);
      }
    }
  }

  /** Those that are there now. */
  List<Written<T>> all() {
    return desk.entries().all();
  }
}
