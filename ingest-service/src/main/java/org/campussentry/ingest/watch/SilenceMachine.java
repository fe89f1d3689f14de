package org.campussentry.ingest.watch;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.watch.Alert.State;

/**
 * Silence of a point or a gateway, judged by a timer against what is expected, so that what never
 * spoke is missed too. Pure.
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
   * @param lastMs the last sign of life, or when waiting began
   * @param seen whether {@code lastMs} is a sign of life; only that ends an alert
   * @param describe makes the alert when there is none yet
   */
  static Step onTick(
      Optional<Alert> current,
      long lastMs,
      boolean seen,
      long allowedMs,
      Supplier<Alert> describe,
      long now) {
    boolean silent = now - lastMs > allowedMs;
    if (current.isPresent()) {
      return silent || !seen
          ? Step.none(current, "still silent")
          : Step.to(current.get().recovered(now), Change.RECOVERED, "it speaks again");
    }
    return silent
        ? Step.to(describe.get().activated(now), Change.ACTIVATED, "silent for too long")
        : Step.none(current, "heard in time");
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
        State.PENDING,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        reason,
        since,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
