package org.campussentry.ingest.watch;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.campussentry.ingest.reading.Point;

/**
 * Silence of a point, a gateway or the broker, judged by a timer against what is expected, so that
 * what never spoke is missed too. Pure.
 */
final class SilenceMachine {
  /** Something that never spoke may still be starting. */
  static final long NEVER_SEEN_MS = 60_000;

  private static final int PERIODS = 3;

  private SilenceMachine() {}

  /** How long a point may be silent: by its rule, and at least three of its periods. */
  static long allowedMs(Rule.NoData rule, Point point, boolean everSeen) {
    long byRule = everSeen ? rule.silence().toMillis() : NEVER_SEEN_MS;
    return Math.max(byRule, PERIODS * point.everyMillis());
  }

  /**
   * @param lastMs the last sign of life, or when counting began
   * @param speaks whether there was a sign of life within what is allowed; only that ends an alert
   * @param describe makes the alert when there is none yet
   */
  static Step onTick(
      Rule rule,
      Optional<Alert> current,
      long lastMs,
      boolean speaks,
      long allowedMs,
      Supplier<Alert> describe,
      long now) {
    boolean silent = now - lastMs > allowedMs;
    if (current.isPresent()) {
      return onOpen(rule, current.get(), silent, !silent && speaks, now);
    }
    return silent
        ? Step.to(describe.get().activated(now), Change.ACTIVATED, "silent for too long")
        : Step.none(current, "heard in time");
  }

  /** What comes and goes must speak for a while before it is trusted. */
  private static Step onOpen(Rule rule, Alert alert, boolean silent, boolean speaks, long now) {
    Optional<Long> clear = alert.course().clearSince();
    if (!speaks) {
      return silent && clear.isPresent()
          ? Step.to(alert.beyondAgain(true), Change.UPDATED, "silent again")
          : Step.none(Optional.of(alert), "still silent");
    }
    if (alert.count() == 1 || now - clear.orElse(now) >= rule.delays().flutter().toMillis()) {
      return Step.to(alert.recovered(now), Change.RECOVERED, "it speaks again");
    }
    return clear.isPresent()
        ? Step.none(Optional.of(alert), "speaks for less than a fluttering one must")
        : Step.to(
            alert.clearSince(now), Change.UPDATED, "speaks for less than a fluttering one must");
  }

  static Alert ofPoint(Rule rule, Point point, String reason, long since) {
    return silence(
        rule,
        Alert.Kind.NO_DATA,
        point.id().toString(),
        point.site(),
        point.area(),
        point.quantity(),
        point.unit(),
        reason,
        since);
  }

  static Alert ofGateway(Rule rule, String gateway, String site, long since) {
    return silence(rule, Alert.Kind.GATEWAY, gateway, site, "", "", "", "", since);
  }

  static Alert ofBroker(Rule rule, String site, long since) {
    return silence(rule, Alert.Kind.BROKER, site, site, "", "", "", "", since);
  }

  private static Alert silence(
      Rule rule,
      Alert.Kind kind,
      String source,
      String site,
      String area,
      String quantity,
      String unit,
      String reason,
      long since) {
    return new Alert(
        Alert.idOf(rule.id(), source, since),
        rule.id(),
        source,
        site,
        area,
        quantity,
        unit,
        rule.severity(),
        kind,
        OptionalDouble.empty(),
        false,
        Alert.Course.pending(OptionalDouble.empty(), reason, since),
        Alert.Handling.NONE);
  }
}
