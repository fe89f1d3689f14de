package org.campussentry.ingest.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.campussentry.ingest.reading.Point;

/**
 * All rules, and which of them apply to a point. Thread-safe.
 *
 * <p>A campus rule displaces the default rules for the same quantity in the areas that it matches,
 * an upper limit an upper one and a lower limit a lower one.
 */
public final class RuleBook {
  private record Place(String quantity, String area) {}

  private final List<Rule> rules;
  private final Map<Place, List<Rule>> thresholds = new ConcurrentHashMap<>();
  private final Map<Place, Optional<Rule>> silences = new ConcurrentHashMap<>();

  public RuleBook(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  public List<Rule> all() {
    return rules;
  }

  public Optional<Rule> find(String id) {
    return rules.stream().filter(r -> r.id().equals(id)).findFirst();
  }

  /** The threshold rules that watch this point. */
  public List<Rule> thresholds(Point point) {
    return thresholds.computeIfAbsent(new Place(point.quantity(), point.area()), this::resolve);
  }

  /** Asked at each tick and for each measured reading. */
  Optional<Rule> noData(Point point) {
    return silences.computeIfAbsent(
        new Place(point.quantity(), point.area()),
        place ->
            preferred(
                rules.stream()
                    .filter(r -> r.condition() instanceof Rule.NoData)
                    .filter(r -> r.matches(place.quantity(), place.area()))
                    .toList()));
  }

  Optional<Rule> gatewaySilent() {
    return preferred(
        rules.stream().filter(r -> r.condition() instanceof Rule.GatewaySilent).toList());
  }

  private static Optional<Rule> preferred(List<Rule> candidates) {
    return candidates.stream()
        .filter(Rule::byCampus)
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  private List<Rule> resolve(Place place) {
    List<Rule> matching = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.threshold().isPresent() && rule.matches(place.quantity(), place.area())) {
        matching.add(rule);
      }
    }
    return matching.stream().filter(rule -> rule.byCampus() || !displaced(rule, matching)).toList();
  }

  private static boolean displaced(Rule standard, List<Rule> matching) {
    boolean upper = standard.threshold().orElseThrow().isUpper();
    return matching.stream()
        .anyMatch(r -> r.byCampus() && r.threshold().orElseThrow().isUpper() == upper);
  }
}
