package org.campussentry.ingest.watch;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;

/**
 * Sees every reading at once, and the clock, and keeps the state of points, gateways and open
 * alerts. Thread-safe.
 *
 * <p>It never waits for the time series: a dead store never stops alerts.
 */
public final class Watch {
  /**
   * A point's high-water mark never exceeds its arrival by more: a clock that runs ahead must not
   * blind us.
   */
  static final long AHEAD_MS = 5_000;

  /** Older readings never wake anyone by themselves. */
  static final long LATE_MS = 60_000;

  /** Event readings, such as a fever, do for a day. */
  static final long EVENT_LATE_MS = 24 * 3_600_000L;

  private static final long STARTING_MS = 60_000;

  private final Campus campus;
  private final RuleBook rules;
  private final AlertStore store;
  private final OpenAlerts open;
  private final Map<PointId, PointState> points = new TreeMap<>();
  private final Map<String, GatewayState> gateways = new LinkedHashMap<>();
  private final Map<PointId, Long> marked = new HashMap<>();
  private final LateExcursions late = new LateExcursions();
  private final Map<PointId, Long> restored;

  public Watch(Campus campus, RuleBook rules, AlertStore store, AlertListener listener, long now) {
    this.campus = campus;
    this.rules = rules;
    this.store = store;
    this.open = new OpenAlerts(store, listener);
    this.restored = store.highWater();
    campus
        .gateways()
        .forEach((id, g) -> gateways.put(id, new GatewayState(g.site(), id, true, 0, 0, 0, now)));
  }

  /**
   * The points that a gateway declares now; those it declared before stay known, but are not
   * expected any more.
   */
  public synchronized void onCatalog(Catalog catalog, long now) {
    Map<String, Point> declared = catalog.byWireId();
    points.replaceAll(
        (id, state) ->
            id.gateway().equals(catalog.gateway()) && !declared.containsKey(id.wire())
                ? state.declaredAs(state.point(), false)
                : state);
    boolean expected = campus.expects(catalog.gateway());
    for (Point point : catalog.points()) {
      points.compute(
          point.id(),
          (id, state) ->
              state == null ? fresh(point, expected, now) : state.declaredAs(point, expected));
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
      PointState state =
          points.computeIfAbsent(reading.point(), id -> fresh(undeclared(site, id), false, now));
      if (state.point().event()) {
        onEvent(state, reading, now);
      } else {
        onSampled(state, reading, now);
      }
    }
  }

  private void onSampled(PointState state, Reading reading, long now) {
    Point point = state.point();
    if (reading.time() <= state.highWater() || now - reading.time() > LATE_MS) {
      onLate(state, reading, now);
      return;
    }
    remember(state, reading, now);
    for (Rule rule : rules.thresholds(point)) {
      Optional<Alert> current = open.find(rule, point.id().toString());
      open.apply(current, ThresholdMachine.onReading(rule, point, current, reading, now));
    }
    if (reading instanceof Reading.Measured) {
      endSilence(points.get(point.id()), now);
    }
  }

  private void onLate(PointState state, Reading reading, long now) {
    if (!(reading instanceof Reading.Measured measured) || reading.time() == newestTime(state)) {
      return;
    }
    if (reading.time() > newestTime(state)) {
      remember(state, reading, now);
    }
    Point point = state.point();
    long contiguousMs = 3 * point.everyMillis();
    for (Rule rule : rules.thresholds(point)) {
      Optional<Alert> current = open.find(rule, point.id().toString());
      if (current.isPresent() && measured.time() >= current.get().since()) {
        continue;
      }
      Step step =
          current
              .map(a -> ThresholdMachine.onLate(rule, a, measured, contiguousMs))
              .orElse(Step.none(current, "no open alert"));
      if (step.change() != Change.NONE) {
        open.apply(current, step);
      } else if (rule.threshold().orElseThrow().violatedBy(measured.value())) {
        late.add(rule, point.id(), measured.time(), measured.value(), contiguousMs);
      }
    }
  }

  private static long newestTime(PointState state) {
    return state.reading() == null ? Long.MIN_VALUE : state.reading().time();
  }

  private void onEvent(PointState state, Reading reading, long now) {
    if (reading.time() > newestTime(state)) {
      remember(state, reading, now);
    }
    if (!(reading instanceof Reading.Measured measured)) {
      return;
    }
    long age = now - reading.time();
    for (Rule rule : rules.thresholds(state.point())) {
      if (age > EVENT_LATE_MS) {
        if (rule.threshold().orElseThrow().violatedBy(measured.value())) {
          late.add(rule, reading.point(), reading.time(), measured.value(), 0);
        }
        continue;
      }
      Step step = ThresholdMachine.onEvent(rule, state.point(), measured, age > LATE_MS, now);
      open.applyOnce(step);
    }
  }

  private void remember(PointState state, Reading reading, long now) {
    PointState next = state.after(reading, now);
    points.put(reading.point(), next);
    marked.put(reading.point(), next.highWater());
  }

