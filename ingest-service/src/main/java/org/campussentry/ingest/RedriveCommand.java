package org.campussentry.ingest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.campussentry.ingest.command.Talk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Exit codes: 0 all are stored now, 1 not all, 2 configuration. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description =
        "Tries dead letters again, after what made them unusable was mended; the service runs.")
final class RedriveCommand implements Callable<Integer> {
  @ParentCommand private IngestService service;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "of /api/v1/deadletters; else all")
  private List<Long> ids = List.of();

  @Override
  public Integer call() {
    try {
      IngestConfig config = IngestConfig.load(service.configFile(), System.getenv());
      String request = "redrive" + ids.stream().map(id -> " " + id).collect(Collectors.joining());
      try (Talk talk = Talk.with(config.home(), request)) {
        return tell(talk.hear());
      }
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println(
          "The service can't be asked (does it run, as this user?): " + e.getMessage());
      return 1;
    }
  }

  private static int tell(Optional<String> answer) throws IOException {
    String line = answer.orElseThrow(() -> new IOException("it ended meanwhile"));
    if (!line.startsWith("{")) {
      throw new IOException(line);
    }
    JsonObject outcome = new JsonObject(line);
    JsonObject refused = outcome.getJsonObject("refused");
    refused.forEach(entry -> System.out.println(entry.getKey() + ": " + entry.getValue()));
    int waiting = outcome.getInteger("waiting");
    System.out.printf(
        "%d stored, %d refused and kept%s%n",
        outcome.getInteger("stored"),
        refused.size(),
        waiting == 0 ? "" : ", %d wait for the store".formatted(waiting));
    return refused.isEmpty() && waiting == 0 ? 0 : 1;
  }
}
