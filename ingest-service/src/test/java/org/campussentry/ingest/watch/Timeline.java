package org.campussentry.ingest.watch;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;

/**
 * A gateway with a cold store, a room and an entrance, and a clock that tests move. Times are
 * seconds from 0.
 */
final class Timeline {
  static final PointId COLD = new PointId("gw", "cold1.temperature");
  static final PointId ROOM = new PointId("gw", "room1.temperature");
  static final PointId GATE = new PointId("gw", "gate1.body_temperature");

  /** Any moment but 1970, where zero has meanings of its own. */
  private static final long START = 1_760_000_000_000L;

  private static final Campus CAMPUS =
      new Campus(
          ZoneOffset.UTC,
          Map.of("main", new Campus.Site("主校区", "Main", Map.of())),
          Map.of(),
          Map.of("gw", new Campus.Gateway("main", "gw", "gw")));

  static final RuleBook RULES =
      new RuleBook(
          List.of(
              rule("cold", "temperature", "*/cold-store", above(8, 0.5), 600, Severity.CRITICAL),
              rule("fever", "body_temperature", "**", atLeast(37.3), 0, Severity.CRITICAL),
              rule(
                  "silent",
                  "*",
                  "**",
                  new Rule.NoData(Duration.ofSeconds(60)),
                  0,
                  Severity.WARNING),
              rule(
                  "lost",
                  "*",
                  "**",
                  new Rule.GatewaySilent(Duration.ofSeconds(90)),
                  0,
                  Severity.WARNING)));

  final MemoryAlertStore store = new MemoryAlertStore();

  /** What was told: {@code second CHANGE rule source}. */
  final List<String> told = new ArrayList<>();

  /** Areas that are being maintained now. */
  final Set<String> maintained = new HashSet<>();

  private RuleBook rules;
  Watch watch;
  private long now = START;

  Timeline() {
    this(RULES);
  }

  Timeline(RuleBook rules) {
    this.rules = rules;
    begin();
    watch.onCatalog(
        new Catalog(
            "main",
            "gw",
            "h",
            List.of(
                point(COLD, "canteen-1/cold-store", 5000, false),
                point(ROOM, "dorm-1/room", 5000, false),
                point(GATE, "gate/main", 0, true))),
        now);
  }

  private void begin() {
    watch =
        new Watch(
            CAMPUS,
            rules,
            (site, area, source, time) -> maintained.contains(area),
            store,
            (alert, change) ->
                told.add(
                    "%d %s %s %s"
                        .formatted((now - START) / 1000, change, alert.rule(), alert.source())),
            now);
  }

  static Rule rule(
      String id,
      String quantity,
      String area,
      Rule.Condition condition,
      long holdSeconds,
      Severity severity) {
    return new Rule(
        id,
        new Rule.Words(id, id, "看一看", "look", ""),
        Scope.of(quantity, area),
        condition,
        new Rule.Delays(Duration.ofSeconds(holdSeconds), Duration.ZERO, Rule.Delays.FLUTTER),
        Hours.ALWAYS,
        severity,
        new Rule.Basis("", ""),
        true);
  }

  static Rule.Condition above(double limit, double deadband) {
    return new Rule.Value(new Limit.Threshold(Limit.Direction.ABOVE, limit, deadband));
  }

  static Rule.Condition below(double limit) {
    return new Rule.Value(new Limit.Threshold(Limit.Direction.BELOW, limit, 0));
  }

  static Rule.Condition atLeast(double limit) {
    return new Rule.Value(new Limit.Threshold(Limit.Direction.AT_LEAST, limit, 0));
  }

  static Point point(PointId id, String area, long everyMs, boolean event) {
    String device = id.wire().substring(0, id.wire().indexOf('.'));
    return new Point(id, "main", area, device, id.quantity(), "Cel", everyMs, event);
  }

  /** Moves the clock, with a tick each second. */
  Timeline at(long second) {
    while (now < START + second * 1000) {
      now += 1000;
      watch.onTick(now);
    }
    return this;
  }

  Timeline says(PointId point, double value) {
    return said(point, value, 0);
  }

  /** A reading that is as old as {@code ageSeconds} when it arrives. */
  Timeline said(PointId point, double value, long ageSeconds) {
    watch.onHeard("main", "gw", now);
    watch.onReadings(
        "main", List.of(new Reading.Measured(point, now - ageSeconds * 1000, value)), now);
    return this;
  }

  Timeline fails(PointId point) {
    watch.onHeard("main", "gw", now);
    watch.onReadings("main", List.of(new Reading.Unavailable(point, now, Reason.TIMEOUT)), now);
    return this;
  }

  /** Both sampled points speak every five seconds after now. */
  Timeline speaksUntil(long second, double cold) {
    long from = (now - START) / 5000 * 5 + 5;
    for (long s = from; s <= second; s += 5) {
      at(s).says(COLD, cold).says(ROOM, 21);
    }
    return at(second);
  }

  /** A new process with other rules. */
  Timeline restart(RuleBook others) {
    rules = others;
    return restart();
  }

  /** A new process with the same store: nothing in memory survives. */
  Timeline restart() {
    watch.save();
    return killed();
  }

  /** As {@link #restart()}, without the second in which the watch would have saved. */
  Timeline killed() {
    Catalog catalog =
        new Catalog("main", "gw", "h", watch.points().stream().map(PointState::point).toList());
    begin();
    watch.onCatalog(catalog, now);
    return this;
  }

  long now() {
    return now;
  }

  long start() {
    return START;
  }

  Watch watch() {
    return watch;
  }

  List<String> told(String change) {
    return told.stream().filter(t -> t.contains(" " + change + " ")).toList();
  }
}
