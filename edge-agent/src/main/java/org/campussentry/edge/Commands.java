package org.campussentry.edge;

import java.time.Duration;
import org.campussentry.edge.config.Amounts;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What the program can do beside running. */
final class Commands {
  static final String RUNNING =
      "Polls the devices of a gateway, keeps their readings, and brings them to the campus.";
  static final String JSON =
      "Tell it as one JSON object on standard output. Without a command it checks FILE.";

  private Commands() {}

  /** Reads the command line. */
  static CommandLine line(EdgeAgent agent) {
    return new CommandLine(agent)
        .addSubcommand(new ProbeCommand())
        .addSubcommand(new ScanCommand())
        .addSubcommand(new StatusCommand())
        .registerConverter(Duration.class, Commands::duration);
  }

  private static Duration duration(String text) {
    return Amounts.duration(text)
        .orElseThrow(
            () -> new TypeConversionException("`%s` is none such as 300ms".formatted(text)));
  }
}
