package org.campussentry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.campussentry.ingest.backup.BackupReader;
import org.campussentry.ingest.history.QuestHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Exit codes: 0 restored, 1 refused and nothing changed, 2 configuration. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "Makes the home of what `backup` wrote, after all of it was checked.")
final class RestoreCommand implements Callable<Integer> {
  @ParentCommand private IngestService service;

  @Parameters(index = "0", paramLabel = "FILE", description = "that `backup` wrote")
  private Path file;

  @Option(names = "--replace", description = "rename a home that is not empty")
  private boolean replace;

  @Override
  public Integer call() {
    try {
      IngestConfig config = IngestConfig.load(service.configFile(), System.getenv());
      if (!Files.isReadable(file)) {
        throw new IOException(file + " is not there, or can't be read");
      }
      var shared = config.journalAddress(service.configFile().toAbsolutePath().getParent());
      var reader =
          new BackupReader(file, BackupCommand.version(), shared.isEmpty(), QuestHistory::recover);
      var old = reader.restore(config.home(), replace, Instant.now());
      System.out.println(config.home() + " is restored from " + file);
      shared.ifPresent(
          journal ->
              System.out.printf(
                  "The journal is in %s, as it was. To restore it, stop all instances, then:"
                      + " pg_restore --clean --if-exists --no-owner%s --dbname=%s sentry-journal.dump%n",
                  journal, journal.username().map(u -> " --username=" + u).orElse(""), journal));
      old.ifPresent(o -> System.out.println("The home before it is " + o));
      return 0;
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println("Not restored: " + e.getMessage());
      return 1;
    }
  }
}
