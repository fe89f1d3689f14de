package org.campussentry.ingest.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Alerts about slots of the disinfection schedule: one for each slot and stage, until it is done,
 * registered, or closed by a person. Confined to {@link Watch}'s lock.
 */
final class Disinfections {
  private static final String BY = "schedule";

  private final RuleBook rules;
  private final OpenAlerts open;

  Disinfections(RuleBook rules, OpenAlerts open) {
    this.rules = rules;
    this.open = open;
  }

  /** What is not among them any more is over. */
  void onConcerns(List<SlotConcern> concerns, long now) {
    Set<String> wanted = new HashSet<>();
    Set<String> slots = new HashSet<>();
    for (SlotConcern concern : concerns) {
      Optional<Rule> rule = rules.disinfection(concern.stage());
      if (rule.isPresent()) {
        wanted.add(rule.get().id() + "|" + concern.slot());
        slots.add(concern.slot());
        tell(rule.get(), concern, now);
      }
    }
    for (Alert alert : open.all()) {
      if (alert.kind() == Alert.Kind.DISINFECTION
          && !wanted.contains(alert.rule() + "|" + alert.source())) {
        end(alert, slots.contains(alert.source()), now);
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
  private void tell(Rule rule, SlotConcern concern, long now) {
    if (open.find(rule, concern.slot()).isEmpty()) {
      open.applyOnce(
          Step.to(
              alert(rule, concern).activated(now),
              Change.ACTIVATED,
              "not done as it was asked for"),
          now);
    }
  }

  private static Alert alert(Rule rule, SlotConcern concern) {
    return new Alert(
        Alert.idOf(rule.id(), concern.slot(), concern.sinceMs()),
        rule.id(),
        concern.slot(),
        concern.site(),
        concern.area(),
        "",
        "",
        rule.severity(),
        Alert.Kind.DISINFECTION,
        OptionalDouble.empty(),
        false,
        Alert.Course.pending(OptionalDouble.empty(), concern.why(), concern.sinceMs()),
        Alert.Handling.NONE);
  }
}
