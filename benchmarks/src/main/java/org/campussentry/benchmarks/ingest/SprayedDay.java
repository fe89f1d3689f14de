package org.campussentry.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.disinfection.Quantity;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.disinfection.Terms;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.reading.Sites;

/** Yesterday of built-in sprayers that are read every five seconds, each with three slots. */
final class SprayedDay {
  static final int SPRAYERS = 20;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String[] OPENS = {"06:00", "12:00", "18:00"};
  private static final long PERIOD_MS = 5_000;
  private static final long HOUR_MS = 3_600_000;
  private static final int RUN_S = 480;

  private final LocalDate day = LocalDate.now(ZONE).minusDays(1);

  LocalDate day() {
    return day;
  }

  int slots() {
    return SPRAYERS * OPENS.length;
  }

  /** Readings in a day. */
  long readings() {
    return 24 * HOUR_MS / PERIOD_MS * SPRAYERS * Quantity.values().length;
  }

  /** All of {@code campus.yaml}. */
  static String campus() {
    var areas = new StringBuilder();
    var sprayers = new StringBuilder();
    var plans = new StringBuilder();
    for (int i = 0; i < SPRAYERS; i++) {
      areas.append("hall-%d: {name: 餐厅 %d}, ".formatted(i, i));
      sprayers.append(
          "    s%d: {device: \"gw-0:spray%d\", area: hall-%d, tank: 150}\n".formatted(i, i, i));
      plans.append(
          "    - {id: p%d, area: hall-%d, concentration: 500, litres: 40, times: [\"06:00-07:00\", \"12:00-13:00\", \"18:00-19:00\"]}\n"
              .formatted(i, i));
    }
    return "timezone: %s\nsites: {main: {name: 主校区, areas: {%s}}}\ngateways: {gw-0: {site: main}}\nchannels: {log: {type: console}}\ndisinfection:\n  sprayers:\n%s  plans:\n%s"
        .formatted(ZONE, areas, sprayers, plans);
  }

  /** As if the service had been there all the day. */
  void declare(Path home) throws IOException {
    Files.createDirectories(home);
    List<Point> points = new ArrayList<>();
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < SPRAYERS; i++) {
      for (Quantity quantity : Quantity.values()) {
        points.add(point(i, quantity));
      }
      for (String opens : OPENS) {
        slots.add(slot(i, opens));
      }
    }
    Instant until = day.plusDays(1).atStartOfDay(ZONE).toInstant();
    try (Journal journal = Journal.open(home, Sites.ALL)) {
      journal.catalogs().save(new Catalog("main", "gw-0", "bench", points), until.toEpochMilli());
      journal.disinfection().layOut(slots, until);
    }
  }

  private static Point point(int sprayer, Quantity quantity) {
    String device = "spray" + sprayer;
    return new Point(
        new PointId("gw-0", device + "." + quantity.word()),
        "main",
        "hall-" + sprayer,
        device,
        quantity.word(),
        quantity.unit(),
        PERIOD_MS,
        false);
  }

  private Slot slot(int sprayer, String opens) {
    Instant from = day.atTime(LocalTime.parse(opens)).atZone(ZONE).toInstant();
    Terms terms =
        new Terms(
            "84", 500, Duration.ZERO, 40, Duration.ZERO, OptionalDouble.empty(), Optional.empty());
    return new Slot(
        "p%d@%sT%s".formatted(sprayer, day.toString().replace("-", ""), opens.replace(":", "")),
        "p" + sprayer,
        "main",
        "hall-" + sprayer,
        from,
        from.plusSeconds(3600),
        terms,
        Optional.empty());
  }

  /** Ten minutes into each slot a run of eight minutes at 6 L/min. */
  void write(History store) throws HistoryException {
    long start = day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    for (int hour = 0; hour < 24; hour++) {
      List<Sample> samples = new ArrayList<>();
      boolean slot = List.of(OPENS).contains("%02d:00".formatted(hour));
      for (long at = 0; at < HOUR_MS; at += PERIOD_MS) {
        boolean on = slot && at >= 600_000 && at < 600_000 + RUN_S * 1000L;
        double sprayed = slot ? Math.min(RUN_S, Math.max(0, at / 1000.0 - 600)) / 10 : 0;
        for (int i = 0; i < SPRAYERS; i++) {
          for (Quantity quantity : Quantity.values()) {
            Point point = point(i, quantity);
            double value = value(quantity, on, sprayed);
            Reading reading = new Reading.Measured(point.id(), start + hour * HOUR_MS + at, value);
            samples.add(new Sample(point, reading, ""));
          }
        }
      }
      store.write(samples);
    }
  }

  private static double value(Quantity quantity, boolean on, double sprayed) {
    return switch (quantity) {
      case RUN_STATE -> on ? 1 : 0;
      case FLOW -> on ? 6 : 0;
      case TANK_LEVEL -> 90 - sprayed / 1.5;
      case LINE_PRESSURE -> on ? 300 : 0;
      case CHLORINE -> 510;
    };
  }
}
