package org.campussentry.ingest.watch;

import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.watch.Alert.State;

/**
 * A value against a limit: pending while it holds shorter than the rule's on-delay, then active,
 * recovered when the value is back by the deadband. Pure. An unavailable reading changes nothing: a
 * dead sensor never closes an alert.
 */
final class ThresholdMachine {
  private ThresholdMachine() {}

  static Step onReading(
      Rule rule, Point point, Optional<Alert> current, Reading reading, long now) {
    if (!(reading instanceof Reading.Measured measured)) {
      return Step.none(current, "an unavailable reading says nothing about the value");
    }
    Rule.Threshold threshold = rule.threshold().orElseThrow();
    if (current.isEmpty()) {
      return threshold.violatedBy(measured.value())
          ? begin(rule, point, measured, now)
          : Step.none(current, "within the limit");
    }
    return onOpen(rule, threshold, current.get(), measured, now);
  }

  private static Step begin(Rule rule, Point point, Reading.Measured measured, long now) {
    // A clock that runs ahead must not put the start, and so the end of the on-delay, into the
    // future.
    Alert pending =
        alert(rule, point, Alert.Kind.THRESHOLD, measured, false)
            .startedAt(Math.min(measured.time(), now));
    return rule.holdFor().isZero()
        ? Step.to(pending.activated(now), Change.ACTIVATED, "beyond the limit")
        : Step.to(pending, Change.PENDING, "beyond the limit, for less than the on-delay");
  }

  private static Step onOpen(
      Rule rule, Rule.Threshold threshold, Alert alert, Reading.Measured measured, long now) {
    if (alert.state() == State.PENDING && !threshold.violatedBy(measured.value())) {
      return new Step(Optional.empty(), Change.FORGOTTEN, "back before the on-delay had passed");
    }
    if (alert.state() == State.ACTIVE && threshold.clearedBy(measured.value())) {
      return Step.to(alert.recovered(now), Change.RECOVERED, "back within the limit");
    }
    boolean worse = threshold.worse(measured.value(), alert.value().orElse(measured.value()));
    Alert seen = worse ? alert.withValue(measured.value()) : alert;
    if (seen.state() == State.PENDING
        && Math.min(measured.time(), now) - seen.since() >= rule.holdFor().toMillis()) {
      return Step.to(seen.activated(now), Change.ACTIVATED, "beyond the limit for the on-delay");
    }
    return worse
        ? Step.to(seen, Change.UPDATED, "worse than before")
        : Step.none(Optional.of(alert), "still beyond the limit");
  }

  /**
   * Lets the on-delay pass between two readings.
   *
   * @param freshUntil how long the last measured value may speak for the present
   */
  static Step onTick(Rule rule, Alert alert, long freshUntil, long now) {
    if (alert.state() != State.PENDING) {
      return Step.none(Optional.of(alert), "not pending");
    }
    if (now - alert.since() < rule.holdFor().toMillis()) {
      return Step.none(Optional.of(alert), "the on-delay has not passed");
    }
    if (now > freshUntil) {
      return Step.none(Optional.of(alert), "no fresh value says that it still holds");
    }
    return Step.to(alert.activated(now), Change.ACTIVATED, "beyond the limit for the on-delay");
  }

  /** Each event reading beyond a limit is an alert of its own, and only a person closes it. */
  static Step onEvent(Rule rule, Point point, Reading.Measured measured, boolean late, long now) {
    if (!rule.threshold().orElseThrow().violatedBy(measured.value())) {
      return Step.none(Optional.empty(), "within the limit");
    }
    Alert alert = alert(rule, point, Alert.Kind.EVENT, measured, late);
    return Step.to(alert.activated(now), Change.ACTIVATED, "an event beyond the limit");
  }

  /** Late data next to the start of an open alert moves that start back. */
  static Step onLate(Rule rule, Alert alert, Reading.Measured measured, long contiguousMs) {
    boolean before = measured.time() < alert.since();
    boolean touching = alert.since() - measured.time() <= contiguousMs;
    if (before && touching && rule.threshold().orElseThrow().violatedBy(measured.value())) {
      return Step.to(alert.startedAt(measured.time()), Change.UPDATED, "it began earlier");
    }
    return Step.none(Optional.of(alert), "late, and not next to the alert's start");
  }

  private static Alert alert(
      Rule rule, Point point, Alert.Kind kind, Reading.Measured measured, boolean late) {
    String source = point.id().toString();
    return new Alert(
        Alert.idOf(rule.id(), source, measured.time()),
        rule.id(),
        source,
        point.site(),
        point.area(),
        point.quantity(),
        point.unit(),
        rule.severity(),
        kind,
        State.PENDING,
        OptionalDouble.of(measured.value()),
        OptionalDouble.of(rule.threshold().orElseThrow().limit()),
        "",
        measured.time(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        late);
  }
}
