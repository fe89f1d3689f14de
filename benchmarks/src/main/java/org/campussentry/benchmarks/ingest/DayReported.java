package org.campussentry.benchmarks.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Settings.Size;
import org.campussentry.benchmarks.measure.Usage;
import org.campussentry.benchmarks.stage.Influx;
import org.campussentry.benchmarks.stage.Service;
import org.campussentry.benchmarks.stage.Stage;
import org.campussentry.ingest.daily.DailyStore;
import org.campussentry.ingest.history.InfluxHistory;
import org.campussentry.ingest.history.QuestHistory;
import org.campussentry.ingest.history.Retention;
import org.campussentry.ingest.history.RolledHistory;
import org.campussentry.ingest.history.SeriesStore;
import org.campussentry.ingest.history.StoreAddress;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Sites;

/** The report of a day, made by a service that was just started, from each of the stores. */
public final class DayReported implements Benchmark {
  private static final Size SIZE = new Size(20, 2000);
  private static final double SECONDS = 10;
  private static final double EXTRA_MIB = 256;
  private static final int HOURS = 24;
  private static final int QUIET_SECONDS = 3;
  private static final int QUIET_TRIES = 100;
  private static final double QUIET = 0.05;

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String what() {
    return "a day's report of 2,000 points read every 5 s, from each store, also before hours are rolled up; 12 minutes";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    List<Figure> figures = new ArrayList<>();
    Size size = settings.size().orElse(SIZE);
    try (var stage = new IngestStage(settings, "report-embedded")) {
      var store =
          new QuestHistory(home(stage).resolve("store"), Retention.FOREVER, InstantSource.system());
      new Stretch(settings, stage, "embedded store", "{url: embedded}", Optional.empty(), size)
          .measure(store, () -> reopened(home(stage)), figures);
    }
    try (var stage = new IngestStage(settings, "report-influxdb")) {
      Influx influx = stage.influx();
      String url = "{url: \"" + influx.url() + "\"}";
      new Stretch(settings, stage, "InfluxDB", url, Optional.of(influx), size)
          .measure(connected(influx), () -> connected(influx), figures);
    }
    for (String name : List.of("report-embedded", "report-influxdb")) {
      Stage.clear(settings.work().resolve(name));
    }
    return figures;
  }

  private static Path home(IngestStage stage) {
    return stage.folder().resolve("ingest/home");
  }

  private static SeriesStore reopened(Path home) {
    return new QuestHistory(home.resolve("store"), Retention.FOREVER, InstantSource.system());
  }

