package org.campussentry.ingest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.campussentry.ingest.daily.DailyPlan;

/**
 * {@code report:} of the campus file. Immutable; what is left out is null.
 *
 * @param at when a day's report is made, on the next day, local time
 * @param deadline until when it must be confirmed, on the next day
 * @param limit percent
 * @param criticalGap 10 minutes to 24 hours
 * @param send who gets it
 */
record DailyKeys(
    String at, String deadline, Double limit, Duration criticalGap, List<SendKeys> send) {
  /** A shorter one can hide between two buckets of five minutes. */
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  private static final Duration LONGEST = Duration.ofHours(24);

  /** Without the section reports are made, and nobody is called. */
  static DailyPlan plan(Path file, DailyKeys keys) throws ConfigException {
    return keys == null ? DailyPlan.USUAL : keys.plan(file);
  }

  private DailyPlan plan(Path file) throws ConfigException {
    LocalTime made = time(file, "at", at, DailyPlan.USUAL.at());
    LocalTime due = time(file, "deadline", deadline, DailyPlan.USUAL.deadline());
    if (!due.isAfter(made)) {
      throw bad(file, "deadline", "it lies after `at`, " + made + ", on the same day");
    }
    double percent = limit == null ? DailyPlan.USUAL.limit() : limit;
    if (!(percent > 0 && percent <= 100)) {
      throw bad(file, "limit", "it is in percent, above 0 and up to 100, not " + limit);
    }
    Duration gap = criticalGap == null ? DailyPlan.USUAL.criticalGap() : criticalGap;
    if (gap.compareTo(SHORTEST) < 0 || gap.compareTo(LONGEST) > 0) {
      throw bad(file, "critical-gap", "it is 10m to 24h, such as 15m");
    }
    return new DailyPlan(made, due, true, percent, gap);
  }

  private static LocalTime time(Path file, String key, String text, LocalTime usual)
      throws ConfigException {
    try {
      return text == null ? usual : LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw bad(file, key, "it is a local time such as \"08:30\", not '" + text + "'");
    }
  }

  private static ConfigException bad(Path file, String key, String message) {
    return new ConfigException(
        YamlFile.at(file, "/report/" + key) + "report." + key + ": " + message);
  }
}
