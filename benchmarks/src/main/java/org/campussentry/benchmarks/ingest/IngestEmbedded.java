package org.campussentry.benchmarks.ingest;

import java.util.ArrayList;
import java.util.List;
import org.campussentry.benchmarks.ingest.Ways.Ours;
import org.campussentry.benchmarks.ingest.Ways.Shape;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;

/** The store inside the service beside InfluxDB, in turns. */
public final class IngestEmbedded implements Benchmark {
  private static final int READINGS = 2_000_000;
  private static final double INFLUX = 2;

  @Override
  public String name() {
    return "ingest-embedded";
  }

  @Override
  public String what() {
    return "readings a second into the embedded store beside InfluxDB, and with the embedded broker";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    var ways = new Ways(settings);
    var shape = new Shape(IngestRate.GATEWAYS, IngestRate.POINTS, IngestRate.ROWS, READINGS);
    var influx = new ArrayList<Ours>();
    var store = new ArrayList<Ours>();
    var all = new ArrayList<Ours>();
    for (int round = 0; round < Math.min(IngestRate.ROUNDS_MAX, settings.runs()); round++) {
      influx.add(ways.influx(shape).say());
      store.add(ways.embedded(shape, false).say());
      all.add(ways.embedded(shape, true).say());
    }
    return List.of(
        Figure.atLeast(
            INFLUX, "embedded store ÷ InfluxDB", Run.medianRatio(runs(store), runs(influx))),
        Figure.of(
            "processor time, InfluxDB ÷ embedded store",
            Run.medianCpuRatio(runs(store), runs(influx))),
        Figure.of("readings a second, embedded store, median", Run.medianRate(runs(store))),
        Figure.of(
            "readings a second, embedded broker and store, median", Run.medianRate(runs(all))),
        Figure.of("MiB resident (RSS), embedded store", resident(store)),
        Figure.of("MiB resident (RSS), embedded broker and store", resident(all)),
        Figure.of("bytes on disk a reading, embedded store", bytes(store)),
        Figure.of("bytes on disk a reading, InfluxDB, compacted as far as it was", bytes(influx)));
  }

  private static List<Run> runs(List<Ours> ours) {
    return ours.stream().map(Ours::run).toList();
  }

  private static double resident(List<Ours> ours) {
    return ours.stream().mapToDouble(Ours::residentMiB).max().orElseThrow();
  }

  /** Of the last round. */
  private static double bytes(List<Ours> ours) {
    Ours last = ours.get(ours.size() - 1);
    return last.bytesAReading();
  }
}
