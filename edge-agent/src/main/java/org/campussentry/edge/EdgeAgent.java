package org.campussentry.edge;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.outbox.OutboxUnavailable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: reads its configuration, checks it, and runs until it is told to stop. */
@Command(name = "edge-agent", mixinStandardHelpOptions = true, description = Commands.RUNNING)
public final class EdgeAgent implements Callable<Integer> {
  static final int FAILED = 1;
  static final int MISCONFIGURED = 2;

  @Option(
      names = "--config",
      required = true,
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The configuration, such as edge-agent.yaml.")
  Path config;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = Commands.JSON)
  boolean json;

  @Option(names = "--check", description = "Tell all that is wrong in FILE, and end.")
  private boolean check;

  /** Exit code 0: stopped in good order; 1: could not run; 2: the configuration is wrong. */
  public static void main(String[] arguments) {
    var agent = new EdgeAgent();
    // Who only runs, for months, does not load what reads other command lines: 3 MB.
    boolean runs = arguments.length == 2 && arguments[0].equals("--config");
    int code = runs ? agent.run(arguments[1]) : Commands.line(agent).execute(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  private int run(String file) {
    try {
      config = Path.of(file);
      return call();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(EdgeAgent.class).error("the agent cannot run", e);
      return FAILED;
    }
  }

  @Override
  public Integer call() {
    var problems = new Problems();
    var read = EdgeConfigFile.read(config, System.getenv(), problems);
    Check.tell(problems, json);
    if (check && !json && read.isPresent()) {
      System.out.println(config + " is fine");
    }
    if (read.isEmpty() || check || json) {
      return read.isEmpty() ? MISCONFIGURED : 0;
    }
    try {
      Gateway.start(config, System.getenv(), read.get());
      return 0;
    } catch (OutboxUnavailable e) {
      System.err.println(e.getMessage());
      return FAILED;
    }
  }
}
