package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.Redrive;

/** {@code /api/v1/deadletters}: what could not be used, and trying it again. */
final class DeadLettersApi {
  private static final int SHOWN_MAX = 200;

  private static final String GATEWAY = "[a-z0-9][a-z0-9_-]*";

  private final DeadLetter.Store letters;
  private final Redrive redrive;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  DeadLettersApi(
      DeadLetter.Store letters,
      Redrive redrive,
      AccountStore accounts,
      Times times,
      InstantSource clock) {
    this.letters = letters;
    this.redrive = redrive;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/deadletters").handler(this::list);
    router.get("/api/v1/deadletters/:letter").handler(this::whole);
    router.post("/api/v1/deadletters/redrive").handler(this::redrive);
  }

  private void list(RoutingContext ctx) {
    Optional<String> gateway = Optional.ofNullable(ctx.request().getParam("gateway"));
    if (gateway.isPresent() && !gateway.get().matches(GATEWAY)) {
      throw Problem.bad("'gateway' is the id of one, not '" + gateway.get() + "'");
    }
    Answers.blocking(
        ctx,
        () -> {
          JsonArray list = new JsonArray();
          letters
              .list(gateway, SHOWN_MAX)
              .forEach(letter -> list.add(view(letter, DeadLetter.CUT_BYTES)));
          return new JsonObject().put("deadLetters", list);
        });
  }

  private void whole(RoutingContext ctx) {
    String id = ctx.pathParam("letter");
    if (!id.matches("\\d{1,18}")) {
      throw Problem.notFound("there is no dead letter '" + id + "'");
    }
    Answers.blocking(
        ctx,
        () ->
            letters
                .find(Long.parseLong(id))
                .map(letter -> view(letter, DeadLetter.WHOLE_BYTES))
                .orElseThrow(() -> Problem.notFound("there is no dead letter " + id)));
  }

  /** A part of it tells what it is; the whole of many would be a large answer. */
  private JsonObject view(DeadLetter letter, int most) {
    JsonObject view =
        new JsonObject()
            .put("id", letter.id())
            .put("time", times.iso(letter.time()))
            .put("topic", letter.topic())
            .put("gateway", letter.gateway())
            .put("kind", letter.fault().kind().word())
            .put("reason", letter.reason())
            .put("length", letter.length())
            .put("rows", letter.rows())
            .put("whole", letter.isWhole());
    int shown = Math.min(letter.payload().length, most);
    ByteBuffer bytes = ByteBuffer.wrap(letter.payload(), 0, shown);
    try {
      return view.put("payload", StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      bytes.rewind();
      return view.put(
          "payloadBase64",
          StandardCharsets.US_ASCII.decode(Base64.getEncoder().encode(bytes)).toString());
    }
  }

  private void redrive(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("ids"));
    List<Long> ids = ids(body.getValue("ids"));
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          accounts.audit(
              clock.millis(),
              user,
              "redrive",
              "dead letters",
              ids.isEmpty() ? "all" : ids.toString());
          Redrive.Outcome outcome = redrive.run(ids);
          JsonArray refused = new JsonArray();
          outcome
              .refused()
              .forEach(
                  (id, fault) ->
                      refused.add(
                          new JsonObject()
                              .put("id", id)
                              .put("kind", fault.kind().word())
                              .put("reason", fault.text())));
          return new JsonObject()
              .put("stored", outcome.stored())
              .put("waiting", outcome.waiting())
              .put("refused", refused);
        });
  }

  private static List<Long> ids(Object value) {
    if (value == null) {
      return List.of();
    }
    List<Long> ids = new ArrayList<>();
    if (value instanceof JsonArray list) {
      for (Object id : list) {
        if (!(id instanceof Integer || id instanceof Long)) {
          throw Problem.bad("'ids' holds ids of dead letters, not " + id);
        }
        ids.add(((Number) id).longValue());
      }
    }
    if (ids.isEmpty()) {
      throw Problem.bad("'ids' is a list of ids; leave it out to try all again");
    }
    return ids;
  }
}
