package org.campussentry.benchmarks.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.campussentry.benchmarks.measure.Settings.Size;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.reading.Sites;

/** So many days of thermometers that are read every five seconds, up to the last full hour. */
final class Month {
  private static final long PERIOD_MS = 5000;
  private static final long HOUR_MS = 3_600_000;

  /** One in so many readings has no value. */
  private static final int UNAVAILABLE = 500;

  private final Size size;
  private final List<Point> points = new ArrayList<>();
  private final long startMs;
  private final long endMs;

  Month(Size size, int days) {
    this.size = size;
    for (int i = 0; i < size.points(); i++) {
      String device = "cold" + i / size.gateways();
      PointId id = new PointId("gw-" + i % size.gateways(), device + ".temperature");
      points.add(
          new Point(
              id, "main", "bench/cold-store", device, "temperature", "Cel", PERIOD_MS, false));
    }
    endMs = System.currentTimeMillis() / HOUR_MS * HOUR_MS;
    startMs = endMs - days * 24L * HOUR_MS;
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

  long readings() {
    return (endMs - startMs) / PERIOD_MS * points.size();
  }

  /** Another one each turn. */
  Point point(int turn) {
    return points.get(turn * 7 % points.size());
  }

  /** As if each gateway had said what it has. */
  void declare(Path home) throws java.io.IOException {
    Files.createDirectories(home);
    try (Journal journal = Journal.open(home, Sites.ALL)) {
      for (int gateway = 0; gateway < size.gateways(); gateway++) {
        String name = "gw-" + gateway;
        List<Point> own = points.stream().filter(p -> p.id().gateway().equals(name)).toList();
        journal.catalogs().save(new Catalog("main", name, "bench", own), startMs);
      }
    }
  }

  void write(History store) throws HistoryException {
    Random random = new Random(1);
    for (long hour = startMs; hour < endMs; hour += HOUR_MS) {
      List<Sample> samples = new ArrayList<>();
      for (long time = hour; time < hour + HOUR_MS; time += PERIOD_MS) {
        for (Point point : points) {
          samples.add(new Sample(point, reading(point, time, random), ""));
        }
      }
      store.write(samples);
    }
  }

  private static Reading reading(Point point, long time, Random random) {
    return random.nextInt(UNAVAILABLE) == 0
        ? new Reading.Unavailable(point.id(), time, Reason.TIMEOUT)
        : new Reading.Measured(
            point.id(), time, Math.round(40 + 10 * random.nextGaussian()) / 10.0);
  }
}