  /** Lets time pass: on-delays, silent points, silent gateways. Call about four times a second. */
  public synchronized void onTick(long now) {
    for (Alert alert : open.all()) {
      if (alert.kind() == Alert.Kind.THRESHOLD && alert.state() == Alert.State.PENDING) {
        onTickPending(alert, now);
      }
    }
    for (GatewayState gateway : gateways.values()) {
      if (gateway.expected()) {
        rules.gatewaySilent().ifPresent(rule -> onTickGateway(rule, gateway, now));
      }
    }
    for (PointState state : points.values()) {
      if (state.expected() && !state.point().event()) {
        onTickPoint(state, now);
      }
    }
  }

  private void onTickPending(Alert alert, long now) {
    Optional<Rule> rule = rules.find(alert.rule());
    PointState state = points.get(PointId.parse(alert.source()));
    if (rule.isEmpty() || state == null) {
      return;
    }
    long freshUntil = state.measuredAt() + 3 * state.point().everyMillis();
    open.apply(Optional.of(alert), ThresholdMachine.onTick(rule.get(), alert, freshUntil, now));
  }

  private void onTickGateway(Rule rule, GatewayState gateway, long now) {
    boolean seen = gateway.heardAt() > 0;
    long silence = ((Rule.GatewaySilent) rule.condition()).silence().toMillis();
    long allowed = seen ? silence : Math.max(STARTING_MS, silence);
    long last = seen ? gateway.heardAt() : gateway.waitingSince();
    Optional<Alert> current = open.find(rule, gateway.gateway());
    open.apply(
        current,
        SilenceMachine.onTick(
            current,
            last,
            seen,
            allowed,
            () -> SilenceMachine.ofGateway(rule, gateway.gateway(), gateway.site(), last),
            now));
  }

  private void onTickPoint(PointState state, long now) {
    Optional<Rule> rule = rules.noData(state.point());
    GatewayState gateway = gateways.get(state.point().id().gateway());
    if (rule.isEmpty() || gateway == null || gateway.heardAt() == 0) {
      return;
    }
    Point point = state.point();
    boolean seen = state.measuredAt() > 0;
    long last =
        Math.max(
            seen ? state.measuredAt() : state.waitingSince(),
            gateway.pointsCountFrom(point.everyMillis()));
    Optional<Alert> current = open.find(rule.get(), point.id().toString());
    boolean gatewayQuiet = gateway.heardAt() <= last + point.everyMillis();
    if (current.isEmpty() && gatewayQuiet) {
      return;
    }
    open.apply(
        current,
        SilenceMachine.onTick(
            current,
            last,
            seen && state.measuredAt() >= last,
            SilenceMachine.allowedMs((Rule.NoData) rule.get().condition(), point, seen),
            () ->
                SilenceMachine.ofPoint(
                    rule.get(),
                    point,
                    state.reading() instanceof Reading.Unavailable u ? u.reason().wire() : "",
                    last),
            now));
  }

  /** A measured value ends the point's silence at once, without waiting for the next tick. */
  private void endSilence(PointState state, long now) {
    Optional<Alert> silent =
        rules.noData(state.point()).flatMap(r -> open.find(r, state.point().id().toString()));
    if (silent.isPresent()) {
      onTickPoint(state, now);
    }
  }

  /**
   * Makes durable what changed since the last call and may wait a second: high-water marks and
   * records of late excursions. Outside the lock, so that no reading waits for the disk.
   */
  public void save() {
    Map<PointId, Long> changed;
    List<LateExcursions.Run> runs;
    synchronized (this) {
      open.saveAgain();
      changed = Map.copyOf(marked);
      marked.clear();
      runs = late.take();
    }
    runs.forEach(store::lateExcursion);
    if (!changed.isEmpty()) {
      store.saveHighWater(changed);
    }
  }

  public synchronized Collection<PointState> points() {
    return List.copyOf(points.values());
  }

  public synchronized Collection<GatewayState> gateways() {
    return List.copyOf(gateways.values());
  }

  public synchronized Optional<PointState> point(PointId id) {
    return Optional.ofNullable(points.get(id));
  }

  public synchronized List<Alert> openAlerts() {
    return open.all();
  }

  /** Claims an alert; it stays what it is. Empty when there is no such alert or it is closed. */
  public synchronized Optional<Alert> acknowledge(String id, String by, long now) {
    return open.act(id, a -> a.acknowledged(new Alert.Mark(by, now, "")), Change.ACKNOWLEDGED);
  }

  /** Ends an alert by a person's word. Empty when there is no such alert or it is closed. */
  public synchronized Optional<Alert> close(String id, String by, String note, long now) {
    return open.act(id, a -> a.closed(new Alert.Mark(by, now, note)), Change.CLOSED);
  }

  /** Puts an alert out of sight until a time. Empty when there is no such alert or it is closed. */
  public synchronized Optional<Alert> shelve(String id, String by, String reason, long until) {
    return open.act(id, a -> a.shelved(new Alert.Shelf(by, reason, until)), Change.SHELVED);
  }

  private PointState fresh(Point point, boolean expected, long now) {
    return new PointState(
        point, null, 0, 0, restored.getOrDefault(point.id(), Long.MIN_VALUE), now, expected);
  }

  /** A point whose catalog has not come is watched by its id alone. */
  private static Point undeclared(String site, PointId id) {
    String device = id.wire().substring(0, id.wire().lastIndexOf('.'));
    return new Point(id, site, "", device, id.quantity(), "", 0, false);
  }
}
