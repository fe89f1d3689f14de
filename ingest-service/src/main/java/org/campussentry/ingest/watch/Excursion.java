package org.campussentry.ingest.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.campussentry.ingest.reading.Point;

/**
 * A measure against a limit: pending while it holds shorter than the rule's on-delay, then active,
 * recovered when it is back by the deadband for the off-delay. Pure: state, measure and clock
 * decide. An unavailable reading does not come here: a dead sensor never closes an alert.
 */
final class Excursion {
  /** What a new alert is about. */
  record Subject(String source, String site, String area, String quantity, String unit) {
    static Subject of(Rule rule, Point point) {
      String unit = rule.condition() instanceof Rule.Stuck ? "min" : point.unit();
      return new Subject(point.id().toString(), point.site(), point.area(), point.quantity(), unit);
    }
  }

  private Excursion() {}

  /**
   * One more measure.
   *
   * @param time of the measure
   */
  static Step onMeasure(
      Rule rule, Point point, Optional<Alert> current, double measure, long time, long now) {
    return onMeasure(rule, () -> Subject.of(rule, point), current, measure, time, now);
  }

  /** One more measure of something that may be no point. */
  static Step onMeasure(
      Rule rule,
      Supplier<Subject> subject,
      Optional<Alert> current,
      double measure,
      long time,
      long now) {
    Limit limit = rule.limit().orElseThrow();
    // A clock that runs ahead must not put the start, and so the end of a delay, into the future.
    long at = Math.min(time, now);
    if (current.isEmpty()) {
      return limit.violatedBy(measure) && rule.hours().has(time)
          ? begin(rule, subject.get(), measure, time, now)
          : Step.none(current, "within the limit");
    }
    Alert alert = current.get();
    if (alert.state() == Alert.State.PENDING) {
      return limit.violatedBy(measure)
          ? onPending(rule, limit, alert, measure, at, now)
          : new Step(Optional.empty(), Change.FORGOTTEN, "back before the on-delay had passed");
    }
    if (limit.clearedBy(measure)) {
      return onClear(rule, alert, at, now);
    }
    return onBeyond(limit, alert, measure);
  }

  private static Step begin(Rule rule, Subject subject, double measure, long time, long now) {
    Alert pending = alert(rule, subject, kind(rule), measure, time, false);
    pending = pending.startedAt(Math.min(time, now));
    return rule.onDelay().isZero()
        ? Step.to(pending.activated(now), Change.ACTIVATED, "beyond the limit")
        : Step.to(pending, Change.PENDING, "beyond the limit, for less than the on-delay");
  }

  private static Step onPending(
      Rule rule, Limit limit, Alert alert, double measure, long at, long now) {
    boolean worse = isWorse(limit, alert, measure);
    Alert seen = worse ? alert.withValue(measure) : alert;
    if (at - seen.since() >= rule.onDelay().toMillis()) {
      return Step.to(seen.activated(now), Change.ACTIVATED, "beyond the limit for the on-delay");
    }
    return worse
        ? Step.to(seen, Change.UPDATED, "worse than before")
        : Step.none(Optional.of(alert), "still beyond the limit");
  }

  private static Step onBeyond(Limit limit, Alert alert, double measure) {
    boolean violated = limit.violatedBy(measure);
    boolean worse = violated && isWorse(limit, alert, measure);
    Alert seen = worse ? alert.withValue(measure) : alert;
    if (alert.course().clearSince().isPresent()) {
      return Step.to(seen.beyondAgain(violated), Change.UPDATED, "not back for the off-delay");
    }
    return worse
        ? Step.to(seen, Change.UPDATED, "worse than before")
        : Step.none(Optional.of(alert), "still beyond the limit");
  }

  private static boolean isWorse(Limit limit, Alert alert, double measure) {
    return limit.excess(measure) > limit.excess(alert.value().orElse(measure));
  }

  private static Step onClear(Rule rule, Alert alert, long at, long now) {
    long clear = alert.course().clearSince().orElse(at);
    if (at - clear >= offDelay(rule, alert).toMillis()) {
      return Step.to(alert.recovered(now), Change.RECOVERED, "back within the limit");
    }
    return alert.course().clearSince().isPresent()
        ? Step.none(Optional.of(alert), "back for less than the off-delay")
        : Step.to(alert.clearSince(at), Change.UPDATED, "back for less than the off-delay");
  }

  /** What has fluttered must be steady for longer. */
  static Duration offDelay(Rule rule, Alert alert) {
    Duration off = rule.delays().off();
    Duration flutter = rule.delays().flutter();
    return alert.count() > 1 && off.compareTo(flutter) < 0 ? flutter : off;
  }

  /**
   * Lets a delay pass between two readings.
   *
   * @param freshUntil how long the last measured value may speak for the present
   */
  static Step onTick(Rule rule, Alert alert, long freshUntil, long now) {
    boolean pending = alert.state() == Alert.State.PENDING;
    Optional<Long> clear = alert.course().clearSince();
    if (!pending && clear.isEmpty()) {
      return Step.none(Optional.of(alert), "no delay passes");
    }
    long began = pending ? alert.since() : clear.get();
    Duration delay = pending ? rule.onDelay() : offDelay(rule, alert);
    if (now - began < delay.toMillis()) {
      return Step.none(Optional.of(alert), "the delay has not passed");
    }
    if (now > freshUntil) {
      return Step.none(Optional.of(alert), "no fresh value says that it still holds");
    }
    return pending
        ? Step.to(alert.activated(now), Change.ACTIVATED, "beyond the limit for the on-delay")
        : Step.to(alert.recovered(now), Change.RECOVERED, "back for the off-delay");
  }

  /** Each event reading beyond a limit is an alert of its own, and only a person closes it. */
  static Step onEvent(Rule rule, Point point, double value, long time, boolean late, long now) {
    if (!rule.limit().orElseThrow().violatedBy(value) || !rule.hours().has(time)) {
      return Step.none(Optional.empty(), "within the limit");
    }
    Alert alert = alert(rule, Subject.of(rule, point), Alert.Kind.EVENT, value, time, late);
    return Step.to(alert.activated(now), Change.ACTIVATED, "an event beyond the limit");
  }

  /** Late data next to the start of an open alert moves that start back. */
  static Step onLate(Rule rule, Alert alert, double value, long time, long contiguousMs) {
    boolean before = time < alert.since();
    boolean touching = alert.since() - time <= contiguousMs;
    if (before && touching && rule.limit().orElseThrow().violatedBy(value)) {
      return Step.to(alert.startedAt(time), Change.UPDATED, "it began earlier");
    }
    return Step.none(Optional.of(alert), "late, and not next to the alert's start");
  }

  private static Alert.Kind kind(Rule rule) {
    if (rule.condition() instanceof Rule.Rate) {
      return Alert.Kind.RATE;
    }
    if (rule.condition() instanceof Rule.Coverage) {
      return Alert.Kind.COVERAGE;
    }
    return rule.condition() instanceof Rule.Stuck ? Alert.Kind.STUCK : Alert.Kind.THRESHOLD;
  }

  private static Alert alert(
      Rule rule, Subject subject, Alert.Kind kind, double measure, long time, boolean late) {
    return new Alert(
        Alert.idOf(rule.id(), subject.source(), time),
        rule.id(),
        subject.source(),
        subject.site(),
        subject.area(),
        subject.quantity(),
        subject.unit(),
        rule.severity(),
        kind,
        OptionalDouble.of(rule.limit().orElseThrow().near(measure)),
        late,
        Alert.Course.pending(OptionalDouble.of(measure), "", time),
        Alert.Handling.NONE);
  }
}
