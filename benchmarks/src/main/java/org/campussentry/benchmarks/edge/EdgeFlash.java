package org.campussentry.benchmarks.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.stage.Agent;
import org.campussentry.benchmarks.stage.Child;
import org.campussentry.benchmarks.stage.Slaves;
import org.campussentry.benchmarks.stage.Stage;

/** What a card has to bear while the agent polls 64 points each second and all is well. */
public final class EdgeFlash implements Benchmark {
  private static final int DEVICES = 32;
  private static final int WARM_UP_SECONDS = 15;

  @Override
  public String name() {
    return "edge-flash";
  }

  @Override
  public String what() {
    return "bytes and syncs an hour at 64 points a second, scaled from --minutes; syncs by strace";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    Agent.prepare(settings, settings.javaHome());
    try (var stage = new Stage(settings, name())) {
      var slaves = stage.keep(Slaves.tcp(stage.folder().resolve("slaves"), DEVICES));
      Path config =
          Agent.config(
              stage.folder().resolve("agent"),
              stage.broker(),
              slaves.config("lan-1"),
              Agent.devices("lan-1", DEVICES, "1s"));
      var agent = stage.keep(Agent.start(settings, settings.javaHome(), config));
      Thread.sleep(WARM_UP_SECONDS * 1000L);
      Optional<Child> strace = strace(stage, agent);
      long before = agent.usage().bytesWritten();
      long start = System.nanoTime();
      Thread.sleep(settings.minutes() * 60_000L);
      double hours = (System.nanoTime() - start) / 3.6e12;
      var figures = new ArrayList<Figure>();
      double mebibytes = (agent.usage().bytesWritten() - before) / 1024.0 / 1024;
      figures.add(Figure.of("MiB written an hour", mebibytes / hours));
      if (strace.isPresent()) {
        strace.get().interrupt();
        syncs(strace.get().output())
            .ifPresent(
                syncs ->
                    figures.add(Figure.atMost(3600, "syncs an hour", Math.rint(syncs / hours))));
      }
      return figures;
    }
  }

  private static Optional<Child> strace(Stage stage, Agent agent) {
    try {
      return Optional.of(
          stage.keep(
              new Child(
                  stage.folder().resolve("strace.log"),
                  Map.of(),
                  List.of(
                      "strace",
                      "-f",
                      "-c",
                      "-e",
                      "trace=fsync,fdatasync",
                      "-p",
                      Long.toString(agent.pid())))));
    } catch (IOException e) {
      System.out.println("  Syncs are not counted: there is no strace (apt-get install strace).");
      return Optional.empty();
    }
  }

  /** The fourth column of strace's table is the number of calls. */
  private static OptionalLong syncs(String table) {
    return OptionalLong.of(
        table
            .lines()
            .filter(line -> line.strip().endsWith("fsync") || line.strip().endsWith("fdatasync"))
            .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[3]))
            .sum());
  }
}
