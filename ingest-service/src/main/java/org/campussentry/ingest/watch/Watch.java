package org.campussentry.ingest.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees every reading at once, and the clock, and keeps the state of points, gateways and open
 * alerts. Thread-safe.
 *
 * <p>It never waits for the time series: a dead store never stops alerts.
 */
public final class Watch {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  /** A high-water mark exceeds its arrival by no more: a fast clock must not blind us. */
  static final long AHEAD_MS = 5_000;

  /** Older readings never wake anyone by themselves. */
  static final long LATE_MS = 60_000;

  /** Event readings, such as a fever, do for a day. */
  static final long EVENT_LATE_MS = 24 * 3_600_000L;

  private final Campus campus;
  private final RuleBook rules;
  private final AlertStore store;
  private final OpenAlerts open;
  private final Silences silences;
  private final Coverages coverages;
  private final Concerns concerns;
  private final Map<PointId, WatchedPoint> points = new HashMap<>();

  /** The same in the order in which they are shown. */
  private final Map<PointId, WatchedPoint> ordered = new TreeMap<>();

  /** The same by gateway: at the start a catalog of each comes. */
  private final Map<String, List<WatchedPoint>> ofGateway = new HashMap<>();

  private final Map<String, GatewayState> gateways = new LinkedHashMap<>();
  private final List<WatchedPoint> marked = new ArrayList<>();
  private final LateExcursions late = new LateExcursions();
  private final Map<PointId, Long> restored;
  private boolean unkept;
  private boolean orphansDue;

  public Watch(
      Campus campus,
      RuleBook rules,
      OutOfService outOfService,
      AlertStore store,
      AlertListener listener,
      long now) {
    this.campus = campus;
    this.rules = rules;
    this.store = store;
    this.open = new OpenAlerts(store, outOfService, listener);
    this.silences = new Silences(campus, rules, open, now);
    this.coverages = new Coverages(open, silences, now);
    this.concerns = new Concerns(rules, open);
    this.restored = store.highWater();
    campus
        .gateways()
        .forEach((id, g) -> gateways.put(id, new GatewayState(g.site(), id, true, 0, 0, 0, now)));
    silences.endOrphans(now);
  }

  /**
   * The points that a gateway declares now; those it declared before stay known, but are not
   * expected any more.
   */
  public synchronized void onCatalog(Catalog catalog, long now) {
    Map<String, Point> declared = catalog.byWireId();
    for (WatchedPoint watched : ofGateway.getOrDefault(catalog.gateway(), List.of())) {
      if (!declared.containsKey(watched.point().id().wire())) {
        watched.declared(false);
        watched.become(watched.state().declaredAs(watched.point(), false));
      }
    }
    boolean expected = campus.expects(catalog.gateway());
    for (Point point : catalog.points()) {
      WatchedPoint known = points.get(point.id());
      if (known == null) {
        add(fresh(point, expected, now));
      } else {
        known.declared(true);
        known.become(known.state().declaredAs(point, expected));
      }
    }
    orphansDue = true;
  }

  /**
   * Other rules hold from now on. Open alerts are judged by them from the next reading; those that
   * no rule looks at any more are closed in the name of who changed the rules, with a note.
   */
  public synchronized void onRules(
      List<Rule> next, Map<String, Duration> reportWithin, String by, long now) {
    new ChangedRules(rules, open, points).become(next, reportWithin, by, now);
  }

  /** What no reading and no tick can end any more would call people for ever. */
  private void endOrphans(long now) {
    for (Alert alert : open.all()) {
      WatchedPoint watched =
          alert.kind().isOfPoint() && alert.kind() != Alert.Kind.EVENT
              ? points.get(PointId.parse(alert.source()))
              : null;
      if (watched != null && !watched.isLookedAtBy(alert.rule())) {
        open.end(alert, "neither its rule nor its point is there any more", now);
      }
    }
  }

  /** Anything that arrived from a gateway is a sign of life of it. */
  public synchronized void onHeard(String site, String gateway, long now) {
    gateways.compute(
        gateway,
        (id, state) ->
            (state == null ? new GatewayState(site, id, campus.expects(id), 0, 0, 0, now) : state)
                .heard(site, now));
  }

  public synchronized void onReadings(String site, List<Reading> readings, long now) {
    for (Reading reading : readings) {
      WatchedPoint watched = points.get(reading.point());
      if (watched == null) {
        watched = fresh(WatchedPoint.undeclared(site, reading.point()), false, now);
        add(watched);
      }
      if (watched.point().event()) {
        onEvent(watched, reading, now);
      } else {
        onSampled(watched, reading, now);
      }
    }
  }

