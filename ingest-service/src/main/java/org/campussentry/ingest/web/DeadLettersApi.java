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
import java.util.function.IntFunction;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.Redrive;

/** {@code /api/v1/deadletters}: what could not be used, and trying it again. */
final class DeadLettersApi {
  private static final int SHOWN_MAX = 200;

  private final IntFunction<List<DeadLetter>> letters;
  private final Redrive redrive;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  DeadLettersApi(
      IntFunction<List<DeadLetter>> letters,
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
    router.post("/api/v1/deadletters/redrive").handler(this::redrive);
  }

  private void list(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          JsonArray list = new JsonArray();
          letters.apply(SHOWN_MAX).forEach(letter -> list.add(view(letter)));
          return new JsonObject().put("deadLetters", list);
        });
  }

  private JsonObject view(DeadLetter letter) {
    JsonObject view =
        new JsonObject()
            .put("id", letter.id())
            .put("time", times.iso(letter.time()))
            .put("topic", letter.topic())
            .put("reason", letter.reason())
            .put("rows", letter.rows())
            .put("whole", letter.isWhole());
    // A part of it tells what it is; the whole of many would be a large answer.
    int shown = Math.min(letter.payload().length, DeadLetter.CUT_BYTES);
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
    List<Long> ids = ids(Answers.body(ctx).getValue("ids"));
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
              .forEach((id, why) -> refused.add(new JsonObject().put("id", id).put("reason", why)));
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
