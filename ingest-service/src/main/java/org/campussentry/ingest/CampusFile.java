package org.campussentry.ingest;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.deadman.CanaryPlan;
import org.campussentry.ingest.duty.DutyPlan;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.intake.CanaryBatch;
import org.campussentry.ingest.notice.Channel;
import org.campussentry.ingest.notice.ConsoleChannel;
import org.campussentry.ingest.notice.WebhookChannel;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.RuleBook;

/**
 * {@code campus.yaml}: sites, areas, departments, expected gateways, rules and channels. Immutable.
 */
record CampusFile(
    Campus campus,
    RuleBook rules,
    Map<String, ChannelKeys> channels,
    DutyPlan duty,
    Optional<CanaryPlan> canary) {

  /** A channel as the file spells it. */
  record ChannelKeys(String type, String url) {}

  private record Keys(
      String timezone,
      Map<String, Campus.Department> departments,
      Map<String, Campus.Site> sites,
      Map<String, Campus.Gateway> gateways,
      List<RulesFile.Keys> rules,
      Map<String, ChannelKeys> channels,
      Map<String, PeopleKeys.PersonKeys> people,
      DutyKeys.Keys duty,
      CanaryKeys canary) {}

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
    RuleBook rules =
        new RuleBook(
            RulesFile.rules(file.toString(), zone, keys.rules()),
            point -> campus.area(point.site(), point.area()).tags());
    Map<String, ChannelKeys> channels = keys.channels() == null ? Map.of() : keys.channels();
    People people =
        PeopleKeys.people(file, keys.people(), campus.departments().keySet(), channels.keySet());
    Optional<CanaryPlan> canary = Optional.empty();
    if (keys.canary() != null) {
      canary = Optional.of(keys.canary().plan(file, campus, people, channels.keySet()));
    }
    return new CampusFile(
        campus, rules, channels, DutyKeys.plan(file, keys.duty(), campus, people), canary);
  }

  private static void check(Path file, Campus campus) throws ConfigException {
    for (var site : campus.sites().entrySet()) {
      if (site.getValue() == null || site.getValue().name() == null) {
        throw new ConfigException(file + ": site '" + site.getKey() + "' has no `name`");
      }
    }
    for (var gateway : campus.gateways().entrySet()) {
      if (gateway.getKey().equals(CanaryBatch.GATEWAY)) {
        throw new ConfigException(
            file
                + ": gateway '"
                + CanaryBatch.GATEWAY
                + "' is the service's own name; choose another");
      }
      if (!campus.sites().containsKey(String.valueOf(gateway.getValue().site()))) {
        throw new ConfigException(
            "%s: gateway '%s' stands in site '%s', which `sites:` does not list"
                .formatted(file, gateway.getKey(), gateway.getValue().site()));
      }
    }
  }

  /**
   * What of it concerns these sites.
   *
   * @throws ConfigException when the file lists one of them not: rather a misspelt name than a new
   *     site
   */
  CampusFile only(Sites own, Path file) throws ConfigException {
    for (String site : own.named()) {
      if (!campus.sites().containsKey(site)) {
        throw new ConfigException(
            "sites: '%s' is no site of %s, which has %s"
                .formatted(site, file, String.join(", ", campus.sites().keySet())));
      }
    }
    Campus concerned = campus.only(own);
    return new CampusFile(
        concerned, rules, channels, duty.only(List.copyOf(concerned.sites().keySet())), canary);
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