  private void onSampled(WatchedPoint watched, Reading reading, long now) {
    if (reading.time() <= watched.state().highWater() || now - reading.time() > LATE_MS) {
      onLate(watched, reading, now);
      return;
    }
    remember(watched, reading, now);
    if (!(reading instanceof Reading.Measured measured)) {
      return;
    }
    watched.trace(measured);
    for (Rule rule : watched.measured()) {
      OptionalDouble measure = watched.measure(rule, measured);
      if (measure.isPresent()) {
        Optional<Alert> current = open.find(rule, watched.source());
        double value = measure.getAsDouble();
        Step step =
            Excursion.onMeasure(rule, watched.point(), current, value, measured.time(), now);
        if (step.change() == Change.RECOVERED) {
          watched.keepMark(store);
        }
        open.apply(rule, current, step, now);
      }
    }
    silences.onMeasured(watched, gatewayOf(watched), now);
  }

  private void onLate(WatchedPoint watched, Reading reading, long now) {
    if (!(reading instanceof Reading.Measured measured) || reading.time() == watched.newestTime()) {
      return;
    }
    if (reading.time() > watched.newestTime()) {
      remember(watched, reading, now);
    }
    Point point = watched.point();
    long contiguousMs = 3 * point.everyMillis();
    for (Rule rule : watched.measured()) {
      Optional<Alert> current = open.find(rule, watched.source());
      if (rule.valueLimit().isEmpty()
          || current.filter(alert -> measured.time() >= alert.since()).isPresent()) {
        continue;
      }
      Step step =
          current
              .map(a -> Excursion.onLate(rule, a, measured.value(), measured.time(), contiguousMs))
              .orElse(Step.none(current, "no open alert"));
      if (step.change() != Change.NONE) {
        open.apply(rule, current, step, now);
      } else if (isBeyond(rule, measured)) {
        late.add(rule, point.id(), measured.time(), measured.value(), contiguousMs);
      }
    }
  }

  private Optional<GatewayState> gatewayOf(WatchedPoint watched) {
    return Optional.ofNullable(gateways.get(watched.point().id().gateway()));
  }

  private static boolean isBeyond(Rule rule, Reading.Measured measured) {
    return rule.hours().has(measured.time())
        && rule.valueLimit().stream().anyMatch(limit -> limit.violatedBy(measured.value()));
  }

  private void onEvent(WatchedPoint watched, Reading reading, long now) {
    if (reading.time() > watched.newestTime()) {
      remember(watched, reading, now);
    }
    if (!(reading instanceof Reading.Measured measured)) {
      return;
    }
    long age = now - reading.time();
    for (Rule rule : watched.measured()) {
      if (rule.valueLimit().isEmpty()) {
        continue;
      }
      if (age > EVENT_LATE_MS) {
        if (isBeyond(rule, measured)) {
          late.add(rule, reading.point(), reading.time(), measured.value(), 0);
        }
        continue;
      }
      open.applyOnce(
          Excursion.onEvent(
              rule, watched.point(), measured.value(), measured.time(), age > LATE_MS, now),
          now);
    }
  }

  private void remember(WatchedPoint watched, Reading reading, long now) {
    watched.become(watched.state().after(reading, now));
    if (watched.mark()) {
      marked.add(watched);
    }
  }

  /**
   * Whether the service has a line to its broker. Call it before each tick; without a call there is
   * one.
   */
  public synchronized void onLine(boolean connected, long now) {
    silences.onLine(connected, now);
  }

  /** Whether silences are not judged, because there is no line to the broker. */
  public synchronized boolean isDeaf() {
    return silences.isDeaf();
  }

  /** Lets time pass: on-delays, silent points, silent gateways. Call about four times a second. */
  public synchronized void onTick(long now) {
    if (orphansDue) {
      orphansDue = false;
      endOrphans(now);
    }
    for (Alert alert : open.all()) {
      if (alert.kind().isOfPoint() && alert.kind() != Alert.Kind.NO_DATA) {
        onTickMeasured(alert, now);
      }
      open.onTick(alert.id(), now);
    }
    if (silences.isDeaf()) {
      return;
    }
    for (GatewayState gateway : gateways.values()) {
      if (gateway.expected()) {
        silences.onTick(gateway, now);
      }
    }
    for (WatchedPoint watched : points.values()) {
      if (watched.state().expected() && !watched.point().event()) {
        silences.onTick(watched, gatewayOf(watched), now);
      }
    }
  }

