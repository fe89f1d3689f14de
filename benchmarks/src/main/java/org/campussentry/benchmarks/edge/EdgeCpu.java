package org.campussentry.benchmarks.edge;

import java.nio.file.Path;
import java.util.List;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.stage.Agent;
import org.campussentry.benchmarks.stage.Slaves;
import org.campussentry.benchmarks.stage.Stage;

/** Processor time for a reading, from the register to its receipt. */
public final class EdgeCpu implements Benchmark {
  private static final int DEVICES = 100;
  private static final int WARM_UP_SECONDS = 20;
  private static final int SECONDS = 60;

  @Override
  public String name() {
    return "edge-cpu";
  }

  @Override
  public String what() {
    return "processor seconds for a million readings, at 2,000 points a second; 80 s";
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
              Agent.devices("lan-1", DEVICES, "100ms"));
      var agent = stage.keep(Agent.start(settings, settings.javaHome(), config));
      Thread.sleep(WARM_UP_SECONDS * 1000L);
      stage.forget();
      double before = agent.usage().cpuSeconds();
      Thread.sleep(SECONDS * 1000L);
      double used = agent.usage().cpuSeconds() - before;
      long readings = stage.measured();
      return List.of(
          Figure.of("readings a second", readings / (double) SECONDS),
          Figure.of("% of one core", 100 * used / SECONDS),
          Figure.of("processor seconds a million readings", used * 1e6 / readings));
    }
  }
}
