package org.campussentry.ingest;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * {@code java -jar ingest-service.jar --config F [--check]}, and commands beside it. Exit codes: 0
 * fine, 1 can't run, 2 configuration.
 */
@Command(
    name = "ingest-service",
    mixinStandardHelpOptions = true,
    description = "Stores the readings of a campus, watches them, and tells people.",
    subcommands = {
      ConfigureCommand.class,
      ProvisionCommand.class,
      RedriveCommand.class,
      RemoteKeyCommand.class,
      ResetPasswordCommand.class,
      VerifyReportsCommand.class,
      BackupCommand.class,
      RestoreCommand.class
    })
public final class IngestService implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      scope = ScopeType.INHERIT,
      description = "ingest-service.yaml")
  private Path configFile;

  @Option(names = "--check", description = "check configuration and campus file, then end")
  private boolean check;

  public static void main(String[] args) {
    int code = new CommandLine(new IngestService()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  Path configFile() {
    return configFile;
  }

  @Override
  public Integer call() {
    try {
      IngestConfig config = IngestConfig.load(configFile, System.getenv());
      CampusFile campus = CampusFile.load(config.campus()).only(config.sites(), config.campus());
      if (check) {
        campus.duty().findings(Instant.now()).forEach(f -> System.out.println("warning: " + f));
        System.out.println(configFile + " and " + config.campus() + " are fine");
        return 0;
      }
      Service service = Service.start(config, configFile, campus, Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
      return 0;
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IllegalStateException e) {
      System.err.println("ingest-service can't start: " + e.getMessage());
      return 1;
    }
  }
}
