package org.campussentry.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.watch.Limit;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.Scope;
import org.campussentry.ingest.watch.Severity;

/** A rule as YAML spells it. */
final class RulesFile {
  /** UCUM codes of the wire contract that a limit can be in. */
  private static final Set<String> UNITS =
      Set.of(
          "Cel", "%RH", "%", "kPa", "Pa", "bar", "L/min", "m3/h", "L", "mg/L", "1", "m", "mm", "V",
          "mV", "A", "mA", "W", "kW", "kWh", "lx", "ppm", "ug/m3", "pH", "dB", "s", "min");

  private final String file;
  private final ZoneId zone;
  private final boolean byCampus;

  private RulesFile(String file, ZoneId zone, boolean byCampus) {
    this.file = file;
    this.zone = zone;
    this.byCampus = byCampus;
  }

  /**
   * A rule; exactly one condition is given.
   *
   * @param outside lower and upper bound
   * @param on false switches off the default rule of that id
   * @param link address of the emergency plan
   */
  record Keys(
      String id,
      String name,
      String nameEn,
      Boolean on,
      String quantity,
      String area,
      String point,
      String tag,
      String unit,
      Double above,
      Double atLeast,
      Double below,
      Double atMost,
      List<Double> outside,
      Double rises,
      Double falls,
      Duration within,
      Duration stuckFor,
      Duration noData,
      Duration gatewaySilent,
      Duration brokerSilent,
      Double coverageBelow,
      String disinfection,
      String stock,
      Double deadband,
      @JsonProperty("for") Duration onDelay,
      @JsonProperty("clear-for") Duration offDelay,
      Duration flutter,
      When when,
      String severity,
      @JsonProperty("do") String action,
      @JsonProperty("do-en") String actionEn,
      String link,
      Duration reportWithin,
      String source,
      String edition,
      String validFrom,
      String validUntil) {}

  /** Hours of the campus's day, and days. */
  record When(List<String> days, String from, String to, List<String> dates) {}

  /**
   * One rule.
   *
   * @param file that it stands in, for what is said of errors
   * @param byCampus written there, and no default one
   * @throws ConfigException with the file, the rule and the remedy
   */
  static Rule rule(String file, ZoneId zone, boolean byCampus, Keys keys) throws ConfigException {
    return new RulesFile(file, zone, byCampus).rule(keys);
  }

  private Rule rule(Keys keys) throws ConfigException {
    String place = file + ": rule '" + keys.id() + "': ";
    if (keys.id() == null || !keys.id().matches("[a-z0-9][a-z0-9_-]*")) {
      throw new ConfigException(place + "`id` is missing or not of [a-z0-9_-]");
    }
    Rule.Condition condition = condition(place, keys);
    checkReport(place, keys);
    boolean silence =
        keys.noData() != null
            || keys.gatewaySilent() != null
            || keys.brokerSilent() != null
            || keys.disinfection() != null
            || keys.stock() != null;
    if (silence) {
      refuseIdleKeys(place, keys);
    }
    if (keys.coverageBelow() != null && keys.unit() != null) {
      throw new ConfigException(place + "coverage-below is in percent: leave out `unit`");
    }
    boolean anyQuantity = silence || keys.coverageBelow() != null;
    if (!anyQuantity && keys.quantity() == null && keys.point() == null) {
      throw new ConfigException(place + "`quantity` is missing");
    }
    return new Rule(
        keys.id(),
        new Rule.Words(
            orElse(keys.name(), keys.id()),
            orElse(keys.nameEn(), keys.id()),
            orElse(keys.action(), ""),
            orElse(keys.actionEn(), ""),
            link(place, keys.link())),
        scope(place, keys),
        condition,
        new Rule.Delays(
            orZero(keys.onDelay()),
            orZero(keys.offDelay()),
            keys.flutter() == null ? Rule.Delays.FLUTTER : keys.flutter()),
        RuleHours.of(place, zone, keys),
        severity(place, keys.severity()),
        new Rule.Basis(orElse(keys.source(), ""), orElse(keys.edition(), "")),
        byCampus);
  }

  /** A quarter of it must leave time for a call; and what wakes nobody can't be that urgent. */
  private static void checkReport(String place, Keys keys) throws ConfigException {
    Duration within = keys.reportWithin();
    if (within == null) {
      return;
    }
    if (within.compareTo(Duration.ofMinutes(10)) < 0 || within.compareTo(Duration.ofDays(7)) > 0) {
      throw new ConfigException(place + "`report-within` is 10m to 7d, such as 2h");
    }
    if (keys.action() == null) {
      throw new ConfigException(
          place + "`report-within` needs `do`: a rule without it is an event that wakes nobody");
    }
  }

  /** What would be read and change nothing. */
  private static void refuseIdleKeys(String place, Keys keys) throws ConfigException {
    boolean delays = keys.onDelay() != null || keys.offDelay() != null || keys.deadband() != null;
    boolean hours = keys.when() != null || keys.validFrom() != null || keys.validUntil() != null;
    boolean points =
        keys.noData() == null
            && (keys.area() != null
                || keys.point() != null
                || keys.tag() != null
                || keys.quantity() != null);
    if (delays || hours || points || keys.unit() != null) {
      throw new ConfigException(
          place
              + "no-data, gateway-silent, broker-silent, disinfection and stock take no for,"
              + " clear-for, deadband, unit, when or valid-…, and all but no-data are for all: leave out area,"
              + " point, tag and quantity");
    }
  }

