package org.campussentry.benchmarks.ingest;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Settings.Size;
import org.campussentry.benchmarks.stage.Browsing;
import org.campussentry.benchmarks.stage.Influx;
import org.campussentry.benchmarks.stage.Service;
import org.campussentry.ingest.history.InfluxHistory;
import org.campussentry.ingest.history.QuestHistory;
import org.campussentry.ingest.history.Retention;
import org.campussentry.ingest.history.RolledHistory;
import org.campussentry.ingest.history.SeriesStore;
import org.campussentry.ingest.history.StoreAddress;
import org.campussentry.ingest.reading.Sites;

/** A month of one point among others, by HTTP from a service that was just started. */
public final class HistoryRead implements Benchmark {
  private static final Size SIZE = new Size(4, 20);
  private static final double EMBEDDED_MS = 50;
  private static final double INFLUX_MS = 100;
  private static final double DRAWN_MS = 300;
  private static final int DRAWINGS = 20;
  private static final int DAYS = 30;
  private static final int TIMES = 100;
  private static final int WARM = 20;
  private static final long DAY_MS = 86_400_000;

  @Override
  public String name() {
    return "history";
  }

  @Override
  public String what() {
    return "30 days of a point read every 5 s, among 19 others (--gateways, --points), in 2,000 buckets; 8 minutes";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    Month month = new Month(settings.size().orElse(SIZE), DAYS);
    List<Figure> figures = new ArrayList<>();
    try (var stage = new IngestStage(settings, "history-embedded")) {
      Path home = stage.folder().resolve("ingest/home");
      var store =
          new QuestHistory(home.resolve("store"), Retention.FOREVER, InstantSource.system());
      double raw = fill(month, store, home, figures, "embedded store");
      figures.addAll(read(stage, month, "{url: embedded}", "embedded store", EMBEDDED_MS, raw));
    }
    try (var stage = new IngestStage(settings, "history-influxdb")) {
      Influx influx = stage.influx();
      Path home = stage.folder().resolve("ingest/home");
      var store =
          new InfluxHistory(
              new StoreAddress(
                  influx.url(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()),
              Retention.FOREVER,
              InstantSource.system());
      double raw = fill(month, store, home, figures, "InfluxDB");
      figures.addAll(
          read(stage, month, "{url: \"" + influx.url() + "\"}", "InfluxDB", INFLUX_MS, raw));
    }
    return figures;
  }

  /** Fills it, rolls it, and measures it without the roll-ups; closes it. */
  private static double fill(
      Month month, SeriesStore store, Path home, List<Figure> figures, String which)
      throws Exception {
    month.write(store);
    month.declare(home);
    double raw =
        p95(
            turn -> store.buckets(month.point(turn), month.startMs(), month.endMs(), 1_500_000),
            10);
    try (var rolled =
        new RolledHistory(
            store,
            home.resolve("rollups.db"),
            Retention.FOREVER,
            Sites.ALL,
            InstantSource.system())) {
      long begun = System.nanoTime();
      while (rolled.roll(InstantSource.system().instant())) {
        Thread.onSpinWait();
      }
      figures.add(
          Figure.of(
              which + ": seconds to roll up " + month.readings() + " readings",
              (System.nanoTime() - begun) / 1e9));
    }
    return raw;
  }

  private static List<Figure> read(
      IngestStage stage, Month month, String store, String which, double limitMs, double raw)
      throws Exception {
    Service service =
        stage.service("{url: \"" + stage.mosquitto().url() + "\"}", store, month.size().gateways());
    String token = service.logIn();
    List<Figure> figures = new ArrayList<>();
    for (int days : new int[] {DAYS, 7, 1, 3652}) {
      long from = month.endMs() - days * DAY_MS;
      Ask ask =
          turn ->
              service.get(
                  token,
                  "/api/v1/points/%s/readings?from=%d&to=%d&buckets=2000"
                      .formatted(month.point(turn).id(), from, month.endMs()));
      p95(ask, WARM);
      String what = "%s: ms, %d days of one point, p95".formatted(which, days);
      double ms = p95(ask, TIMES);
      figures.add(days == DAYS ? Figure.atMost(limitMs, what, ms) : Figure.of(what, ms));
    }
    figures.addAll(draw(service, month, which));
    figures.add(Figure.of("%s: the 30 days without roll-ups, p95".formatted(which), raw));
    return figures;
  }

  /** In a browser, from the click to the picture. */
  private static List<Figure> draw(Service service, Month month, String which) {
    try (Browsing browsing = new Browsing(service.url())) {
      double[] millis = browsing.drawn(month.point(0).id().toString(), DRAWINGS);
      Arrays.sort(millis);
      String what = which + ": ms from the click to 30 days drawn, ";
      return List.of(
          Figure.atMost(DRAWN_MS, what + "median of " + DRAWINGS, millis[DRAWINGS / 2]),
          Figure.of(what + "slowest", millis[DRAWINGS - 1]));
    }
  }

  /** Something that is asked for again and again. */
  private interface Ask {
    Object answer(int turn) throws Exception;
  }

  private static double p95(Ask ask, int times) throws Exception {
    double[] millis = new double[times];
    for (int turn = 0; turn < times; turn++) {
      long begun = System.nanoTime();
      if (ask.answer(turn) == null) {
        throw new IllegalStateException("no answer");
      }
      millis[turn] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    return millis[(int) Math.ceil(times * 0.95) - 1];
  }
}
