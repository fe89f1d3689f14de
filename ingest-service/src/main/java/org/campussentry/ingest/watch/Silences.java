package org.campussentry.ingest.watch;

import java.util.Optional;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;

/**
 * Who should have spoken: a lost gateway is one alert, and its points are silent by themselves only
 * when they stay so after it is back. Confined to {@link Watch}'s lock.
 */
final class Silences {
  private final RuleBook rules;
  private final OpenAlerts open;

  Silences(RuleBook rules, OpenAlerts open) {
    this.rules = rules;
    this.open = open;
  }

  /** Looks at an expected gateway. */
  void onTick(GatewayState gateway, long now) {
    rules.gatewaySilent().ifPresent(rule -> onTick(rule, gateway, now));
  }

  private void onTick(Rule rule, GatewayState gateway, long now) {
    boolean seen = gateway.heardAt() > 0;
    long silence = ((Rule.GatewaySilent) rule.condition()).silence().toMillis();
    long allowed = seen ? silence : Math.max(SilenceMachine.NEVER_SEEN_MS, silence);
    long last = seen ? gateway.heardAt() : gateway.waitingSince();
    Optional<Alert> current = open.find(rule, gateway.gateway());
    if (now - last <= allowed) {
      open.spoke(rule, gateway.gateway());
    }
    open.apply(
        rule,
        current,
        SilenceMachine.onTick(
            rule,
            current,
            last,
            seen,
            allowed,
            () -> SilenceMachine.ofGateway(rule, gateway.gateway(), gateway.site(), last),
            now),
        now);
  }

  /** Looks at an expected point whose gateway is known. */
  void onTick(WatchedPoint watched, Optional<GatewayState> of, long now) {
    Optional<Rule> rule = watched.noData();
    if (rule.isPresent() && of.isPresent() && of.get().heardAt() > 0) {
      onTick(rule.get(), watched, of.get(), now);
    }
  }

  private void onTick(Rule rule, WatchedPoint watched, GatewayState gateway, long now) {
    PointState state = watched.state();
    Point point = state.point();
    boolean seen = state.measuredAt() > 0;
    // After a start what queued up comes first: an old value does not say that it is silent now.
    long last =
        Math.max(
            Math.max(state.measuredAt(), state.waitingSince()),
            gateway.pointsCountFrom(point.everyMillis()));
    Optional<Alert> current = open.find(rule, watched.source());
    boolean gatewayQuiet = gateway.heardAt() <= last + point.everyMillis();
    if (current.isEmpty() && gatewayQuiet) {
      return;
    }
    long allowed = SilenceMachine.allowedMs((Rule.NoData) rule.condition(), point, seen);
    if (now - last <= allowed) {
      open.spoke(rule, watched.source());
    }
    open.apply(
        rule,
        current,
        SilenceMachine.onTick(
            rule,
            current,
            last,
            seen && state.measuredAt() >= last,
            allowed,
            () ->
                SilenceMachine.ofPoint(
                    rule,
                    point,
                    state.reading() instanceof Reading.Unavailable u ? u.reason().wire() : "",
                    last),
            now),
        now);
  }

  /** Whether somebody was told that it, or its gateway, is silent, and it still is. */
  boolean isTold(WatchedPoint watched, long now) {
    String gateway = watched.point().id().gateway();
    return watched.noData().stream().anyMatch(rule -> isTold(rule, watched, now))
        || rules.gatewaySilent().stream().anyMatch(rule -> open.isTold(rule, gateway));
  }

  /**
   * A silence that somebody closed is forgotten at the next one only: so the clock is asked too.
   */
  private boolean isTold(Rule rule, WatchedPoint watched, long now) {
    Rule.NoData silence = (Rule.NoData) rule.condition();
    long allowed = SilenceMachine.allowedMs(silence, watched.point(), true);
    return open.find(rule, watched.source()).isPresent()
        || (open.isTold(rule, watched.source()) && now - watched.state().measuredAt() > allowed);
  }

  /** A measured value ends the point's silence at once, without waiting for the next tick. */
  void onMeasured(WatchedPoint watched, Optional<GatewayState> gateway, long now) {
    Optional<Rule> rule = watched.noData();
    if (rule.isPresent() && open.find(rule.get(), watched.source()).isPresent()) {
      onTick(watched, gateway, now);
    }
  }
}
