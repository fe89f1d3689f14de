package org.campussentry.benchmarks.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Usage;
import org.campussentry.benchmarks.stage.Browsing;
import org.campussentry.benchmarks.stage.Ports;
import org.campussentry.benchmarks.stage.Service;
import org.campussentry.benchmarks.stage.Stage;

/** What the overview costs a browser, and 500 of them the service; some three minutes. */
public final class PageSpeed implements Benchmark {
  private static final int STREAMS = 500;
  private static final int VIEWS_MAX = 9;
  private static final int WATCHED_MS = 30_000;
  private static final double SLOWER = 4;

  @Override
  public String name() {
    return "page";
  }

  @Override
  public String what() {
    return "the overview of 2,000 points in a browser, and 500 open streams; three minutes";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    Path folder = settings.work().resolve("page");
    Stage.clear(folder);
    Files.createDirectories(folder);
    int broker = Ports.free();
    List<Figure> figures = new ArrayList<>();
    try (Service service =
            new Service(
                settings,
                folder,
                "{url: embedded, port: " + broker + "}",
                "{url: embedded}",
                TalkingCampus.file());
        TalkingCampus campus = new TalkingCampus(broker)) {
      browse(service.url(), Math.min(VIEWS_MAX, settings.runs()), figures);
      stream(service, figures);
      campus.check();
    }
    return figures;
  }

  private static void browse(String url, int views, List<Figure> figures) {
    try (Browsing browsing = new Browsing(url)) {
      List<Browsing.FirstView> seen = new ArrayList<>();
      for (int view = 0; view < views; view++) {
        seen.add(browsing.firstView(SLOWER));
      }
      seen.sort(Comparator.comparing(Browsing.FirstView::milliseconds));
      figures.add(
          Figure.atMost(100, "KB of compressed JavaScript, first view", seen.get(0).kilobytes()));
      figures.add(
          Figure.atMost(
              1000,
              "ms to live values, 4× slower processor, median of " + views,
              seen.get(views / 2).milliseconds()));
      figures.add(Figure.of("slowest", seen.get(views - 1).milliseconds()));
      for (boolean open : new boolean[] {false, true}) {
        Browsing.Smooth smooth = browsing.smooth(open, WATCHED_MS);
        String how = open ? ", all points open" : "";
        figures.add(Figure.atMost(100, "ms, longest task in 30 s" + how, smooth.longestMs()));
        figures.add(Figure.of("tasks of more than 50 ms" + how, smooth.longTasks()));
      }
    }
  }

  private static void stream(Service service, List<Figure> figures)
      throws IOException, InterruptedException {
    try (Streams streams = new Streams(service.url(), service.logIn(), STREAMS)) {
      Thread.sleep(5000);
      Usage usage = service.usage();
      double before = usage.cpuSeconds();
      long[] latencies = streams.note(WATCHED_MS);
      double used = usage.cpuSeconds() - before;
      if (latencies.length == 0) {
        throw new IOException("no reading reached any stream");
      }
      figures.add(
          Figure.atMost(
              1.5,
              "s from the reading to the browser, p95 of 500 streams",
              latencies[latencies.length * 95 / 100] / 1000.0));
      figures.add(Figure.of("the same, median", latencies[latencies.length / 2] / 1000.0));
      figures.add(Figure.of("readings that came, of all streams", latencies.length));
      figures.add(Figure.atMost(0, "streams that ended", streams.ended()));
      figures.add(Figure.of("processors that ingest-service used", used / (WATCHED_MS / 1000.0)));
    }
  }
}
