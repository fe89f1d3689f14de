package org.campussentry.benchmarks.edge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.stage.Agent;
import org.campussentry.benchmarks.stage.Slaves;
import org.campussentry.benchmarks.stage.Stage;

/** From the start of the process to the first reading at the campus. */
public final class EdgeStart implements Benchmark {
  private static final double LIMIT = 1.5;
  private static final int DEVICES = 32;

  @Override
  public String name() {
    return "edge-start";
  }

  @Override
  public String what() {
    return "seconds from the start of the process to the first reading published, --runs times";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    Agent.prepare(settings, settings.javaHome());
    var seconds = new ArrayList<Double>();
    try (var stage = new Stage(settings, name())) {
      var slaves = stage.keep(Slaves.tcp(stage.folder().resolve("slaves"), DEVICES));
      Path config =
          Agent.config(
              stage.folder().resolve("agent"),
              stage.broker(),
              slaves.config("lan-1"),
              Agent.devices("lan-1", DEVICES, "1s"));
      for (int run = 0; run < settings.runs(); run++) {
        stage.forget();
        long start = System.nanoTime();
        try (Agent agent = Agent.start(settings, settings.javaHome(), config)) {
          stage.awaitReading(30);
          seconds.add((System.nanoTime() - start) / 1e9);
          // Its last batches must not be taken for the first of the next.
          Thread.sleep(1000);
        }
        Thread.sleep(500);
      }
    }
    Collections.sort(seconds);
    return List.of(
        Figure.atMost(
            LIMIT, "seconds, median of " + seconds.size(), seconds.get(seconds.size() / 2)),
        Figure.atMost(LIMIT, "seconds, longest", seconds.get(seconds.size() - 1)));
  }
}
