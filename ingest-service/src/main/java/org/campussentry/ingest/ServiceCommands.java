package org.campussentry.ingest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.command.CommandSocket;
import org.campussentry.ingest.command.Talk;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.intake.Redrive;

/** What commands beside a running service ask of it. */
final class ServiceCommands {
  private ServiceCommands() {}

  static AutoCloseable open(
      Path home, History history, Redrive redrive, AccountStore accounts, Clock clock) {
    return CommandSocket.open(
        home,
        Map.of(
            "hold", (arguments, talk) -> hold(history, talk),
            "redrive", (arguments, talk) -> redrive(redrive, arguments, talk),
            "reset-password",
                (arguments, talk) ->
                    talk.say(
                        ResetPasswordCommand.reset(accounts, String.join(" ", arguments), clock))));
  }

  /** For as long as a backup copies. */
  private static void hold(History history, Talk talk) throws Exception {
    try (AutoCloseable held = history.hold()) {
      talk.say("held");
      if (talk.hear().equals(Optional.of("done"))) {
        talk.say("good");
      }
    }
  }

  private static void redrive(Redrive redrive, List<String> ids, Talk talk) throws IOException {
    Redrive.Outcome outcome = redrive.run(ids.stream().map(Long::valueOf).toList());
    JsonObject refused = new JsonObject();
    outcome.refused().forEach((id, fault) -> refused.put(id.toString(), fault.text()));
    talk.say(
        new JsonObject()
            .put("stored", outcome.stored())
            .put("waiting", outcome.waiting())
            .put("refused", refused)
            .encode());
  }
}
