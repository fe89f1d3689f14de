package org.campussentry.benchmarks.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.benchmarks.ingest.Ways.Ours;
import org.campussentry.benchmarks.ingest.Ways.Shape;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;

/** Batches of a hundred readings into InfluxDB, beside others that do the same, in turns. */
public final class IngestRate implements Benchmark {
  static final int GATEWAYS = 50;
  static final int POINTS = 40;
  static final int ROWS = 100;
  static final int ROUNDS_MAX = 3;
  private static final double BULK_SHARE = 0.8;
  private static final double NODE_RED = 1.8;
  private static final double RESIDENT_MIB = 256;
  private static final int READINGS = 2_000_000;

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String what() {
    return "readings a second into InfluxDB, 100 a message, beside a bulk load and Node-RED";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    var ways = new Ways(settings);
    var shape = new Shape(GATEWAYS, POINTS, ROWS, READINGS);
    Optional<Path> nodeRed = NodeRed.install(settings);
    var bulk = new ArrayList<Run>();
    var ours = new ArrayList<Ours>();
    var theirs = new ArrayList<Run>();
    for (int round = 0; round < Math.min(ROUNDS_MAX, settings.runs()); round++) {
      bulk.add(ways.bulk(shape).say());
      ours.add(ways.influx(shape).say());
      if (nodeRed.isPresent()) {
        theirs.add(ways.nodeRed(nodeRed.get(), shape).say());
      }
    }
    List<Run> runs = ours.stream().map(Ours::run).toList();
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("readings a second, median", Run.medianRate(runs)));
    figures.add(Figure.atLeast(BULK_SHARE, "÷ bulk load", Run.medianRatio(runs, bulk)));
    figures.add(Figure.of("processor time, bulk load ÷ ours", Run.medianCpuRatio(runs, bulk)));
    if (!theirs.isEmpty()) {
      figures.add(Figure.atLeast(NODE_RED, "÷ Node-RED", Run.medianRatio(runs, theirs)));
      figures.add(Figure.of("processor time, Node-RED ÷ ours", Run.medianCpuRatio(runs, theirs)));
    }
    figures.add(
        Figure.atMost(
            RESIDENT_MIB,
            "MiB resident (RSS) of ingest-service, largest",
            ours.stream().mapToDouble(Ours::residentMiB).max().orElseThrow()));
    figures.add(Figure.atMost(0, "readings that are not in the store", Run.lost(runs)));
    return figures;
  }
}
