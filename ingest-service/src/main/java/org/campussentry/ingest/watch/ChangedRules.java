package org.campussentry.ingest.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.campussentry.ingest.reading.PointId;

/**
 * What becomes of open alerts when other rules hold. Confined to {@link Watch}'s lock.
 *
 * <p>What a rule still looks at stays, with the limit that people were told, and is judged by the
 * new limit from the next reading. Urgency changes at once. What no rule looks at any more is
 * closed with a note: nothing would ever end it, and "recovered" would be untrue.
 */
final class ChangedRules {
  private static final String GONE =
      "规则已停用或删除，告警随之关闭 / closed, as its rule was switched off or deleted";
  private static final String OTHER =
      "规则改为另一种条件，告警随之关闭 / closed, as its rule looks at something else now";
  private static final String ELSEWHERE =
      "规则不再适用于此处，告警随之关闭 / closed, as its rule is not for this place any more";

  private final RuleBook rules;
  private final OpenAlerts open;
  private final Map<PointId, WatchedPoint> points;

  ChangedRules(RuleBook rules, OpenAlerts open, Map<PointId, WatchedPoint> points) {
    this.rules = rules;
    this.open = open;
    this.points = points;
  }

  void become(List<Rule> next, Map<String, Duration> reportWithin, String by, long now) {
    Map<String, Rule> before =
        rules.all().stream().collect(Collectors.toMap(Rule::id, Function.identity(), (a, b) -> a));
    rules.become(next, reportWithin);
    points.values().forEach(WatchedPoint::resolve);
    open.forgetHushed(id -> rules.find(id).isPresent());
    for (Alert alert : open.all()) {
      Optional<Rule> rule = rules.find(alert.rule());
      Optional<Rule> was = Optional.ofNullable(before.get(alert.rule()));
      Optional<String> end = rule.map(r -> why(alert, was, r)).orElse(Optional.of(GONE));
      if (end.isPresent()) {
        open.end(alert, new Alert.Mark(by, now, end.get()));
      } else if (alert.severity() != rule.get().severity()) {
        open.become(alert, rule.get().severity());
      }
    }
  }

  private Optional<String> why(Alert alert, Optional<Rule> was, Rule rule) {
    boolean other =
        was.isPresent() && was.get().condition().getClass() != rule.condition().getClass();
    if (other) {
      return Optional.of(OTHER);
    }
    boolean begun =
        alert.state() == Alert.State.PENDING && was.isPresent() && !holds(alert, was.get(), rule);
    return begun || !isLookedAt(alert) ? Optional.of(ELSEWHERE) : Optional.empty();
  }

  /** A delay that runs must not make an alert of what the new limit allows. */
  private static boolean holds(Alert alert, Rule was, Rule rule) {
    return was.condition().equals(rule.condition())
        || (alert.value().isPresent()
            && rule.limit().stream().anyMatch(l -> l.violatedBy(alert.value().getAsDouble())));
  }

  private boolean isLookedAt(Alert alert) {
    return switch (alert.kind()) {
      // Slots and supplies are judged anew at each round, by the rules of then.
      case EVENT, DISINFECTION, STOCK -> true;
      case GATEWAY -> rules.gatewaySilent().stream().anyMatch(r -> r.id().equals(alert.rule()));
      case BROKER -> rules.brokerSilent().stream().anyMatch(r -> r.id().equals(alert.rule()));
      case COVERAGE -> points.values().stream().anyMatch(p -> isCoverage(alert, p));
      default ->
          Optional.ofNullable(points.get(PointId.parse(alert.source()))).stream()
              .allMatch(p -> p.isLookedAtBy(alert.rule()));
    };
  }

  private static boolean isCoverage(Alert alert, WatchedPoint watched) {
    return watched.coverage().stream()
        .anyMatch(
            rule ->
                rule.id().equals(alert.rule())
                    && Coverages.source(rule, watched.point()).equals(alert.source()));
  }
}
