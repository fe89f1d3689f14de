package org.campussentry.benchmarks.edge;

import java.nio.file.Path;
import java.util.List;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.stage.Agent;
import org.campussentry.benchmarks.stage.Heard;
import org.campussentry.benchmarks.stage.Slaves;
import org.campussentry.benchmarks.stage.Stage;

/** A backlog of a million readings after an outage, while fresh ones go on coming. */
public final class EdgeDrain implements Benchmark {
  private static final int READINGS = 1_000_000;
  private static final int DEVICES = 32;
  private static final double RATE = 50_000;
  private static final double AGE_SECONDS = 2;
  private static final int SECONDS_MAX = 600;

  @Override
  public String name() {
    return "edge-drain";
  }

  @Override
  public String what() {
    return "readings a second out of an outbox with a million, and the age of fresh ones meanwhile";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    Agent.prepare(settings, settings.javaHome());
    try (var stage = new Stage(settings, name())) {
      Path folder = stage.folder().resolve("agent");
      long bytes = FullOutbox.fill(folder.resolve("home"), READINGS);
      var slaves = stage.keep(Slaves.tcp(stage.folder().resolve("slaves"), DEVICES));
      Path config =
          Agent.config(
              folder,
              stage.broker(),
              slaves.config("lan-1"),
              Agent.devices("lan-1", DEVICES, "1s"));
      var agent = stage.keep(Agent.start(settings, settings.javaHome(), config));
      stage.await("all of the backlog", SECONDS_MAX, () -> old(stage) >= READINGS);
      double memory = agent.usage().memory().resident();
      List<Heard> history =
          stage.heard().stream().filter(heard -> heard.kind().equals("history")).toList();
      long first = history.get(0).arrived();
      long last = history.get(history.size() - 1).arrived();
      double age =
          stage.heard().stream()
              .filter(heard -> heard.kind().equals("data"))
              .filter(heard -> heard.arrived() >= first && heard.arrived() <= last)
              .mapToDouble(heard -> (heard.arrived() - heard.taken()) / 1000.0)
              .max()
              .orElse(0);
      return List.of(
          Figure.of("MiB of payload in the outbox", bytes / 1024.0 / 1024),
          Figure.of("seconds", (last - first) / 1000.0),
          Figure.atLeast(RATE, "readings a second", old(stage) * 1000.0 / (last - first)),
          Figure.atMost(AGE_SECONDS, "seconds, oldest fresh batch meanwhile", age),
          Figure.of("MiB resident (RSS) at the end", memory));
    }
  }

  private static long old(Stage stage) {
    return stage.heard().stream()
        .filter(heard -> heard.kind().equals("history"))
        .mapToLong(Heard::readings)
        .sum();
  }
}
