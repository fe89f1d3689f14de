package org.campussentry.ingest.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Alerts about slots of the disinfection schedule, and about supplies: one for each of them and
 * condition, until it is over or closed by a person. Confined to {@link Watch}'s lock.
 */
final class Concerns {
  private static final String BY = "schedule";

  private final RuleBook rules;
  private final OpenAlerts open;

  Concerns(RuleBook rules, OpenAlerts open) {
    this.rules = rules;
    this.open = open;
  }

  /** All there are of a kind; what is not among them any more is over. */
  void onConcerns(Alert.Kind kind, List<Concern> concerns, long now) {
    Set<String> wanted = new HashSet<>();
    Set<String> sources = new HashSet<>();
    for (Concern concern : concerns) {
      Optional<Rule> rule = rules.of(concern.condition());
      if (rule.isPresent()) {
        wanted.add(rule.get().id() + "|" + concern.source());
        sources.add(concern.source());
        tell(rule.get(), kind, concern, now);
      }
    }
    for (Alert alert : open.all()) {
      if (alert.kind() == kind && !wanted.contains(alert.rule() + "|" + alert.source())) {
        end(alert, sources.contains(alert.source()), now);
      }
    }
  }

  /**
   * @param worse another alert tells of the slot now; that must not look like an all-clear
   */
  private void end(Alert alert, boolean worse, long now) {
    Optional<Rule> rule = rules.find(alert.rule());
    if (worse) {
      Alert.Mark mark = new Alert.Mark(BY, now, "续见同一时段的另一条告警 · another alert of the slot goes on");
      var unused = open.act(alert.id(), a -> a.closed(mark), Change.CLOSED);
    } else if (rule.isPresent()) {
      open.apply(
          rule.get(),
          Optional.of(alert),
          Step.to(alert.recovered(now), Change.RECOVERED, "done"),
          now);
    } else {
      open.end(alert, "its rule is not there any more", now);
    }
  }

  /** Once, also over a restart and after somebody closed it. */
  private void tell(Rule rule, Alert.Kind kind, Concern concern, long now) {
    if (open.find(rule, concern.source()).isEmpty()) {
      open.applyOnce(
          Step.to(
              alert(rule, kind, concern).activated(now),
              Change.ACTIVATED,
              "not as it was asked for"),
          now);
    }
  }

  private static Alert alert(Rule rule, Alert.Kind kind, Concern concern) {
    return new Alert(
        Alert.idOf(rule.id(), concern.source(), concern.sinceMs()),
        rule.id(),
        concern.source(),
        concern.site(),
        concern.area(),
        "",
        "",
        rule.severity(),
        kind,
        OptionalDouble.empty(),
        false,
        Alert.Course.pending(OptionalDouble.empty(), concern.why(), concern.sinceMs()),
        Alert.Handling.NONE);
  }
}
