package org.campussentry.ingest.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.campussentry.ingest.reading.Point;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All rules, and which of them apply to a point. Thread-safe.
 *
 * <p>Rules rival by side: an upper limit with upper ones, a lower with lower ones, silence with
 * silence. A campus rule displaces default ones; of several the closest to the point counts, and
 * equally close ones all do, as a warning below a critical limit.
 */
public final class RuleBook {
  private static final Logger log = LoggerFactory.getLogger(RuleBook.class);

  private record Place(String quantity, String unit, String site, String area, String point) {}

  private final List<Rule> rules;
  private final Function<Point, Set<String>> tags;
  private final boolean byPoint;
  private final Map<String, Duration> reportWithin;
  private final Map<Place, List<Rule>> resolved = new ConcurrentHashMap<>();

  /** Rules for points without tags. */
  public RuleBook(List<Rule> rules) {
    this(rules, point -> Set.of());
  }

  /** Rules for points that may have tags. */
  public RuleBook(List<Rule> rules, Function<Point, Set<String>> tags) {
    this(rules, tags, Map.of());
  }

  private RuleBook(
      List<Rule> rules, Function<Point, Set<String>> tags, Map<String, Duration> reportWithin) {
    this.rules = List.copyOf(rules);
    this.tags = tags;
    this.reportWithin = Map.copyOf(reportWithin);
    this.byPoint = rules.stream().anyMatch(rule -> rule.scope().point().isPresent());
  }

  /**
   * The same rules, of which some make a report upward due.
   *
   * @param within how long after the activation, by id of the rule
   */
  public RuleBook reporting(Map<String, Duration> within) {
    return new RuleBook(rules, tags, within);
  }

  /** How long after an alert's activation it must be reported upward; empty when it need not. */
  public Optional<Duration> reportWithin(String rule) {
    return Optional.ofNullable(reportWithin.get(rule));
  }

  /** Whether any rule asks for a report. */
  public boolean demandReports() {
    return !reportWithin.isEmpty();
  }

  /** The same points under other rules. */
  public RuleBook with(List<Rule> others) {
    return new RuleBook(others, tags);
  }

  public List<Rule> all() {
    return rules;
  }

  public Optional<Rule> find(String id) {
    return rules.stream().filter(r -> r.id().equals(id)).findFirst();
  }

  /** The rules that look at this point's measured values; asked once for each point. */
  public List<Rule> measured(Point point) {
    return of(point).stream().filter(Rule::isMeasured).toList();
  }

  /** Whether any of them is for this point. */
  public boolean covers(Point point) {
    return !of(point).isEmpty();
  }

  /** Asked once for each point. */
  Optional<Rule> noData(Point point) {
    return of(point).stream().filter(r -> r.condition() instanceof Rule.NoData).findFirst();
  }

  /** Asked once for each point. */
  Optional<Rule> coverage(Point point) {
    return of(point).stream().filter(r -> r.condition() instanceof Rule.Coverage).findFirst();
  }

  Optional<Rule> gatewaySilent() {
    return first(Rule.GatewaySilent.class);
  }

  Optional<Rule> brokerSilent() {
    return first(Rule.BrokerSilent.class);
  }

  Optional<Rule> disinfection(Rule.Disinfection.Stage stage) {
    Rule.Condition wanted = new Rule.Disinfection(stage);
    return closest(rules.stream().filter(r -> r.condition().equals(wanted)).toList()).stream()
        .findFirst();
  }

  private Optional<Rule> first(Class<? extends Rule.Condition> kind) {
    return closest(rules.stream().filter(r -> kind.isInstance(r.condition())).toList()).stream()
        .findFirst();
  }

  private List<Rule> of(Point point) {
    String id = byPoint ? point.id().toString() : "";
    return resolved.computeIfAbsent(
        new Place(point.quantity(), point.unit(), point.site(), point.area(), id),
        place -> resolve(point));
  }

  private List<Rule> resolve(Point point) {
    Set<String> pointTags = tags.apply(point);
    List<Rule> matching = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.isOfPoints() && rule.scope().matches(point, pointTags)) {
        if (rule.scope().speaks(point)) {
          matching.add(rule);
        } else {
          log.warn(
              "Rule '{}' has its limit in {}, but {} measures in {}: it is not watched by that"
                  + " rule. Correct the rule's `unit`, or its quantity and area",
              rule.id(),
              rule.scope().unit().orElse(""),
              point.id(),
              point.unit());
        }
      }
    }
    return closest(matching);
  }

  private static List<Rule> closest(List<Rule> matching) {
    List<Rule> winners = new ArrayList<>();
    for (Rule rule : matching) {
      Set<Rule.Side> left = EnumSet.noneOf(Rule.Side.class);
      for (Rule.Side side : rule.sides()) {
        if (matching.stream().noneMatch(r -> r.sides().contains(side) && displaces(r, rule))) {
          left.add(side);
        }
      }
      if (!left.isEmpty()) {
        winners.add(rule.only(left));
      }
    }
    return List.copyOf(winners);
  }

  /** What holds at some hours only leaves the other hours to others, and so displaces none. */
  private static boolean displaces(Rule a, Rule other) {
    boolean always = a.hours().equals(Hours.ALWAYS) || a.hours().equals(other.hours());
    return always && closer(a, other);
  }

  private static boolean closer(Rule a, Rule than) {
    return a.byCampus() == than.byCampus()
        ? a.scope().specificity() > than.scope().specificity()
        : a.byCampus();
  }
}
