package org.campussentry.benchmarks.ingest;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Settings.Size;
import org.campussentry.benchmarks.measure.Usage;
import org.campussentry.benchmarks.stage.Service;
import org.campussentry.benchmarks.stage.Stage;
import org.campussentry.ingest.history.QuestHistory;
import org.campussentry.ingest.history.Retention;
import org.campussentry.ingest.history.RolledHistory;
import org.campussentry.ingest.reading.Sites;

/** The ledger of last month as PDF, from a service with the embedded store. */
public final class MonthPrinted implements Benchmark {
  private static final Size SIZE = new Size(4, 60);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final double SECONDS = 5;
  private static final int TIMES = 5;

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public String what() {
    return "last month's ledger of 60 points read every 5 s, as PDF, from the embedded store; 4 minutes";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    YearMonth span = YearMonth.now(ZONE).minusMonths(1);
    Instant start = span.atDay(1).atStartOfDay(ZONE).toInstant();
    Instant end = span.plusMonths(1).atDay(1).atStartOfDay(ZONE).toInstant();
    Month month = new Month(settings.size().orElse(SIZE), start, end, ZONE);
    List<Figure> figures = new ArrayList<>();
    try (var stage = new IngestStage(settings, "ledger")) {
      Path home = stage.folder().resolve("ingest/home");
      fill(month, home);
      Service service = stage.service(Service.EMBEDDED, "{url: embedded}", month.size().gateways());
      String token = service.logIn();
      Usage usage = service.usage();
      double resident = usage.memory().resident();
      usage.forgetHighest();
      double slowest = 0;
      for (int turn = 0; turn < TIMES; turn++) {
        double used = usage.cpuSeconds();
        long begun = System.nanoTime();
        int length =
            service
                .get(token, "/api/v1/ledgers/" + span + ".pdf?area=main/bench/cold-store")
                .length();
        double seconds = (System.nanoTime() - begun) / 1e9;
        check(length, month.size().points());
        if (turn == 0) {
          figures.add(Figure.atMost(SECONDS, "seconds, the first after a start", seconds));
          figures.add(
              Figure.of("processor seconds of ingest-service for it", usage.cpuSeconds() - used));
        } else {
          slowest = Math.max(slowest, seconds);
        }
      }
      figures.add(Figure.atMost(SECONDS, "seconds, slowest of the next four", slowest));
      figures.add(Figure.of("MiB resident, more", usage.highest() - resident));
      long begun = System.nanoTime();
      service.get(token, "/api/v1/ledgers/" + span + ".html?area=main/bench/cold-store");
      figures.add(Figure.of("seconds as a page", (System.nanoTime() - begun) / 1e9));
      figures.add(Figure.of("readings behind it", (double) month.readings()));
    }
    Stage.clear(settings.work().resolve("ledger"));
    return figures;
  }

  private static void fill(Month month, Path home) throws Exception {
    var store = new QuestHistory(home.resolve("store"), Retention.FOREVER, InstantSource.system());
    month.write(store);
    month.declare(home);
    InstantSource clock = InstantSource.system();
    try (var rolled =
        new RolledHistory(store, home.resolve("rollups.db"), Retention.FOREVER, Sites.ALL, clock)) {
      while (rolled.roll(clock.instant())) {
        Thread.onSpinWait();
      }
    }
  }

  /** A page a point is some 4 KB. */
  private static void check(int length, int points) {
    if (length < points * 1000) {
      throw new IllegalStateException("a PDF of " + length + " letters is no ledger");
    }
  }
}
