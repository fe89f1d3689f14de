package org.campussentry.benchmarks.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.watch.Watch;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The watch alone, by JMH, and its state out of the journal. */
public final class WatchRate implements Benchmark {
  private static final double READINGS_A_SECOND = 300_000;
  private static final double RESTORED_S = 2;
  private static final int ITERATIONS = 5;
  private static final TimeValue ITERATION = TimeValue.seconds(2);
  private static final int STARTS_MAX = 5;

  @Override
  public String name() {
    return "watch";
  }

  @Override
  public String what() {
    return "readings that the rules judge a second, and open alerts out of the journal; 2 minutes";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    Path decided = Files.createTempDirectory(settings.work(), "watch");
    Path full = Files.createTempDirectory(settings.work(), "restored");
    fill(full);
    var decisions =
        run(
            options(Decisions.class, decided)
                .forks(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION));
    var starts =
        run(
            options(Restored.class, full)
                .forks(Math.min(STARTS_MAX, settings.runs()))
                .warmupIterations(0)
                .measurementIterations(1));
    double watched = score(decisions, "watched");
    double plain = score(decisions, "plain");
    double tickMs = 1000 / score(decisions, "tick");
    return List.of(
        Figure.atLeast(
            READINGS_A_SECOND, "readings judged a second by one thread, 20,000 points", watched),
        Figure.of("readings a second of a plain loop of thresholds", plain),
        Figure.of("÷ plain loop of thresholds", watched / plain),
        Figure.of("ms a tick, of which there are four a second", tickMs),
        Figure.atMost(
            RESTORED_S,
            "seconds, 20,000 open alerts out of the journal, slowest",
            slowest(starts, BenchmarkResult::getPrimaryResult)),
        Figure.of(
            "of it processor time, longest",
            slowest(starts, r -> r.getSecondaryResults().get("seconds"))));
  }

  /** On one processor, with the memory that the service has. */
  private static ChainedOptionsBuilder options(Class<?> which, Path home) {
    return new OptionsBuilder()
        .include(which.getName() + "\\.")
        .param("home", home.toString())
        .jvmArgs("-XX:+UseSerialGC", "-Xms32m", "-Xmx384m", "-XX:ActiveProcessorCount=1")
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  /** A value beyond the limit at each point. */
  private static void fill(Path home) {
    try (Journal journal = Watched.journal(home)) {
      Watched.declare(journal);
      Watch watch = Watched.restore(journal, Watched.START_MS);
      for (int gateway = 0; gateway < Watched.GATEWAYS; gateway++) {
        Watched.say(watch, gateway, Watched.allBeyond(gateway), Watched.START_MS);
      }
      watch.save();
    }
  }

  private static double score(Collection<RunResult> results, String method) {
    return result(results, method).getPrimaryResult().getScore();
  }

  private static RunResult result(Collection<RunResult> results, String method) {
    return results.stream()
        .filter(r -> r.getParams().getBenchmark().endsWith("." + method))
        .findFirst()
        .orElseThrow();
  }

  private static double slowest(
      Collection<RunResult> results, Function<BenchmarkResult, Result<?>> which) {
    return result(results, "restored").getBenchmarkResults().stream()
        .mapToDouble(r -> which.apply(r).getScore())
        .max()
        .orElseThrow();
  }
}
