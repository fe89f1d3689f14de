package org.campussentry.ingest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.campussentry.ingest.daily.DailyPlan;
import org.campussentry.ingest.deadman.CanaryPlan;
import org.campussentry.ingest.duty.DutyPlan;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.intake.CanaryBatch;
import org.campussentry.ingest.ledger.LedgerPlan;
import org.campussentry.ingest.notice.Channel;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.sending.Receiver;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.RuleReader;

/**
 * {@code campus.yaml}: sites, areas, departments, expected gateways, rules, channels, people, duty,
 * disinfection, supplies, reports and ledgers. Immutable.
 *
 * @param rules as the file has them, until somebody changes one on the page
 * @param written the same as they are written
 */
record CampusFile(
    Campus campus,
    RuleBook rules,
    RuleReader written,
    Map<String, ChannelsFile.Planned> channels,
    DutyPlan duty,
    CampusPlans disinfection,
    SupplyKeys supplies,
    DailyPlan daily,
    List<Receiver> receivers,
    LedgerPlan ledger,
    Optional<CanaryPlan> canary) {
  /** One can tap on it: a number, not a sentence about one. */
  private static final String TELEPHONE = "\\+?[0-9][0-9 -]{1,24}";

  private record Keys(
      String timezone,
      Map<String, Campus.Department> departments,
      Map<String, Campus.Site> sites,
      Map<String, Campus.Gateway> gateways,
      List<Campus.Contact> contacts,
      List<RulesFile.Keys> rules,
      Map<String, ChannelsFile.Keys> channels,
      Map<String, PeopleKeys.PersonKeys> people,
      DutyKeys.Keys duty,
      DisinfectionKeys.Keys disinfection,
      DailyKeys report,
      LedgerKeys ledger,
      List<SupplyKeys.Keys> supplies,
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
    Campus campus =
        new Campus(zone, keys.sites(), keys.departments(), keys.gateways(), contacts(file, keys));
    check(file, campus);
    CampusRules written = CampusRules.of(file.toString(), zone, keys.rules());
    RuleBook rules = written.book(point -> campus.area(point.site(), point.area()).tags());
    Map<String, ChannelsFile.Planned> channels = ChannelsFile.plan(file, keys.channels());
    if (people(keys) == 0 && reaching(channels).isEmpty()) {
      throw new ConfigException(
          file
              + ": channels: none of them reaches anybody without a name: give one of them `to:`,"
              + " or write `people:`");
    }
    People people =
        PeopleKeys.people(file, keys.people(), campus.departments().keySet(), channels.keySet());
    Optional<CanaryPlan> canary = Optional.empty();
    if (keys.canary() != null) {
      canary = Optional.of(keys.canary().plan(file, campus, people, channels));
    }
    DutyPlan duty = DutyKeys.plan(file, keys.duty(), campus, people);
    CampusPlans disinfection =
        DisinfectionKeys.plans(file, keys.disinfection(), campus, duty.roster().holidays());
    return new CampusFile(
        campus,
        rules,
        written,
        channels,
        duty,
        disinfection,
        SupplyKeys.of(file, keys.supplies(), campus),
        DailyKeys.plan(file, keys.report()),
        SendKeys.receivers(file, keys.report(), keys.channels()),
        LedgerKeys.plan(file, keys.ledger()),
        canary);
  }

  private static void check(Path file, Campus campus) throws ConfigException {
    for (var site : campus.sites().entrySet()) {
      if (site.getValue() == null || site.getValue().name() == null) {
        throw new ConfigException(file + ": site '" + site.getKey() + "' has no `name`");
      }
      for (var building : site.getValue().buildings().entrySet()) {
        check(file, site, building.getKey(), building.getValue());
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

  private static void check(
      Path file, Map.Entry<String, Campus.Site> site, String id, Campus.Building building)
      throws ConfigException {
    String place =
        YamlFile.at(file, "/sites/" + site.getKey() + "/buildings/" + id)
            + "building '"
            + id
            + "': ";
    if (building == null || building.name() == null) {
      throw new ConfigException(place + "`name` is missing");
    }
    if (!site.getValue().hasBuilding(id)) {
      throw new ConfigException(
          place
              + "no area of site '"
              + site.getKey()
              + "' has a path that begins with "
              + id
              + "/");
    }
  }

  private static List<Campus.Contact> contacts(Path file, Keys keys) throws ConfigException {
    List<Campus.Contact> contacts = keys.contacts() == null ? List.of() : keys.contacts();
    for (int i = 0; i < contacts.size(); i++) {
      Campus.Contact contact = contacts.get(i);
      String place = YamlFile.at(file, "/contacts/" + i) + "contacts: ";
      if (contact == null || contact.name() == null || contact.name().isBlank()) {
        throw new ConfigException(place + "each has a `name` and a `telephone`");
      }
      if (contact.telephone() == null || !contact.telephone().matches(TELEPHONE)) {
        throw new ConfigException(
            "%s'%s' wants a `telephone` of digits, spaces and -, such as \"0571-8700 0000\" or \"120\""
                .formatted(place, contact.name()));
      }
    }
    return contacts;
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
        concerned,
        rules,
        written,
        channels,
        duty.only(List.copyOf(concerned.sites().keySet())),
        disinfection.only(concerned),
        supplies.only(concerned),
        daily,
        receivers,
        ledger,
        canary);
  }

  private static int people(Keys keys) {
    return keys.people() == null ? 0 : keys.people().size();
  }

  /** Names of the channels that tell somebody also when they are told no person. */
  Set<String> reaching() {
    return reaching(channels);
  }

  private static Set<String> reaching(Map<String, ChannelsFile.Planned> channels) {
    Set<String> reaching = new TreeSet<>(channels.keySet());
    reaching.removeIf(name -> !channels.get(name).reachesEverybody());
    return reaching;
  }

  /** Opens the channels. */
  Map<String, Channel> openChannels(InstantSource clock) {
    Map<String, Channel> open = new LinkedHashMap<>();
    channels.forEach((name, planned) -> open.put(name, planned.open(clock)));
    return open;
  }
}