  private static String orElse(String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static Duration orZero(Duration delay) {
    return delay == null ? Duration.ZERO : delay;
  }

  private static String link(String place, String link) throws ConfigException {
    if (link != null && !link.matches("https?://\\S+")) {
      throw new ConfigException(place + "`link` is http(s)://…, not '" + link + "'");
    }
    return orElse(link, "");
  }

  private static Scope scope(String place, Keys keys) throws ConfigException {
    if (keys.unit() != null && !UNITS.contains(keys.unit())) {
      throw new ConfigException(
          place
              + "unit '"
              + keys.unit()
              + "' is unknown. Write the UCUM code that the points have, Cel for °C: "
              + String.join(" ", UNITS.stream().sorted().toList()));
    }
    if (keys.point() != null && !keys.point().matches("[a-z0-9_-]+:[a-z0-9_-]+\\.[a-z0-9_-]+")) {
      throw new ConfigException(
          place + "`point` is GATEWAY:DEVICE.QUANTITY, not '" + keys.point() + "'");
    }
    return new Scope(
        orElse(keys.quantity(), "*"),
        orElse(keys.area(), "**"),
        Optional.ofNullable(keys.point()),
        Optional.ofNullable(keys.tag()),
        Optional.ofNullable(keys.unit()));
  }

  private static Rule.Condition condition(String place, Keys keys) throws ConfigException {
    double deadband = keys.deadband() == null ? 0 : keys.deadband();
    if (deadband < 0) {
      throw new ConfigException(place + "`deadband` is not negative");
    }
    List<Rule.Condition> given = new ArrayList<>();
    value(given, Limit.Direction.ABOVE, keys.above(), deadband);
    value(given, Limit.Direction.AT_LEAST, keys.atLeast(), deadband);
    value(given, Limit.Direction.BELOW, keys.below(), deadband);
    value(given, Limit.Direction.AT_MOST, keys.atMost(), deadband);
    if (keys.outside() != null) {
      given.add(new Rule.Value(band(place, keys.outside(), deadband)));
    }
    rate(place, given, true, keys.rises(), keys, deadband);
    rate(place, given, false, keys.falls(), keys, deadband);
    if (keys.stuckFor() != null) {
      double minutes = keys.stuckFor().toMillis() / 60_000.0;
      given.add(new Rule.Stuck(new Limit.Threshold(Limit.Direction.AT_LEAST, minutes, 0)));
    }
    if (keys.noData() != null) {
      given.add(new Rule.NoData(keys.noData()));
    }
    if (keys.gatewaySilent() != null) {
      given.add(new Rule.GatewaySilent(keys.gatewaySilent()));
    }
    if (keys.brokerSilent() != null) {
      given.add(new Rule.BrokerSilent(keys.brokerSilent()));
    }
    if (keys.coverageBelow() != null) {
      given.add(new Rule.Coverage(percent(place, keys.coverageBelow(), deadband)));
    }
    if (keys.disinfection() != null) {
      given.add(new Rule.Disinfection(stage(place, keys.disinfection())));
    }
    if (keys.stock() != null) {
      if (!keys.stock().equals("low")) {
        throw new ConfigException(place + "`stock` is low, not '" + keys.stock() + "'");
      }
      given.add(new Rule.Stock());
    }
    if (given.size() != 1) {
      throw new ConfigException(
          place
              + "give exactly one of above, at-least, below, at-most, outside, rises, falls,"
              + " stuck-for, no-data, gateway-silent, broker-silent, coverage-below, disinfection,"
              + " stock;"
              + " it has "
              + given.size());
    }
    return given.get(0);
  }

  private static Rule.Disinfection.Stage stage(String place, String word) throws ConfigException {
    return Arrays.stream(Rule.Disinfection.Stage.values())
        .filter(s -> s.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    place + "`disinfection` is due, missed or failed, not '" + word + "'"));
  }

  private static Limit percent(String place, double below, double deadband) throws ConfigException {
    if (below <= 0 || below + deadband > 100) {
      throw new ConfigException(
          place
              + "`coverage-below` is in percent, more than 0, and with `deadband` at most 100:"
              + " `coverage-below: 95`");
    }
    return new Limit.Threshold(Limit.Direction.BELOW, below, deadband);
  }

  private static void value(
      List<Rule.Condition> given, Limit.Direction direction, Double bound, double deadband) {
    if (bound != null) {
      given.add(new Rule.Value(new Limit.Threshold(direction, bound, deadband)));
    }
  }

  private static Limit band(String place, List<Double> outside, double deadband)
      throws ConfigException {
    if (outside.size() != 2 || outside.contains(null) || outside.get(0) >= outside.get(1)) {
      throw new ConfigException(
          place + "`outside` is a lower and a higher bound such as [0.3, 0.8], not " + outside);
    }
    if (2 * deadband >= outside.get(1) - outside.get(0)) {
      throw new ConfigException(
          "%s`deadband` %s leaves no value between %s and %s at which it recovers"
              .formatted(place, deadband, outside.get(0), outside.get(1)));
    }
    return new Limit.Band(outside.get(0), outside.get(1), deadband);
  }

  private static void rate(
      String place, List<Rule.Condition> given, boolean rise, Double by, Keys keys, double deadband)
      throws ConfigException {
    if (by == null) {
      return;
    }
    if (by <= 0 || deadband >= by || keys.within() == null || keys.within().isZero()) {
      throw new ConfigException(
          place
              + "a change is positive, larger than its deadband and within a time: `rises: 3,"
              + " within: 10m`");
    }
    given.add(
        new Rule.Rate(
            rise, new Limit.Threshold(Limit.Direction.ABOVE, by, deadband), keys.within()));
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
}
