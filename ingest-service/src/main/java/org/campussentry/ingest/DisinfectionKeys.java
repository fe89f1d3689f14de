package org.campussentry.ingest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.campussentry.ingest.amend.Written;
import org.campussentry.ingest.disinfection.CalendarRule;
import org.campussentry.ingest.disinfection.Plan;
import org.campussentry.ingest.disinfection.Recurrence;
import org.campussentry.ingest.disinfection.Schedule;
import org.campussentry.ingest.disinfection.Sprayer;
import org.campussentry.ingest.disinfection.Terms;
import org.campussentry.ingest.duty.Days;
import org.campussentry.ingest.duty.Holidays;
import org.campussentry.ingest.reading.Campus;

/** {@code disinfection:} of the campus file: what is sprayed where, and when. */
final class DisinfectionKeys {
  private static final Pattern TIMES = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
  private static final Pattern DATES =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)/(\\d{4}-\\d\\d-\\d\\d)");
  private static final Pattern DEVICE =
      Pattern.compile("([a-z0-9][a-z0-9_-]*):([a-z0-9][a-z0-9_-]*)");
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final double MILLILITRES = 1000;

  /** The section as the file spells it; {@code dates} is the term, for plans without their own. */
  record Keys(List<String> dates, Map<String, SprayerKeys> sprayers, List<PlanKeys> plans) {}

  /** A sprayer; without {@code area} it is portable. {@code tank} is in litres. */
  record SprayerKeys(
      String name, String nameEn, String site, String device, String area, Double tank) {}

  /**
   * What an area needs.
   *
   * @param on false ends it
   * @param concentration mg/L
   * @param perSquareMetre mL
   * @param times such as 06:00-07:00, or {@code rrule} with {@code start} and {@code lasts}
   */
  record PlanKeys(
      String id,
      Boolean on,
      String site,
      String area,
      String sprayer,
      String agent,
      Double concentration,
      Duration contact,
      Double litres,
      Double squareMetres,
      Double perSquareMetre,
      Duration spraying,
      List<Double> pressure,
      List<String> times,
      List<String> days,
      String rrule,
      String start,
      Duration lasts,
      List<String> dates) {}

  private final EntryKeys at;
  private final Campus campus;
  private final Holidays holidays;
  private final List<String> term;
  private final Schedule machines;

  private DisinfectionKeys(EntryKeys at, Holidays holidays, List<String> term, Schedule machines) {
    this.at = at;
    this.campus = at.campus();
    this.holidays = holidays;
    this.term = term;
    this.machines = machines;
  }

  /** Without the section nothing is planned, until somebody does so on the page. */
  static CampusPlans plans(Path file, Keys keys, Campus campus, Holidays holidays)
      throws ConfigException {
    Keys given = keys == null ? new Keys(List.of(), Map.of(), List.of()) : keys;
    EntryKeys at = new EntryKeys(Optional.of(file), campus);
    DisinfectionKeys bare =
        new DisinfectionKeys(at, holidays, List.of(), Schedule.none(campus.timezone()));
    List<Sprayer> sprayers = new ArrayList<>();
    for (var entry : orEmpty(given.sprayers()).entrySet()) {
      sprayers.add(bare.sprayer(entry.getKey(), entry.getValue()));
    }
    Schedule machines = new Schedule(campus.timezone(), List.of(), sprayers);
    DisinfectionKeys here = new DisinfectionKeys(at, holidays, orEmpty(given.dates()), machines);
    return CampusPlans.of(file, here.written(orEmpty(given.plans())), here, campus, machines);
  }

  private List<Written<Plan>> written(List<PlanKeys> plans) throws ConfigException {
    List<Written<Plan>> written = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (PlanKeys plan : plans) {
      String pointer = "/disinfection/plans/" + written.size();
      if (!ids.add(String.valueOf(plan.id()))) {
        throw at.bad(pointer, "plan '" + plan.id() + "' is there twice");
      }
      written.add(written(pointer, plan, Written.Origin.CAMPUS));
    }
    return written;
  }

  private Written<Plan> written(String pointer, PlanKeys keys, Written.Origin origin)
      throws ConfigException {
    Plan plan = plan(pointer, keys);
    boolean on = !Boolean.FALSE.equals(keys.on());
    return new Written<>(plan.id(), plan.site(), plan, YamlFile.json(keys), on, origin);
  }

  /** A plan that somebody wrote on the page, by the places that are left to this instance. */
  Written<Plan> onPage(String json, Campus own) throws ConfigException {
    PlanKeys keys = YamlFile.json(json, PlanKeys.class);
    EntryKeys page = new EntryKeys(Optional.empty(), own);
    return new DisinfectionKeys(page, holidays, term, machines)
        .written("", keys, Written.Origin.PAGE);
  }

  private Sprayer sprayer(String id, SprayerKeys keys) throws ConfigException {
    String pointer = "/disinfection/sprayers/" + id;
    if (!id.matches(EntryKeys.ID)) {
      throw at.bad(pointer, "the id of a sprayer is of [a-z0-9_-], not '" + id + "'");
    }
    Matcher device = DEVICE.matcher(String.valueOf(keys.device()));
    if (!device.matches()) {
      throw at.bad(
          pointer,
          "`device` is GATEWAY:DEVICE as the gateway calls it, not '" + keys.device() + "'");
    }
    if (!campus.gateways().containsKey(device.group(1))) {
      throw at.bad(pointer, "gateway '" + device.group(1) + "' is not among `gateways:`");
    }
    String site = campus.gateways().get(device.group(1)).site();
    if (keys.site() != null && !keys.site().equals(site)) {
      throw at.bad(
          pointer, "its gateway stands in site '" + site + "', not in '" + keys.site() + "'");
    }
    if (keys.area() != null) {
      at.known(pointer, site, keys.area());
    }
    if (keys.tank() != null && keys.tank() <= 0) {
      throw at.bad(pointer, "`tank` is in litres, more than 0");
    }
    return new Sprayer(
        id,
        keys.name() == null ? id : keys.name(),
        keys.nameEn() == null ? id : keys.nameEn(),
        site,
        device.group(1),
        device.group(2),
        Optional.ofNullable(keys.area()),
        optional(keys.tank()));
  }

  private Plan plan(String pointer, PlanKeys keys) throws ConfigException {
    at.id(pointer, keys.id());
    String site = at.site(pointer, keys.site());
    at.known(pointer, site, keys.area());
    if (keys.sprayer() != null) {
      Sprayer sprayer =
          machines
              .sprayer(keys.sprayer())
              .filter(s -> s.site().equals(site))
              .orElseThrow(
                  () ->
                      at.bad(
                          pointer,
                          "sprayer '" + keys.sprayer() + "' is none of that site's sprayers"));
      if (!sprayer.isPortable()) {
        throw at.bad(
            pointer,
            "sprayer '"
                + keys.sprayer()
                + "' is built in at "
                + sprayer.area().get()
                + "; only a portable one, without `area`, is assigned");
      }
    }
    return new Plan(
        keys.id(),
        site,
        keys.area(),
        terms(pointer, keys),
        Optional.ofNullable(keys.sprayer()),
        recurrence(pointer, keys, days(pointer, keys)));
  }

  private Terms terms(String pointer, PlanKeys keys) throws ConfigException {
    if (keys.concentration() == null || keys.concentration() <= 0) {
      throw at.bad(pointer, "`concentration` is in mg/L, more than 0");
    }
    boolean byArea = keys.squareMetres() != null && keys.perSquareMetre() != null;
    boolean half = (keys.squareMetres() == null) != (keys.perSquareMetre() == null);
    if (half || (byArea && keys.litres() != null)) {
      throw at.bad(pointer, "give `square-metres` and `per-square-metre` (mL), or `litres`");
    }
    double litres =
        byArea
            ? keys.squareMetres() * keys.perSquareMetre() / MILLILITRES
            : keys.litres() == null ? 0 : keys.litres();
    if (litres < 0) {
      throw at.bad(pointer, "litres are not negative");
    }
    return new Terms(
        keys.agent() == null ? "含氯消毒液" : keys.agent(),
        keys.concentration(),
        keys.contact() == null ? Duration.ZERO : keys.contact(),
        litres,
        keys.spraying() == null ? Duration.ZERO : keys.spraying(),
        optional(keys.squareMetres()),
        band(pointer, keys.pressure()));
  }

  private Optional<Terms.Band> band(String pointer, List<Double> pressure) throws ConfigException {
    if (pressure == null) {
      return Optional.empty();
    }
    if (pressure.size() != 2 || pressure.contains(null) || pressure.get(0) >= pressure.get(1)) {
      throw at.bad(
          pointer, "`pressure` is a lower and a higher bound in kPa, [200, 400], not " + pressure);
    }
    return Optional.of(new Terms.Band(pressure.get(0), pressure.get(1)));
  }

  private Recurrence recurrence(String pointer, PlanKeys keys, Predicate<LocalDate> days)
      throws ConfigException {
    if ((keys.times() == null) == (keys.rrule() == null)) {
      throw at.bad(pointer, "give `times`, such as [\"06:00-07:00\"], or an `rrule`");
    }
    if (keys.rrule() == null) {
      if (keys.start() != null || keys.lasts() != null) {
        throw at.bad(pointer, "`start` and `lasts` go with `rrule`; `times` say both");
      }
      return Recurrence.daily(times(pointer, keys.times()), days);
    }
    Duration lasts = keys.lasts();
    if (lasts == null || lasts.isZero() || lasts.compareTo(LONGEST) > 0) {
      throw at.bad(pointer, "`lasts` says how long a slot is open, up to 24h: `lasts: 1h`");
    }
    try {
      return new CalendarRule(
          keys.rrule(), LocalDateTime.parse(String.valueOf(keys.start())), lasts, days);
    } catch (DateTimeException e) {
      throw at.bad(
          pointer,
          "`start` is the first local time such as 2026-09-01T06:00, not '" + keys.start() + "'");
    } catch (IllegalArgumentException e) {
      throw at.bad(pointer, "rrule: " + e.getMessage());
    }
  }

  private List<Recurrence.Times> times(String pointer, List<String> texts) throws ConfigException {
    List<Recurrence.Times> times = new ArrayList<>();
    for (String text : texts) {
      Matcher both = TIMES.matcher(String.valueOf(text));
      try {
        if (!both.matches()) {
          throw new DateTimeException(text);
        }
        times.add(
            new Recurrence.Times(LocalTime.parse(both.group(1)), LocalTime.parse(both.group(2))));
      } catch (DateTimeException e) {
        throw at.bad(pointer, "`times` are such as \"06:00-07:00\", not '" + text + "'");
      }
    }
    if (times.isEmpty()) {
      throw at.bad(pointer, "`times` names none");
    }
    return times;
  }

  /** Days of the week or of the calendar, within the term. */
  private Predicate<LocalDate> days(String pointer, PlanKeys keys) throws ConfigException {
    Days days;
    try {
      days = Days.of(orEmpty(keys.days()));
    } catch (IllegalArgumentException e) {
      throw at.bad(pointer, "days: " + e.getMessage());
    }
    List<String> texts = keys.dates() == null ? term : keys.dates();
    List<LocalDate[]> spans = new ArrayList<>();
    for (String text : texts) {
      spans.add(span(keys.dates() == null ? "/disinfection" : pointer, text));
    }
    return day ->
        days.include(day, holidays)
            && (spans.isEmpty()
                || spans.stream().anyMatch(s -> !day.isBefore(s[0]) && !day.isAfter(s[1])));
  }

  private LocalDate[] span(String pointer, String text) throws ConfigException {
    Matcher both = DATES.matcher(String.valueOf(text));
    try {
      if (both.matches()) {
        LocalDate first = LocalDate.parse(both.group(1));
        LocalDate last = LocalDate.parse(both.group(2));
        if (!last.isBefore(first)) {
          return new LocalDate[] {first, last};
        }
      }
    } catch (DateTimeException e) {
      throw at.bad(pointer, "`dates` has no day '" + text + "': " + e.getMessage());
    }
    throw at.bad(pointer, "`dates` are such as 2026-09-01/2027-01-17, not '" + text + "'");
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <V> Map<String, V> orEmpty(Map<String, V> map) {
    return map == null ? Map.of() : map;
  }
}
