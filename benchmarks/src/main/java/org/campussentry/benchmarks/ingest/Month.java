package org.campussentry.benchmarks.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.campussentry.benchmarks.measure.Settings.Size;
import org.campussentry.ingest.coverage.Expectation;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.reading.Sites;

/** Days of thermometers that are read every five seconds. */
final class Month {
  private static final long PERIOD_MS = 5000;
  private static final long HOUR_MS = 3_600_000;

  /** InfluxDB takes 25 MB in a write. */
  private static final int WRITE_MAX = 50_000;

  /** One in so many readings has no value. */
  private static final int UNAVAILABLE = 500;

  /**
   * One in so many points is silent for {@link #GAP_MS} in each day, at ten past its third hour.
   */
  private static final int GAPS = 20;

  private static final long GAP_MS = 1_200_000;
  private static final long GAP_AT_MS = 3 * HOUR_MS + 600_000;

  private final Size size;
  private final ZoneId zone;
  private final List<Point> points = new ArrayList<>();
  private final long startMs;
  private final long endMs;
  private final Map<DayCounts.Key, DayCounts> counts = new HashMap<>();

  /** Up to the last full hour. */
  Month(Size size, int days) {
    this(size, lastHour().minus(Duration.ofDays(days)), lastHour(), ZoneOffset.UTC);
  }

  /** Of the days in a zone. */
  Month(Size size, Instant start, Instant end, ZoneId zone) {
    this.size = size;
    this.zone = zone;
    for (int i = 0; i < size.points(); i++) {
      String device = "cold" + i / size.gateways();
      PointId id = new PointId("gw-" + i % size.gateways(), device + ".temperature");
      points.add(
          new Point(
              id, "main", "bench/cold-store", device, "temperature", "Cel", PERIOD_MS, false));
    }
    startMs = start.toEpochMilli();
    endMs = end.toEpochMilli();
  }

  static Instant lastHour() {
    return Instant.ofEpochMilli(System.currentTimeMillis() / HOUR_MS * HOUR_MS);
  }

  Size size() {
    return size;
  }

  long startMs() {
    return startMs;
  }

  long endMs() {
    return endMs;
  }

  /** At most; some are left out. */
  long readings() {
    return (endMs - startMs) / PERIOD_MS * points.size();
  }

  /** Another one each turn. */
  Point point(int turn) {
    return points.get(turn * 7 % points.size());
  }

  /** As if each gateway had said what it has before it began. */
  void declare(Path home) throws java.io.IOException {
    Files.createDirectories(home);
    try (Journal journal = Journal.open(home, Sites.ALL)) {
      for (int gateway = 0; gateway < size.gateways(); gateway++) {
        String name = "gw-" + gateway;
        List<Point> own = points.stream().filter(p -> p.id().gateway().equals(name)).toList();
        journal.catalogs().save(new Catalog("main", name, "bench", own), startMs);
      }
      journal.expectations().save(points.stream().map(this::expected).toList());
      journal.streams().save(List.of(), counts);
    }
  }

  private Expectation expected(Point point) {
    return new Expectation(
        point.id(),
        point.site(),
        point.area(),
        point.everyMillis(),
        startMs,
        Optional.empty(),
        Optional.empty());
  }

  /** All readings; they are in the account of {@link #declare} afterwards. */
  void write(History store) throws HistoryException {
    Random random = new Random(1);
    List<Sample> samples = new ArrayList<>();
    CampusDay day = CampusDay.containing(startMs, zone);
    for (long time = startMs; time < endMs; time += PERIOD_MS) {
      day = day.contains(time) ? day : CampusDay.containing(time, zone);
      for (int i = 0; i < points.size(); i++) {
        if (!isSilent(i, time - day.startMs())) {
          Reading reading = reading(points.get(i), time, random);
          samples.add(new Sample(points.get(i), reading, ""));
          count(day, reading);
        }
      }
      if (samples.size() >= WRITE_MAX || time + PERIOD_MS >= endMs) {
        store.write(samples);
        samples.clear();
      }
    }
  }

  private static boolean isSilent(int point, long inDayMs) {
    return point % GAPS == 0 && inDayMs >= GAP_AT_MS && inDayMs < GAP_AT_MS + GAP_MS;
  }

  private void count(CampusDay day, Reading reading) {
    DayCounts of =
        counts.computeIfAbsent(
            new DayCounts.Key(reading.point(), day.date()), key -> new DayCounts());
    if (reading instanceof Reading.Unavailable unavailable) {
      of.addUnavailable(day.hour(reading.time()), unavailable.reason(), 1);
    } else {
      of.addMeasured(day.hour(reading.time()), 1);
    }
  }

  private static Reading reading(Point point, long time, Random random) {
    return random.nextInt(UNAVAILABLE) == 0
        ? new Reading.Unavailable(point.id(), time, Reason.TIMEOUT)
        : new Reading.Measured(
            point.id(), time, Math.round(40 + 10 * random.nextGaussian()) / 10.0);
  }

  /** One reading of each point in the last hour but one, with a value that nobody had. */
  List<Sample> late() {
    long time = endMs - HOUR_MS - 1000;
    return points.stream()
        .map(p -> new Sample(p, new Reading.Measured(p.id(), time, 4), ""))
        .toList();
  }
}
