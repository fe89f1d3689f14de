package org.campussentry.benchmarks.ingest;

import java.util.ArrayList;
import java.util.List;
import org.campussentry.benchmarks.ingest.Ways.Ours;
import org.campussentry.benchmarks.ingest.Ways.Shape;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Settings.Size;

/** Whether a reading costs the same with few points and with many, from few gateways and many. */
public final class IngestSweep implements Benchmark {
  private static final int READINGS = 2_000_000;
  private static final double FLAT = 1.5;

  private static final List<Size> SIZES =
      List.of(new Size(4, 100), new Size(50, 2_000), new Size(50, 20_000), new Size(1_000, 20_000));

  @Override
  public String name() {
    return "ingest-sweep";
  }

  @Override
  public String what() {
    return "processor time for a reading from 100 to 20,000 points, and from 4 to 1,000 gateways";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    var ways = new Ways(settings);
    List<Figure> figures = new ArrayList<>();
    double least = Double.MAX_VALUE;
    double most = 0;
    for (Size size : settings.size().map(List::of).orElse(SIZES)) {
      var shape =
          new Shape(size.gateways(), size.points() / size.gateways(), IngestRate.ROWS, READINGS);
      Ours ours = ways.influx(shape).say();
      double cost = ours.run().cpuSeconds().get("ours") * 1e6 / ours.run().readings();
      least = Math.min(least, cost);
      most = Math.max(most, cost);
      String what = "%,d gateways, %,d points".formatted(size.gateways(), size.points());
      figures.add(Figure.of("processor seconds a million, " + what, cost));
      figures.add(Figure.of("MiB resident (RSS), " + what, ours.residentMiB()));
    }
    figures.add(Figure.atMost(FLAT, "dearest ÷ cheapest", most / least));
    return figures;
  }
}
