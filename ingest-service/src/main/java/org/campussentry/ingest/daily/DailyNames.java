package org.campussentry.ingest.daily;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.RuleBook;

/** Places, people, rules and times of one report, as its readers call them. Immutable. */
record DailyNames(
    Campus campus, People people, RuleBook rules, DailyWords words, DailyReport report) {
  private static final long DAY_MS = 86_400_000;

  String site(String id) {
    Campus.Site site = campus.sites().get(id);
    return site == null ? id : words.name(site.name(), site.nameEn());
  }

  /** With the site only where there are several. */
  String place(String site, String area) {
    String name = area(site, area);
    return campus.sites().size() > 1 ? (site(site) + " " + name).strip() : name;
  }

  String area(String site, String path) {
    if (path.isEmpty()) {
      return campus.sites().size() > 1 ? "" : site(site);
    }
    Campus.Area area = campus.area(site, path);
    return words.name(area.name(), area.nameEn());
  }

  String person(String id) {
    return id.isEmpty() ? words.say("duty.nobody") : people.label(id);
  }

  String rule(String id) {
    return rules.find(id).map(r -> words.name(r.words().name(), r.words().nameEn())).orElse(id);
  }

  /** The hour alone on the day itself; with its offset on a day whose clocks are changed. */
  String time(Instant time) {
    if (time.equals(dayEnd())) {
      return "24:00";
    }
    ZonedDateTime local = time.atZone(campus.timezone());
    String date = local.toLocalDate().equals(report.date()) ? "" : "MM-dd ";
    boolean odd = dayEnd().toEpochMilli() - report.from().toEpochMilli() != DAY_MS;
    return DateTimeFormatter.ofPattern(date + "HH:mm" + (odd ? " xxx" : ""), Locale.ROOT)
        .format(local);
  }

  private Instant dayEnd() {
    return report.date().plusDays(1).atStartOfDay(campus.timezone()).toInstant();
  }

  /** With its unit, as people write it. */
  String value(OptionalDouble value, String unit) {
    if (value.isEmpty()) {
      return "";
    }
    double rounded = Math.round(value.getAsDouble() * 100) / 100.0;
    String number =
        rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    String shown = unit.equals("Cel") ? "℃" : unit;
    return unit.isEmpty() ? number : number + " " + shown;
  }
}
