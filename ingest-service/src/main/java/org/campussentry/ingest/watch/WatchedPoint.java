package org.campussentry.ingest.watch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A point with all that each of its readings asks for, found once: its rules, and its id as alerts
 * name it. Confined to {@link Watch}'s lock.
 */
final class WatchedPoint {
  private static final Logger log = LoggerFactory.getLogger(WatchedPoint.class);

  private final RuleBook rules;
  private PointState state;
  private String source;
  private List<Rule> measured;
  private Optional<Rule> noData;
  private Optional<Rule> coverage;
  private Optional<Trace> trace = Optional.empty();

  /** How much the trace keeps; the rules want none when it is below zero. */
  private long window = -1;

  private boolean declared = true;

  /** Its high-water mark changed since it was saved. */
  private boolean marked;

  WatchedPoint(RuleBook rules, PointState state) {
    this.rules = rules;
    become(state);
  }

  /** A point whose catalog has not come is watched by its id alone. */
  static Point undeclared(String site, PointId id) {
    String device = id.wire().substring(0, id.wire().lastIndexOf('.'));
    return new Point(id, site, "", device, id.quantity(), "", 0, false);
  }

  /** Another state, perhaps of a point that is declared anew. */
  final void become(PointState next) {
    Point before = state == null ? null : state.point();
    state = next;
    if (!next.point().equals(before)) {
      source = next.point().id().toString();
      window = -1;
      trace = Optional.empty();
      resolve();
    }
  }

  /** Finds its rules anew; a change or a standing still that is watched already goes on. */
  final void resolve() {
    measured = rules.measured(point());
    noData = rules.noData(point());
    coverage = rules.coverage(point());
    long wanted = wantedWindow();
    if (wanted != window) {
      window = wanted;
      trace =
          wanted < 0 ? Optional.empty() : Optional.of(new Trace(wanted, 3 * point().everyMillis()));
    }
  }

  PointState state() {
    return state;
  }

  Point point() {
    return state.point();
  }

  String source() {
    return source;
  }

  private long wantedWindow() {
    boolean wanted = measured.stream().anyMatch(rule -> !(rule.condition() instanceof Rule.Value));
    return !wanted
        ? -1
        : measured.stream()
            .filter(rule -> rule.condition() instanceof Rule.Rate)
            .mapToLong(rule -> ((Rule.Rate) rule.condition()).window().toMillis())
            .max()
            .orElse(0);
  }

  /** When its newest reading was sampled. */
  long newestTime() {
    return state.reading() == null ? Long.MIN_VALUE : state.reading().time();
  }

  /** Whether its gateway's catalog has it now. */
  void declared(boolean is) {
    declared = is;
  }

  /** Whether a rule can still begin or end an alert of it. */
  boolean isLookedAtBy(String rule) {
    return declared
        && (measured.stream().anyMatch(r -> r.id().equals(rule))
            || noData.stream().anyMatch(r -> r.id().equals(rule)));
  }

  /** The rules that look at measured values. */
  List<Rule> measured() {
    return measured;
  }

  /** Takes a value in that is newer than those before. */
  void trace(Reading.Measured reading) {
    trace.ifPresent(t -> t.add(reading.time(), reading.value()));
  }

  /** What a rule looks at, now that this was measured and traced; empty when it can't tell yet. */
  OptionalDouble measure(Rule rule, Reading.Measured reading) {
    if (rule.condition() instanceof Rule.Rate rate) {
      return trace
          .orElseThrow()
          .change(rate.rise(), rate.window().toMillis(), reading.value(), rate.limit());
    }
    return rule.condition() instanceof Rule.Stuck stuck
        ? trace.orElseThrow().minutesSame(stuck.limit())
        : OptionalDouble.of(reading.value());
  }

  Optional<Rule> noData() {
    return noData;
  }

  Optional<Rule> coverage() {
    return coverage;
  }

  /** True when it was not marked yet. */
  boolean mark() {
    boolean first = !marked;
    marked = true;
    return first;
  }

  /**
   * Before what it recovered from is over in the store: or a batch that comes again after a kill
   * would begin it anew, and tell it twice. A store that refuses gets the mark with the next save.
   */
  void keepMark(AlertStore store) {
    try {
      store.saveHighWater(Map.of(point().id(), state.highWater()));
    } catch (RuntimeException e) {
      log.debug("The mark of {} waits for the next save", source, e);
    }
  }

  /** Its mark goes to the store. */
  void unmark() {
    marked = false;
  }
}
