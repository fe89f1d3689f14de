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
 * All rules, and which of them apply to a point. Thread-safe. Whoever holds it sees the rules of
 * now: they are replaced as a whole.
 *
 * <p>Rules rival by side: an upper limit with upper ones, a lower with lower ones, silence with
 * silence. A campus rule displaces default ones; of several the closest to the point counts, and
 * equally close ones all do, as a warning below a critical limit.
 */
public final class RuleBook {
  private static final Logger log = LoggerFactory.getLogger(RuleBook.class);

  private record Place(String quantity, String unit, String site, String area, String point) {}

  /** What changes at once. */
  private record Content(
      List<Rule> rules,
      Map<String, Duration> reportWithin,
      boolean byPoint,
      Optional<Rule> gatewaySilent,
      Optional<Rule> brokerSilent,
      Map<Place, List<Rule>> resolved) {}

  private final Function<Point, Set<String>> tags;
  private volatile Content content;

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
    this.tags = tags;
    this.content = content(rules, reportWithin);
  }

  private static Content content(List<Rule> rules, Map<String, Duration> reportWithin) {
    return new Content(
        List.copyOf(rules),
        Map.copyOf(reportWithin),
        rules.stream().anyMatch(rule -> rule.scope().point().isPresent()),
        first(rules, Rule.GatewaySilent.class),
        first(rules, Rule.BrokerSilent.class),
        new ConcurrentHashMap<>());
  }

  /** Other rules from now on; what was found of a point before must be asked for anew. */
  void become(List<Rule> rules, Map<String, Duration> reportWithin) {
    content = content(rules, reportWithin);
  }

  /**
   * The same rules, of which some make a report upward due.
   *
   * @param within how long after the activation, by id of the rule
   */
  public RuleBook reporting(Map<String, Duration> within) {
    return new RuleBook(all(), tags, within);
  }

  /** How long after an alert's activation it must be reported upward; empty when it need not. */
  public Optional<Duration> reportWithin(String rule) {
    return Optional.ofNullable(content.reportWithin().get(rule));
  }

  /** Whether any rule asks for a report. */
  public boolean demandReports() {
    return !content.reportWithin().isEmpty();
  }

  /** The same points under other rules. */
  public RuleBook with(List<Rule> others) {
    return new RuleBook(others, tags);
  }

  public List<Rule> all() {
    return content.rules();
  }

  public Optional<Rule> find(String id) {
    return all().stream().filter(r -> r.id().equals(id)).findFirst();
  }

  /** The rules that look at this point's measured values; asked once for each point. */
  public List<Rule> measured(Point point) {
    return of(point).stream().filter(Rule::isMeasured).toList();
  }

  /** All that look at this point: at its values, at its silence, at what is missing of its day. */
  public List<Rule> watching(Point point) {
    return of(point);
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
    return content.gatewaySilent();
  }

  Optional<Rule> brokerSilent() {
    return content.brokerSilent();
  }

  /** The one rule of a condition that is for all places. */
  Optional<Rule> of(Rule.Condition wanted) {
    return closest(all().stream().filter(r -> r.condition().equals(wanted)).toList()).stream()
        .findFirst();
  }

  private static Optional<Rule> first(List<Rule> rules, Class<? extends Rule.Condition> kind) {
    return closest(rules.stream().filter(r -> kind.isInstance(r.condition())).toList()).stream()
        .findFirst();
  }

  private List<Rule> of(Point point) {
    Content now = content;
    String id = now.byPoint() ? point.id().toString() : "";
    return now.resolved()
        .computeIfAbsent(
            new Place(point.quantity(), point.unit(), point.site(), point.area(), id),
            place -> resolve(now.rules(), point));
  }

  private List<Rule> resolve(List<Rule> rules, Point point) {
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
