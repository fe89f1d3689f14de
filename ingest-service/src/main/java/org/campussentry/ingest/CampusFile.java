package org.campussentry.ingest;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.notice.Channel;
import org.campussentry.ingest.notice.ConsoleChannel;
import org.campussentry.ingest.notice.WebhookChannel;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Severity;

/**
 * {@code campus.yaml}: sites, areas, departments, expected gateways, rules and channels. Immutable.
 */
record CampusFile(Campus campus, RuleBook rules, Map<String, ChannelKeys> channels) {

  /** A rule as the file spells it; exactly one of the six conditions is given. */
  record RuleKeys(
      String id,
      String name,
      String nameEn,
      String quantity,
      String area,
      Double above,
      Double atLeast,
      Double below,
      Double atMost,
      Duration noData,
      Duration gatewaySilent,
      Double deadband,
      @com.fasterxml.jackson.annotation.JsonProperty("for") Duration holdFor,
      String severity,
      @com.fasterxml.jackson.annotation.JsonProperty("do") String action,
      @com.fasterxml.jackson.annotation.JsonProperty("do-en") String actionEn,
      String source) {}

  /** A channel as the file spells it. */
  record ChannelKeys(String type, String url) {}

  private record Keys(
      String timezone,
      Map<String, Campus.Department> departments,
      Map<String, Campus.Site> sites,
      Map<String, Campus.Gateway> gateways,
      List<RuleKeys> rules,
      Map<String, ChannelKeys> channels) {}

  static CampusFile load(Path file) throws ConfigException {
    Keys keys = YamlFile.read(file, Keys.class);
    ZoneId zone;
    try {
      zone = ZoneId.of(keys.timezone() == null ? "Asia/Shanghai" : keys.timezone());
    } catch (DateTimeException e) {
      throw new ConfigException(
          file + ": timezone '" + keys.timezone() + "' is unknown; write it as Asia/Shanghai");
    }
    Campus campus = new Campus(zone, keys.sites(), keys.departments(), keys.gateways());
    check(file, campus);
    List<Rule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (RuleKeys rule : keys.rules() == null ? List.<RuleKeys>of() : keys.rules()) {
      if (!ids.add(String.valueOf(rule.id()))) {
        throw new ConfigException(file + ": rule '" + rule.id() + "' is there twice");
      }
      rules.add(rule(file.toString(), rule, true));
    }
    for (RuleKeys rule :
        YamlFile.resource("/rules/default.yaml", new TypeReference<List<RuleKeys>>() {})) {
      if (!ids.contains(rule.id())) {
        rules.add(rule("default rules", rule, false));
      }
    }
    Map<String, ChannelKeys> channels = keys.channels() == null ? Map.of() : keys.channels();
    return new CampusFile(campus, new RuleBook(rules), channels);
  }

  private static void check(Path file, Campus campus) throws ConfigException {
    for (var site : campus.sites().entrySet()) {
      if (site.getValue() == null || site.getValue().name() == null) {
        throw new ConfigException(file + ": site '" + site.getKey() + "' has no `name`");
      }
    }
    for (var gateway : campus.gateways().entrySet()) {
      if (!campus.sites().containsKey(String.valueOf(gateway.getValue().site()))) {
        throw new ConfigException(
            "%s: gateway '%s' stands in site '%s', which `sites:` does not list"
                .formatted(file, gateway.getKey(), gateway.getValue().site()));
      }
    }
  }

  private static Rule rule(String file, RuleKeys keys, boolean byCampus) throws ConfigException {
    String place = file + ": rule '" + keys.id() + "': ";
    if (keys.id() == null || !keys.id().matches("[a-z0-9][a-z0-9_-]*")) {
      throw new ConfigException(place + "`id` is missing or not of [a-z0-9_-]");
    }
    Rule.Condition condition = condition(place, keys);
    if (condition instanceof Rule.Threshold && keys.quantity() == null) {
      throw new ConfigException(place + "`quantity` is missing");
    }
    return new Rule(
        keys.id(),
        keys.name() == null ? keys.id() : keys.name(),
        keys.nameEn() == null ? keys.id() : keys.nameEn(),
        keys.quantity() == null ? "*" : keys.quantity(),
        keys.area() == null ? "**" : keys.area(),
        condition,
        keys.holdFor() == null ? Duration.ZERO : keys.holdFor(),
        severity(place, keys.severity()),
        keys.action() == null ? "" : keys.action(),
        keys.actionEn() == null ? "" : keys.actionEn(),
        keys.source() == null ? "" : keys.source(),
        byCampus);
  }

  private static Rule.Condition condition(String place, RuleKeys keys) throws ConfigException {
    double deadband = keys.deadband() == null ? 0 : keys.deadband();
    Map<Rule.Direction, Double> limits = new LinkedHashMap<>();
    putIfGiven(limits, Rule.Direction.ABOVE, keys.above());
    putIfGiven(limits, Rule.Direction.AT_LEAST, keys.atLeast());
    putIfGiven(limits, Rule.Direction.BELOW, keys.below());
    putIfGiven(limits, Rule.Direction.AT_MOST, keys.atMost());
    int given =
        limits.size() + (keys.noData() == null ? 0 : 1) + (keys.gatewaySilent() == null ? 0 : 1);
    if (given != 1) {
      throw new ConfigException(
          place
              + "give exactly one of above, at-least, below, at-most, no-data, gateway-silent; it has "
              + given);
    }
    if (deadband < 0) {
      throw new ConfigException(place + "`deadband` is not negative");
    }
    if (keys.noData() != null) {
      return new Rule.NoData(keys.noData());
    }
    if (keys.gatewaySilent() != null) {
      return new Rule.GatewaySilent(keys.gatewaySilent());
    }
    var limit = limits.entrySet().iterator().next();
    return new Rule.Threshold(limit.getKey(), limit.getValue(), deadband);
  }

  private static void putIfGiven(
      Map<Rule.Direction, Double> limits, Rule.Direction direction, Double limit) {
    Optional.ofNullable(limit).ifPresent(l -> limits.put(direction, l));
  }

  private static Severity severity(String place, String word) throws ConfigException {
    String wanted = word == null ? "warning" : word;
    return Arrays.stream(Severity.values())
        .filter(s -> s.word().equals(wanted.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    place + "`severity` is info, warning or critical, not '" + wanted + "'"));
  }

  /** Opens the channels; the console when the file names none. */
  Map<String, Channel> openChannels(Path file) throws ConfigException {
    Map<String, Channel> open = new LinkedHashMap<>();
    for (var entry : channels.entrySet()) {
      open.put(
          entry.getKey(), channel(file + ": channel '" + entry.getKey() + "': ", entry.getValue()));
    }
    if (open.isEmpty()) {
      open.put("console", new ConsoleChannel());
    }
    return open;
  }

  private static Channel channel(String place, ChannelKeys keys) throws ConfigException {
    String type = String.valueOf(keys.type());
    if (type.equals("console")) {
      return new ConsoleChannel();
    }
    if (!type.equals("webhook")) {
      throw new ConfigException(place + "`type` is console or webhook, not '" + type + "'");
    }
    if (keys.url() == null || !keys.url().matches("https?://\\S+")) {
      throw new ConfigException(place + "`url` is missing or not http(s)://…");
    }
    return new WebhookChannel(URI.create(keys.url()));
  }
}