  private void onTickMeasured(Alert alert, long now) {
    Optional<Rule> rule = rules.find(alert.rule());
    WatchedPoint watched = points.get(PointId.parse(alert.source()));
    if (rule.isEmpty() || watched == null) {
      return;
    }
    PointState state = watched.state();
    long freshUntil = state.measuredAt() + 3 * state.point().everyMillis();
    open.apply(
        rule.get(), Optional.of(alert), Excursion.onTick(rule.get(), alert, freshUntil, now), now);
  }

  /**
   * Makes durable what changed since the last call and may wait a second: high-water marks and
   * records of late excursions. Outside the lock, so that no reading waits for the disk. Call it
   * from one thread; what the journal does not take waits for the next call.
   */
  public void save() {
    Map<PointId, Long> changed = new HashMap<>();
    List<LateExcursions.Run> runs;
    synchronized (this) {
      open.saveAgain();
      for (WatchedPoint watched : marked) {
        watched.unmark();
        changed.put(watched.point().id(), watched.state().highWater());
      }
      marked.clear();
      runs = late.take();
    }
    try {
      runs.forEach(store::lateExcursion);
      if (!changed.isEmpty()) {
        store.saveHighWater(changed);
      }
      unkept = false;
    } catch (RuntimeException e) {
      synchronized (this) {
        late.giveBack(runs);
        changed.keySet().stream().map(points::get).filter(WatchedPoint::mark).forEach(marked::add);
      }
      if (!unkept) {
        unkept = true;
        log.error("The journal does not take what was watched; tried again until it does", e);
      }
    }
  }

  public synchronized Collection<PointState> points() {
    return ordered.values().stream().map(WatchedPoint::state).toList();
  }

  public synchronized Collection<GatewayState> gateways() {
    return List.copyOf(gateways.values());
  }

  public synchronized Optional<PointState> point(PointId id) {
    return Optional.ofNullable(points.get(id)).map(WatchedPoint::state);
  }

  public synchronized List<Alert> openAlerts() {
    return open.all();
  }

  /** Claims an alert; it stays what it is. Empty when there is no such alert or it is closed. */
  public synchronized Optional<Alert> acknowledge(String id, String by, long now) {
    return open.act(id, a -> a.acknowledged(new Alert.Mark(by, now, "")), Change.ACKNOWLEDGED);
  }

  /** The same for one that nobody has claimed; one that somebody has stays as it is. */
  public synchronized Optional<Alert> claim(String id, String by, long now) {
    boolean claimed = open.known(id).flatMap(Alert::acknowledged).isPresent();
    return claimed ? open.known(id) : acknowledge(id, by, now);
  }

  /** Ends an alert by a person's word. Empty when there is no such alert or it is closed. */
  public synchronized Optional<Alert> close(String id, String by, String note, long now) {
    return open.act(id, a -> a.closed(new Alert.Mark(by, now, note)), Change.CLOSED);
  }

  /** Puts an alert out of sight until a time. Empty when there is no such alert or it is closed. */
  public synchronized Optional<Alert> shelve(
      String id, String by, String reason, long until, long now) {
    return open.act(id, a -> a.shelved(new Alert.Shelf(by, reason, until, now)), Change.SHELVED);
  }

  /** Takes one back into sight before its time; one that is in sight stays as it is. */
  public synchronized Optional<Alert> unshelve(String id, String by, long now) {
    boolean shelved = open.known(id).filter(a -> a.isShelved(now)).isPresent();
    Alert.Shelf back = new Alert.Shelf(by, "", now, now);
    return shelved ? open.act(id, a -> a.shelved(back), Change.UNSHELVED) : open.known(id);
  }

  /** What came today of each expected point, counted anew; call it about four times a minute. */
  public synchronized void onCoverage(List<PointCoverage> day, long now) {
    coverages.onCoverage(day, points, now);
  }

  /** All there is of a kind that somebody should be told of now: slots, or supplies. */
  public synchronized void onConcerns(Alert.Kind kind, List<Concern> all, long now) {
    concerns.onConcerns(kind, all, now);
  }

  private void add(WatchedPoint watched) {
    points.put(watched.point().id(), watched);
    ordered.put(watched.point().id(), watched);
    ofGateway.computeIfAbsent(watched.point().id().gateway(), g -> new ArrayList<>()).add(watched);
  }

  private WatchedPoint fresh(Point point, boolean expected, long now) {
    long highWater = restored.getOrDefault(point.id(), Long.MIN_VALUE);
    return new WatchedPoint(rules, new PointState(point, null, 0, 0, highWater, now, expected));
  }
}
