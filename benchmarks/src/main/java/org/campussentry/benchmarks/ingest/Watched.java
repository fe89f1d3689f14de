package org.campussentry.benchmarks.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Hours;
import org.campussentry.ingest.watch.Limit;
import org.campussentry.ingest.watch.OutOfService;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Scope;
import org.campussentry.ingest.watch.Severity;
import org.campussentry.ingest.watch.Watch;

/**
 * A campus of 20,000 cold stores at 200 gateways, each under an upper limit, a lower limit and a
 * rule for silence, and the service's watch over it.
 */
final class Watched {
  static final int GATEWAYS = 200;

  /** A batch has one reading of each of a gateway's. */
  static final int POINTS = 100;

  static final long EVERY_MS = 5000;
  static final double UPPER = 8;
  static final double LOWER = 0;
  static final double BEYOND = 9.5;

  /** Any moment but 1970. */
  static final long START_MS = 1_760_000_000_000L;

  private static final String SITE = "main";
  private static final double DEADBAND = 0.5;

  private Watched() {}

  static String gateway(int number) {
    return "gw-" + number;
  }

  static PointId point(int gateway, int number) {
    return new PointId(gateway(gateway), "cold" + number + ".temperature");
  }

  private static Catalog catalog(int gateway) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      String area = "canteen-" + gateway + "/cold-store";
      points.add(
          new Point(
              point(gateway, i), SITE, area, "cold" + i, "temperature", "Cel", EVERY_MS, false));
    }
    return new Catalog(SITE, gateway(gateway), "c", points);
  }

  private static Campus campus() {
    Map<String, Campus.Gateway> gateways = new LinkedHashMap<>();
    for (int g = 0; g < GATEWAYS; g++) {
      gateways.put(gateway(g), new Campus.Gateway(SITE, gateway(g), gateway(g)));
    }
    return new Campus(
        ZoneOffset.UTC, Map.of(SITE, new Campus.Site(SITE, SITE, Map.of())), Map.of(), gateways);
  }

  private static RuleBook rules() {
    return new RuleBook(
        List.of(
            rule("warm", new Rule.Value(threshold(Limit.Direction.ABOVE, UPPER))),
            rule("cold", new Rule.Value(threshold(Limit.Direction.BELOW, LOWER))),
            rule("silent", new Rule.NoData(Duration.ofMinutes(1))),
            rule("lost", new Rule.GatewaySilent(Duration.ofSeconds(90)))));
  }

  private static Limit threshold(Limit.Direction direction, double limit) {
    return new Limit.Threshold(direction, limit, DEADBAND);
  }

  private static Rule rule(String id, Rule.Condition condition) {
    return new Rule(
        id,
        new Rule.Words(id, id, id, id, ""),
        Scope.ALL,
        condition,
        Rule.Delays.NONE,
        Hours.ALWAYS,
        Severity.WARNING,
        new Rule.Basis("", ""),
        true);
  }

  static Journal journal(Path home) {
    return Journal.open(home, Sites.ALL);
  }

  /** As the service starts it: alerts, marks and catalogs are those of the journal. */
  static Watch restore(Journal journal, long now) {
    Watch watch =
        new Watch(
            campus(), rules(), OutOfService.NOTHING, journal.alerts(), (alert, change) -> {}, now);
    journal.catalogs().all().forEach(catalog -> watch.onCatalog(catalog, now));
    watch.onTick(now);
    return watch;
  }

  /** Every gateway declares its points, in a new journal. */
  static void declare(Journal journal) {
    for (int g = 0; g < GATEWAYS; g++) {
      journal.catalogs().save(catalog(g), START_MS);
    }
  }

  static void say(Watch watch, int gateway, List<Reading> batch, long now) {
    watch.onHeard(SITE, gateway(gateway), now);
    watch.onReadings(SITE, batch, now);
  }

  /** A batch that makes an alert of each of a gateway's points. */
  static List<Reading> allBeyond(int gateway) {
    List<Reading> batch = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      batch.add(new Reading.Measured(point(gateway, i), START_MS, BEYOND));
    }
    return batch;
  }
}
