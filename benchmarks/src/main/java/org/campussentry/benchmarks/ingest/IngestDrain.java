package org.campussentry.benchmarks.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.stage.Broker;
import org.campussentry.benchmarks.stage.Influx;
import org.campussentry.benchmarks.stage.Service;

/** A gateway is back with a million readings, while others go on as ever. */
public final class IngestDrain implements Benchmark {
  private static final int POINTS = 100;
  private static final int ROWS = 200;
  private static final int BATCHES = 5_000;
  private static final int FRESH_GATEWAYS = 20;
  private static final int FRESH_ROWS = 40;
  private static final int FRESH_BATCHES = 40;
  private static final int FRESH_EVERY_MILLIS = 250;
  private static final long AGO_MILLIS = 6 * 3_600_000L;
  private static final double RATE = 50_000;
  private static final double AGE_SECONDS = 2;

  @Override
  public String name() {
    return "drain";
  }

  @Override
  public String what() {
    return "a backlog of a million readings of one gateway into InfluxDB, and fresh ones meanwhile";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    try (var stage = new IngestStage(settings, name())) {
      Influx influx = stage.influx();
      Broker broker = stage.mosquitto();
      Service service =
          stage.service(
              "{url: \"" + broker.url() + "\"}",
              "{url: \"" + influx.url() + "\"}",
              FRESH_GATEWAYS + 1);
      long now = System.currentTimeMillis();
      var backlog = new Load(1, POINTS, ROWS, BATCHES, now - AGO_MILLIS);
      var fresh = new Load(FRESH_GATEWAYS, FRESH_ROWS, FRESH_ROWS, FRESH_BATCHES, now);
      try (var drained = new Players(broker.port(), FRESH_GATEWAYS, backlog);
          var others = new Players(broker.port(), fresh)) {
        drained.load(backlog, "history", Ways.WINDOW);
        others.load(fresh, "data", FRESH_BATCHES);
        CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(() -> pace(others));
        Run run =
            Run.of(
                "backlog",
                backlog.readings(),
                Map.copyOf(stage.processes()),
                drained::untilReceipted,
                influx::count);
        meanwhile.join();
        long missing = backlog.readings() + fresh.readings() - influx.count();
        return List.of(
            Figure.of("seconds", run.seconds()),
            Figure.atLeast(RATE, "readings a second", run.rate()),
            Figure.atMost(
                AGE_SECONDS,
                "seconds from a fresh batch to its receipt, longest",
                others.slowestSeconds()),
            Figure.of("batches of the backlog that were sent again", (double) drained.sentAgain()),
            Figure.of("MiB resident (RSS) of ingest-service", service.usage().memory().resident()),
            Figure.atMost(0, "readings that are not in the store", (double) missing));
      }
    }
  }

  private static void pace(Players others) {
    try {
      others.untilReceipted(FRESH_EVERY_MILLIS);
    } catch (java.io.IOException e) {
      throw new CompletionException(e);
    }
  }
}
