package org.campussentry.benchmarks.edge;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Usage;
import org.campussentry.benchmarks.stage.Agent;
import org.campussentry.benchmarks.stage.Slaves;
import org.campussentry.benchmarks.stage.Stage;

/** What an agent holds in memory while it polls 64 points each second and all is well. */
public final class EdgeMemory implements Benchmark {
  private static final double LIMIT = 80;
  private static final int DEVICES = 32; // with two points each
  private static final int NMT_SECONDS = 60;

  @Override
  public String name() {
    return "edge-memory";
  }

  @Override
  public String what() {
    return "memory at 64 points a second over Modbus TCP, after --minutes, for each Java; and by JVM part";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    var figures = new ArrayList<Figure>();
    for (Path java : settings.javaHomes()) {
      Agent.prepare(settings, java);
      figures.addAll(measure(settings, java));
    }
    Agent.prepare(settings, settings.javaHome());
    tellParts(settings);
    return figures;
  }

  private static List<Figure> measure(Settings settings, Path java) throws Exception {
    try (var stage = new Stage(settings, "edge-memory")) {
      var slaves = stage.keep(Slaves.tcp(stage.folder().resolve("slaves"), DEVICES));
      var agent = stage.keep(start(settings, java, stage, slaves));
      stage.awaitReading(20);
      Thread.sleep(settings.minutes() * 60_000L);
      Usage.Memory memory = agent.usage().memory();
      String of = java.getFileName() + ": MiB ";
      return List.of(
          Figure.atMost(LIMIT, of + "resident (RSS)", memory.resident()),
          Figure.of(of + "proportional (PSS)", memory.proportional()),
          Figure.of(of + "private", memory.own()),
          Figure.of(java.getFileName() + ": readings that came", (double) stage.measured()));
    }
  }

  private static Agent start(
      Settings settings, Path java, Stage stage, Slaves slaves, String... flags) throws Exception {
    Path config =
        Agent.config(
            stage.folder().resolve("agent"),
            stage.broker(),
            slaves.config("lan-1"),
            Agent.devices("lan-1", DEVICES, "1s"));
    return Agent.start(settings, java, config, flags);
  }

  /** Tracking costs memory itself, so that this is another run. */
  private static void tellParts(Settings settings) throws Exception {
    try (var stage = new Stage(settings, "edge-memory-parts")) {
      var slaves = stage.keep(Slaves.tcp(stage.folder().resolve("slaves"), DEVICES));
      var agent =
          stage.keep(
              start(
                  settings,
                  settings.javaHome(),
                  stage,
                  slaves,
                  "-XX:NativeMemoryTracking=summary"));
      stage.awaitReading(20);
      Thread.sleep(NMT_SECONDS * 1000L);
      var jcmd =
          new ProcessBuilder(
                  settings.javaHome().resolve("bin/jcmd").toString(),
                  Long.toString(agent.pid()),
                  "VM.native_memory",
                  "summary")
              .redirectErrorStream(true)
              .start();
      System.out.println("  What the JVM itself counts, after a minute (committed):");
      try (BufferedReader lines = jcmd.inputReader(StandardCharsets.UTF_8)) {
        lines
            .lines()
            .filter(line -> line.contains("committed=") && line.contains("("))
            .filter(line -> line.startsWith("-") || line.startsWith("Total"))
            .forEach(line -> System.out.println("    " + line.strip()));
      }
    }
  }
}
