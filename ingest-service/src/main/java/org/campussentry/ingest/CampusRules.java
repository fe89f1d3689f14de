package org.campussentry.ingest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.RuleReader;
import org.campussentry.ingest.watch.WrittenRule;

/** The rules of {@code campus.yaml}, and the default pack behind them. Immutable. */
final class CampusRules implements RuleReader {
  private static final String PAGE = "page";

  private final ZoneId zone;
  private final List<WrittenRule> base;

  private CampusRules(ZoneId zone, List<WrittenRule> base) {
    this.zone = zone;
    this.base = List.copyOf(base);
  }

  /**
   * All of them, also what is switched off.
   *
   * @param keys of the campus; may be null
   * @throws ConfigException with the file, the rule and the remedy
   */
  static CampusRules of(String file, ZoneId zone, List<RulesFile.Keys> keys)
      throws ConfigException {
    Map<String, WrittenRule> standard = new LinkedHashMap<>();
    for (RulesFile.Keys rule :
        YamlFile.resource("/rules/default.yaml", new TypeReference<List<RulesFile.Keys>>() {})) {
      Rule read = RulesFile.rule("default rules", zone, false, rule);
      standard.put(rule.id(), written(read, rule, WrittenRule.Origin.DEFAULT));
    }
    List<WrittenRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (RulesFile.Keys rule : keys == null ? List.<RulesFile.Keys>of() : keys) {
      if (!ids.add(String.valueOf(rule.id()))) {
        throw new ConfigException(file + ": rule '" + rule.id() + "' is there twice");
      }
      if (isOn(rule)) {
        Rule read = RulesFile.rule(file, zone, true, rule);
        rules.add(written(read, rule, WrittenRule.Origin.CAMPUS));
      } else {
        off(file, zone, rule, Optional.ofNullable(standard.get(rule.id()))).ifPresent(rules::add);
      }
    }
    refuse(file, rules.stream().filter(WrittenRule::on).map(WrittenRule::rule).toList());
    standard.values().stream().filter(r -> !ids.contains(r.id())).forEach(rules::add);
    return new CampusRules(zone, rules);
  }

  private static boolean isOn(RulesFile.Keys keys) {
    return !Boolean.FALSE.equals(keys.on());
  }

  private static WrittenRule written(Rule rule, RulesFile.Keys keys, WrittenRule.Origin origin) {
    Optional<Duration> within = Optional.ofNullable(keys.reportWithin());
    return new WrittenRule(rule, YamlFile.json(keys), origin, isOn(keys), within);
  }

  /** What is switched off need not say more than its id: then it is the default one. */
  private static Optional<WrittenRule> off(
      String file, ZoneId zone, RulesFile.Keys keys, Optional<WrittenRule> standard) {
    try {
      Rule read = RulesFile.rule(file, zone, true, keys);
      return Optional.of(written(read, keys, WrittenRule.Origin.CAMPUS));
    } catch (ConfigException e) {
      return standard.map(CampusRules::off);
    }
  }

  private static WrittenRule off(WrittenRule standard) {
    try {
      ObjectNode keys = YamlFile.json(standard.keys(), ObjectNode.class).put("on", false);
      return new WrittenRule(
          standard.rule(),
          keys.toString(),
          WrittenRule.Origin.CAMPUS,
          false,
          standard.reportWithin());
    } catch (ConfigException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** As the file has them, for points that may have tags. */
  RuleBook book(Function<Point, Set<String>> tags) {
    List<WrittenRule> on = base.stream().filter(WrittenRule::on).toList();
    Map<String, Duration> reports = new HashMap<>();
    on.forEach(r -> r.reportWithin().ifPresent(within -> reports.put(r.id(), within)));
    return new RuleBook(on.stream().map(WrittenRule::rule).toList(), tags).reporting(reports);
  }

  @Override
  public List<WrittenRule> base() {
    return base;
  }

  @Override
  public WrittenRule read(String json) {
    try {
      RulesFile.Keys keys = YamlFile.json(json, RulesFile.Keys.class);
      return written(RulesFile.rule(PAGE, zone, true, keys), keys, WrittenRule.Origin.PAGE);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public void refuseRivals(List<Rule> rules) {
    try {
      refuse(PAGE, rules);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Two that say the same of the same points would tell everything twice. */
  private static void refuse(String file, List<Rule> rules) throws ConfigException {
    for (Rule one : rules) {
      for (Rule other : rules) {
        boolean rivals =
            one.id().compareTo(other.id()) < 0
                && one.scope().equals(other.scope())
                && one.hours().equals(other.hours())
                && (one.severity() == other.severity() || !one.isMeasured())
                && one.overlaps(other);
        if (rivals) {
          throw new ConfigException(
              "%s: rules '%s' and '%s' overlap: same points, same side, same hours, both %s. Keep one, or give them different severities"
                  .formatted(file, one.id(), other.id(), one.severity().word()));
        }
      }
    }
  }
}
