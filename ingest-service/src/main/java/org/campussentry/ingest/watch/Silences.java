package org.campussentry.ingest.watch;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;

/**
 * Who should have spoken: a lost gateway is one alert, and its points are silent by themselves only
 * when they stay so after it is back. Without a line to the broker all are silent: that is one
 * alert for each site with gateways, and nobody else is judged. Confined to {@link Watch}'s lock.
 */
final class Silences {
  private final RuleBook rules;
  private final OpenAlerts open;
  private final Campus campus;
  private final Set<String> sites;
  private final Hearing hearing;

  Silences(Campus campus, RuleBook rules, OpenAlerts open, long now) {
    this.rules = rules;
    this.open = open;
    this.campus = campus;
    this.sites =
        campus.gateways().values().stream().map(Campus.Gateway::site).collect(Collectors.toSet());
    this.hearing = new Hearing(now);
  }

  /** What the journal has and nothing looks at any more. */
  void endOrphans(long now) {
    String lost = rules.gatewaySilent().map(Rule::id).orElse("");
    String deaf = rules.brokerSilent().map(Rule::id).orElse("");
    for (Alert alert : open.all()) {
      boolean orphan =
          switch (alert.kind()) {
            case GATEWAY -> !campus.expects(alert.source()) || !alert.rule().equals(lost);
            case BROKER -> !sites.contains(alert.source()) || !alert.rule().equals(deaf);
            default -> false;
          };
      if (orphan) {
        open.end(alert, "neither its rule nor what it is about is there any more", now);
      }
    }
  }

  /** Whether there is a line to the broker now. */
  void onLine(boolean connected, long now) {
    hearing.onLine(connected, now);
    rules.brokerSilent().ifPresent(rule -> sites.forEach(site -> onTick(rule, site, now)));
  }

  /** A campus that switches its rule off is told by each gateway, rather than not at all. */
  boolean isDeaf() {
    return rules.brokerSilent().isPresent() && !hearing.isConnected();
  }

  private void onTick(Rule rule, String site, long now) {
    boolean connected = hearing.isConnected();
    long last = connected ? now : hearing.deafSince();
    Optional<Alert> current = open.find(rule, site);
    if (connected) {
      open.spoke(rule, site);
    }
    open.apply(
        rule,
        current,
        SilenceMachine.onTick(
            rule,
            current,
            last,
            connected,
            ((Rule.BrokerSilent) rule.condition()).silence().toMillis(),
            () -> SilenceMachine.ofBroker(rule, site, last),
            now),
        now);
  }

  private long counted(long last) {
    return rules.brokerSilent().isPresent() ? Math.max(last, hearing.countsFrom()) : last;
  }

  /** Looks at an expected gateway. */
  void onTick(GatewayState gateway, long now) {
    rules.gatewaySilent().ifPresent(rule -> onTick(rule, gateway, now));
  }

  private void onTick(Rule rule, GatewayState gateway, long now) {
    boolean seen = gateway.heardAt() > 0;
    long silence = ((Rule.GatewaySilent) rule.condition()).silence().toMillis();
    long allowed = seen ? silence : Math.max(SilenceMachine.NEVER_SEEN_MS, silence);
    boolean speaks = seen && now - gateway.heardAt() <= allowed;
    long last = counted(seen ? gateway.heardAt() : gateway.waitingSince());
    Optional<Alert> current = open.find(rule, gateway.gateway());
    if (speaks) {
      open.spoke(rule, gateway.gateway());
    }
    open.apply(
        rule,
        current,
        SilenceMachine.onTick(
            rule,
            current,
            last,
            speaks,
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
    long since =
        Math.max(
            Math.max(state.measuredAt(), state.waitingSince()),
            gateway.pointsCountFrom(point.everyMillis()));
    long last = counted(since);
    Optional<Alert> current = open.find(rule, watched.source());
    boolean gatewayQuiet = gateway.heardAt() <= last + point.everyMillis();
    if (current.isEmpty() && gatewayQuiet) {
      return;
    }
    long allowed = SilenceMachine.allowedMs((Rule.NoData) rule.condition(), point, seen);
    boolean speaks = seen && state.measuredAt() >= since && now - since <= allowed;
    if (speaks) {
      open.spoke(rule, watched.source());
    }
    open.apply(
        rule,
        current,
        SilenceMachine.onTick(
            rule,
            current,
            last,
            speaks,
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

  /**
   * Whether somebody was told that it, or its gateway, is silent, and it still is; or is about to
   * be told that all are.
   */
  boolean isTold(WatchedPoint watched, long now) {
    String gateway = watched.point().id().gateway();
    return isDeaf()
        || watched.noData().stream().anyMatch(rule -> isTold(rule, watched, now))
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
