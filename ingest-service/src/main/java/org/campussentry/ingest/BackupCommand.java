package org.campussentry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.campussentry.ingest.backup.BackupWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Exit codes: 0 the file is whole, 1 there is none, 2 configuration. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description =
        "Writes journal, signing key and embedded store into one file; the service may run.")
final class BackupCommand implements Callable<Integer> {
  @ParentCommand private IngestService service;

  @Parameters(index = "0", paramLabel = "FILE", description = "to write, such as sentry.backup")
  private Path file;

  @Override
  public Integer call() {
    try {
      IngestConfig config = IngestConfig.load(service.configFile(), System.getenv());
      Path whole = file.toAbsolutePath();
      Path folder = service.configFile().toAbsolutePath().getParent();
      var shared = config.journalAddress(folder);
      int parts =
          new BackupWriter(config.home(), version(), shared.isEmpty()).write(whole, Instant.now());
      System.out.printf("%s: %d files, %d bytes. Guard it.%n", file, parts, Files.size(whole));
      shared.ifPresent(
          journal ->
              System.out.printf(
                  "The journal is not in it. Back it up too, for all instances at once: pg_dump"
                      + " --format=custom --file=sentry-journal.dump%s %s%n",
                  journal.username().map(u -> " --username=" + u).orElse(""), journal));
      config
          .storeAddress(folder)
          .ifPresent(
              store ->
                  System.out.printf(
                      "The time series in %s are not in it: back them up there (InfluxDB 1: influxd"
                          + " backup, 2: influx backup).%n",
                      store));
      return 0;
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println("No backup: " + e.getMessage());
      return 1;
    }
  }

  static String version() {
    String version = BackupCommand.class.getPackage().getImplementationVersion();
    return version == null ? "0" : version;
  }
}
