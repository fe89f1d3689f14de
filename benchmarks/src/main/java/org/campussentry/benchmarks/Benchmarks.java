package org.campussentry.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.campussentry.benchmarks.edge.EdgeCpu;
import org.campussentry.benchmarks.edge.EdgeDrain;
import org.campussentry.benchmarks.edge.EdgeFlash;
import org.campussentry.benchmarks.edge.EdgeMemory;
import org.campussentry.benchmarks.edge.EdgeStart;
import org.campussentry.benchmarks.edge.EdgeWire;
import org.campussentry.benchmarks.ingest.DayAgain;
import org.campussentry.benchmarks.ingest.DayReported;
import org.campussentry.benchmarks.ingest.HistoryRead;
import org.campussentry.benchmarks.ingest.IngestDrain;
import org.campussentry.benchmarks.ingest.IngestEmbedded;
import org.campussentry.benchmarks.ingest.IngestRate;
import org.campussentry.benchmarks.ingest.IngestSingles;
import org.campussentry.benchmarks.ingest.IngestSweep;
import org.campussentry.benchmarks.ingest.MonthPrinted;
import org.campussentry.benchmarks.ingest.WatchRate;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Machine;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Settings.Size;
import org.campussentry.benchmarks.page.PageSpeed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program: runs one benchmark, or all, and prints their figures. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the programs as they are started by their users.")
public final class Benchmarks implements Callable<Integer> {
  private static final int UNKNOWN = 2;

  /** One line for each benchmark that there is. */
  private static final List<Benchmark> ALL =
      List.of(
          new EdgeMemory(),
          new EdgeStart(),
          new EdgeCpu(),
          new EdgeWire(),
          new EdgeDrain(),
          new EdgeFlash(),
          new IngestRate(),
          new IngestSingles(),
          new IngestEmbedded(),
          new IngestSweep(),
          new IngestDrain(),
          new WatchRate(),
          new HistoryRead(),
          new DayReported(),
          new MonthPrinted(),
          new DayAgain(),
          new PageSpeed());

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Which one; `list` shows them. Without a name: all.")
  private String name;

  @Option(names = "--root", required = true, paramLabel = "DIR", description = "The clone.")
  private Path root;

  @Option(
      names = "--minutes",
      defaultValue = "10",
      description = "How long what is measured over time takes, 1 to 1440; default 10.")
  private int minutes;

  @Option(
      names = "--runs",
      defaultValue = "10",
      description = "How often a start is repeated, 1 to 1000; default 10.")
  private int runs;

  @Option(
      names = "--gateways",
      defaultValue = "0",
      description = "For ingest-sweep, with --points: this campus only, 1 to 5,000 gateways.")
  private int gateways;

  @Option(
      names = "--points",
      defaultValue = "0",
      description = "How many points they have together, 1 to 100,000.")
  private int points;

  /** Exit code 0: measured, whatever the figures; 1: could not measure; 2: no such benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if ("list".equals(name)) {
      ALL.forEach(found -> System.out.printf("  %-15s %s%n", found.name(), found.what()));
      return 0;
    }
    List<Benchmark> chosen =
        ALL.stream().filter(found -> name == null || found.name().equals(name)).toList();
    if (chosen.isEmpty() || minutes < 1 || minutes > 1440 || runs < 1 || runs > 1000) {
      System.err.println(
          chosen.isEmpty()
              ? "bench: there is no benchmark '" + name + "'; ./sentry bench list shows them"
              : "bench: --minutes wants 1 to 1440, --runs 1 to 1000");
      return UNKNOWN;
    }
    boolean sized = gateways != 0 || points != 0;
    if (sized && (gateways < 1 || gateways > 5000 || points < gateways || points > 100_000)) {
      System.err.println(
          "bench: --gateways wants 1 to 5000, and --points at least as many and at most 100000");
      return UNKNOWN;
    }
    Optional<Size> size = sized ? Optional.of(new Size(gateways, points)) : Optional.empty();
    Path work = root.resolve("benchmarks/target/work").toAbsolutePath();
    Files.createDirectories(work);
    var settings = new Settings(root.toAbsolutePath(), work, minutes, runs, size, javaHomes());
    System.out.println(Machine.facts());
    for (Benchmark benchmark : chosen) {
      System.out.printf("%n%s: %s%n", benchmark.name(), benchmark.what());
      for (Figure figure : benchmark.run(settings)) {
        System.out.println(figure.line());
      }
    }
    return 0;
  }

  /** The Java that runs this, and the one of JAVA25_HOME to compare with. */
  private static List<Path> javaHomes() {
    var homes = new ArrayList<Path>();
    homes.add(Path.of(System.getProperty("java.home")));
    String newer = System.getenv("JAVA25_HOME");
    if (newer != null && !newer.isBlank()) {
      homes.add(Path.of(newer));
    }
    return homes;
  }
}
