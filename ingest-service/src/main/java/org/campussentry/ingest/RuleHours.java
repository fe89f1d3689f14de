package org.campussentry.ingest;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.campussentry.ingest.watch.Hours;

/** The hours of a rule as YAML spells them. */
final class RuleHours {
  private static final Pattern DATES =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)/(\\d{4}-\\d\\d-\\d\\d)");
  private static final LocalDate LONG_AGO = LocalDate.of(1970, 1, 1);
  private static final LocalDate FAR_OFF = LocalDate.of(9999, 12, 31);

  private RuleHours() {}

  /** Of the keys {@code when}, {@code valid-from} and {@code valid-until}. */
  static Hours of(String place, ZoneId zone, RulesFile.Keys keys) throws ConfigException {
    RulesFile.When when =
        keys.when() == null ? new RulesFile.When(null, null, null, null) : keys.when();
    List<Hours.Dates> dates = new ArrayList<>();
    for (String text : when.dates() == null ? List.<String>of() : when.dates()) {
      Matcher span = DATES.matcher(String.valueOf(text));
      if (!span.matches()) {
        throw new ConfigException(
            place + "`dates` are such as 2026-09-01/2027-01-17, not '" + text + "'");
      }
      dates.add(
          dates(place, date(place, span.group(1), LONG_AGO), date(place, span.group(2), FAR_OFF)));
    }
    if (keys.validFrom() != null || keys.validUntil() != null) {
      if (!dates.isEmpty()) {
        throw new ConfigException(place + "give either `when.dates` or valid-from, valid-until");
      }
      dates.add(
          dates(
              place,
              date(place, keys.validFrom(), LONG_AGO),
              date(place, keys.validUntil(), FAR_OFF)));
    }
    LocalTime from = time(place, when.from());
    LocalTime until = time(place, when.to());
    Set<DayOfWeek> days = days(place, when.days());
    boolean always = dates.isEmpty() && days.isEmpty() && from.equals(until);
    return always ? Hours.ALWAYS : new Hours(zone, days, from, until, List.copyOf(dates));
  }

  private static LocalDate date(String place, String text, LocalDate otherwise)
      throws ConfigException {
    try {
      return text == null ? otherwise : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new ConfigException(place + "'" + text + "' is no date such as 2026-09-01");
    }
  }

  private static Hours.Dates dates(String place, LocalDate first, LocalDate last)
      throws ConfigException {
    if (last.isBefore(first)) {
      throw new ConfigException(place + last + " is before " + first);
    }
    return new Hours.Dates(first, last);
  }

  private static LocalTime time(String place, String text) throws ConfigException {
    try {
      return text == null ? LocalTime.MIN : LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new ConfigException(place + "'" + text + "' is no time of day such as \"06:30\"");
    }
  }

  private static final Map<String, Set<DayOfWeek>> DAYS =
      Map.of(
          "mon", EnumSet.of(DayOfWeek.MONDAY),
          "tue", EnumSet.of(DayOfWeek.TUESDAY),
          "wed", EnumSet.of(DayOfWeek.WEDNESDAY),
          "thu", EnumSet.of(DayOfWeek.THURSDAY),
          "fri", EnumSet.of(DayOfWeek.FRIDAY),
          "sat", EnumSet.of(DayOfWeek.SATURDAY),
          "sun", EnumSet.of(DayOfWeek.SUNDAY),
          "mon-fri", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          "weekend", EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

  private static Set<DayOfWeek> days(String place, List<String> words) throws ConfigException {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String word : words == null ? List.<String>of() : words) {
      Set<DayOfWeek> named = DAYS.get(String.valueOf(word).toLowerCase(Locale.ROOT));
      if (named == null) {
        throw new ConfigException(
            place
                + "`days` are mon tue wed thu fri sat sun, mon-fri or weekend, not '"
                + word
                + "'");
      }
      days.addAll(named);
    }
    return days;
  }
}