  private static SeriesStore connected(Influx influx) {
    var address =
        new StoreAddress(
            influx.url(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    return new InfluxHistory(address, Retention.FOREVER, InstantSource.system());
  }

  /** Opens a store again that a service had. */
  private interface Opening {
    SeriesStore open();
  }

  /** The day that ends with the last full hour, in a zone where that is midnight. */
  private static final class Stretch {
    private final Settings settings;
    private final IngestStage stage;
    private final String which;
    private final String url;
    private final Optional<Influx> influx;
    private final Instant end = Month.lastHour();
    private final ZoneId zone;
    private final LocalDate date;
    private final Month day;
    private final Path home;

    Stretch(
        Settings settings,
        IngestStage stage,
        String which,
        String url,
        Optional<Influx> influx,
        Size size) {
      this.settings = settings;
      this.stage = stage;
      this.which = which;
      this.url = url;
      this.influx = influx;
      int hour = end.atOffset(ZoneOffset.UTC).getHour();
      // Etc/GMT-8 is eight hours before Greenwich.
      zone = ZoneId.of(hour < HOURS / 2 ? "Etc/GMT+" + hour : "Etc/GMT-" + (HOURS - hour));
      Instant start = end.minus(Duration.ofHours(HOURS));
      date = LocalDate.ofInstant(start, zone);
      day = new Month(size, start, end, zone);
      home = stage.folder().resolve("ingest/home");
    }

    void measure(SeriesStore store, Opening again, List<Figure> figures) throws Exception {
      fill(store, figures);
      made("rolled up", true, figures);
      try (var rolled = rolled(again.open())) {
        rolled.write(day.late());
      }
      made("an hour of each point came late", false, figures);
      for (String ending : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(home.resolve("rollups.db" + ending));
      }
      made("nothing rolled up", false, figures);
    }

    private void fill(SeriesStore store, List<Figure> figures) throws Exception {
      long begun = System.nanoTime();
      day.write(store);
      day.declare(home);
      try (Journal journal = Journal.open(home, Sites.ALL)) {
        journal.daily().open(new DailyStore.Day("bench", date, end));
      }
      figures.add(
          Figure.of(
              "%s: seconds to write %,d readings".formatted(which, day.readings()), since(begun)));
      begun = System.nanoTime();
      try (var rolled = rolled(store)) {
        while (rolled.roll(late().instant())) {
          Thread.onSpinWait();
        }
      }
      figures.add(Figure.of(which + ": seconds to roll them up", since(begun)));
    }

    /** In the first minutes of an hour the one before is not rolled up yet. */
    private InstantSource late() {
      return InstantSource.fixed(Instant.now().plusSeconds(300));
    }

    private RolledHistory rolled(SeriesStore store) {
      return new RolledHistory(
          store, home.resolve("rollups.db"), Retention.FOREVER, Sites.ALL, late());
    }

    private String campus() {
      var campus =
          new StringBuilder(
              "timezone: %s\nreport: {at: \"23:58\", deadline: \"23:59\"}\nsites: {main: {name: 主校区, areas: {bench/cold-store: {name: 冷库}}}}\ngateways:\n"
                  .formatted(zone));
      for (int gateway = 0; gateway < day.size().gateways(); gateway++) {
        campus.append("  gw-").append(gateway).append(": {site: main}\n");
      }
      return campus.toString();
    }

    /** By a process that has made none before, as it happens once a day. */
    private void made(String how, boolean quietly, List<Figure> figures) throws Exception {
      try (var service =
          new Service(
              settings, stage.folder().resolve("ingest"), Service.EMBEDDED, url, campus())) {
        String token = service.logIn();
        Usage usage = service.usage();
        if (quietly) {
          quiet(usage);
        }
        Once once = new Once(usage);
        String answer =
            once.run(() -> service.post(token, "/api/v1/reports/daily/" + date + "/make", "{}"));
        check(answer);
        String what = which + ", " + how + ": ";
        figures.add(Figure.atMost(SECONDS, what + "seconds", once.seconds));
        figures.add(Figure.of(what + "processor seconds, store included", once.processor));
        figures.add(Figure.atMost(EXTRA_MIB, what + "MiB resident, more", once.extra));
        figures.add(Figure.of(what + "of it in no file, afterwards", once.anonymous));
        if (how.equals("rolled up")) {
          once.run(() -> service.post(token, "/api/v1/reports/daily/" + date + "/make", "{}"));
          figures.add(Figure.of(what + "seconds, once more", once.seconds));
          once.run(() -> service.get(token, "/api/v1/reports/daily/" + date + ".pdf"));
          figures.add(Figure.of(what + "seconds for its PDF", once.seconds));
          figures.add(Figure.of(what + "MiB resident for its PDF, more", once.extra));
        }
      }
    }

    /** One request, and what it needs. */
    private final class Once {
      private final Usage usage;
      private double seconds;
      private double processor;
      private double extra;
      private double anonymous;

      Once(Usage usage) {
        this.usage = usage;
      }

      String run(java.util.concurrent.Callable<String> request) throws Exception {
        double resident = usage.memory().resident();
        double apart = usage.anonymous();
        double used = used(usage);
        usage.forgetHighest();
        long begun = System.nanoTime();
        String answer = request.call();
        seconds = since(begun);
        processor = used(usage) - used;
        extra = usage.highest() - resident;
        anonymous = usage.anonymous() - apart;
        return answer;
      }
    }

    private double used(Usage usage) throws IOException {
      return usage.cpuSeconds() + (influx.isPresent() ? influx.get().usage().cpuSeconds() : 0);
    }

    /** A store that was filled in minutes has work for minutes more. */
    private void quiet(Usage usage) throws IOException, InterruptedException {
      for (int i = 0; i < QUIET_TRIES; i++) {
        double before = used(usage);
        Thread.sleep(QUIET_SECONDS * 1000);
        if (used(usage) - before < QUIET * QUIET_SECONDS) {
          return;
        }
      }
    }

    private void check(String answer) throws IOException {
      JsonNode campus = new ObjectMapper().readTree(answer).at("/report/campus");
      if (campus.path("expected").asLong() != day.readings()
          || campus.path("proven").asLong() < 0.9 * day.readings()) {
        throw new IllegalStateException("the report is of something else: " + campus);
      }
    }
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
