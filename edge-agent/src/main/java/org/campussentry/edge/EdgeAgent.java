package org.campussentry.edge;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.outbox.OutboxUnavailable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: reads its configuration, checks it, and runs until it is told to stop. */
@Command(
    name = "edge-agent",
    mixinStandardHelpOptions = true,
    description =
        "Polls the devices of a gateway, keeps their readings, and brings them to the campus.")
public final class EdgeAgent implements Callable<Integer> {
  static final int FAILED = 1;
  static final int MISCONFIGURED = 2;

  @Option(names = "--config", required = true, paramLabel = "FILE", description = "edge-agent.yaml")
  private Path config;

  @Option(
      names = "--check",
      description = "Tell all that is wrong with the configuration, and end.")
  private boolean check;

  /** Exit code 0: stopped in good order; 1: could not run; 2: the configuration is wrong. */
  public static void main(String[] arguments) {
    int code = new CommandLine(new EdgeAgent()).execute(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() {
    var problems = new Problems();
    var read = EdgeConfigFile.read(config, System.getenv(), problems);
    problems.warnings().forEach(warning -> System.err.println("warning: " + warning));
    problems.errors().forEach(System.err::println);
    if (read.isEmpty()) {
      return MISCONFIGURED;
    }
    if (check) {
      System.out.println(config + " is fine");
      return 0;
    }
    try {
      Gateway.start(read.get());
      return 0;
    } catch (OutboxUnavailable e) {
      System.err.println(e.getMessage());
      return FAILED;
    }
  }
}
