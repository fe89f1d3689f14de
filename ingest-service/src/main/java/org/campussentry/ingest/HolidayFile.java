package org.campussentry.ingest;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.duty.Holidays;

/** The published holidays (节假日) and make-up days (调休) of years: one file each, as the jar has. */
record HolidayFile(List<Off> off, List<String> work) {
  private static final int FIRST_YEAR = 2026;

  /** Days off in a row, both ends inclusive. */
  record Off(String name, String from, String to) {}

  /** All years that the jar knows. */
  static Holidays shipped() {
    Holidays all = Holidays.NONE;
    for (int year = FIRST_YEAR; HolidayFile.class.getResource(name(year)) != null; year++) {
      try {
        all =
            all.with(
                YamlFile.resource(name(year), new TypeReference<HolidayFile>() {})
                    .days(name(year)));
      } catch (ConfigException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
    return all;
  }

  private static String name(int year) {
    return "/holidays/" + year + ".yaml";
  }

  static Holidays load(Path file) throws ConfigException {
    return YamlFile.read(file, HolidayFile.class).days(file.toString());
  }

  private Holidays days(String place) throws ConfigException {
    Map<LocalDate, Holidays.Kind> days = new HashMap<>();
    Map<LocalDate, String> names = new HashMap<>();
    for (Off stretch : off == null ? List.<Off>of() : off) {
      LocalDate last = date(place, stretch.to() == null ? stretch.from() : stretch.to());
      LocalDate first = date(place, stretch.from());
      if (last.isBefore(first) || last.isAfter(first.plusDays(100))) {
        throw new ConfigException(
            place + ": off: from " + first + " to " + last + " is not a stretch of days");
      }
      first.datesUntil(last.plusDays(1)).forEach(d -> days.put(d, Holidays.Kind.HOLIDAY));
      if (stretch.name() != null) {
        first.datesUntil(last.plusDays(1)).forEach(d -> names.put(d, stretch.name()));
      }
    }
    for (String day : work == null ? List.<String>of() : work) {
      if (days.put(date(place, day), Holidays.Kind.WORKDAY) != null) {
        throw new ConfigException(place + ": " + day + " is in both `off` and `work`");
      }
    }
    return new Holidays(days, names);
  }

  private static LocalDate date(String place, String text) throws ConfigException {
    try {
      return LocalDate.parse(String.valueOf(text));
    } catch (DateTimeException e) {
      throw new ConfigException(place + ": '" + text + "' is not a date such as 2026-10-01");
    }
  }
}
