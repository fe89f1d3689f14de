package org.campussentry.benchmarks.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.benchmarks.ingest.Ways.Shape;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;

/** Messages of one reading into InfluxDB, beside others that do the same, in turns. */
public final class IngestSingles implements Benchmark {
  private static final double NODE_RED = 2;
  private static final int READINGS = 300_000;

  @Override
  public String name() {
    return "ingest-single";
  }

  @Override
  public String what() {
    return "readings a second into InfluxDB, one a message, beside Node-RED";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    var ways = new Ways(settings);
    var shape = new Shape(IngestRate.GATEWAYS, IngestRate.POINTS, 1, READINGS);
    Optional<Path> nodeRed = NodeRed.install(settings);
    var ours = new ArrayList<Run>();
    var theirs = new ArrayList<Run>();
    for (int round = 0; round < Math.min(IngestRate.ROUNDS_MAX, settings.runs()); round++) {
      ours.add(ways.influx(shape).say().run());
      if (nodeRed.isPresent()) {
        theirs.add(ways.nodeRed(nodeRed.get(), shape).say());
      }
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("readings a second, median", Run.medianRate(ours)));
    if (!theirs.isEmpty()) {
      figures.add(Figure.atLeast(NODE_RED, "÷ Node-RED", Run.medianRatio(ours, theirs)));
      figures.add(Figure.of("processor time, Node-RED ÷ ours", Run.medianCpuRatio(ours, theirs)));
    }
    figures.add(Figure.atMost(0, "readings that are not in the store", Run.lost(ours)));
    return figures;
  }
}
