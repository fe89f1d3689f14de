package org.campussentry.ingest.disinfection;

import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import biweekly.util.Frequency;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Predicate;

/**
 * A recurrence rule (RRULE of RFC 5545), counted by the clock on the wall: a library counts it as
 * if the campus had one offset for ever, and the campus's zone is applied afterwards. Immutable.
 */
public final class CalendarRule implements Recurrence {
  private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
  private static final TimeZone WALL = TimeZone.getTimeZone("UTC");
  private static final Set<Frequency> OFTEN = EnumSet.of(Frequency.SECONDLY, Frequency.MINUTELY);

  private final VEvent event;
  private final Duration lasts;
  private final Predicate<LocalDate> days;

  /**
   * Reads a rule.
   *
   * @param rule without {@code RRULE:}, such as {@code FREQ=WEEKLY;BYDAY=MO,TH}
   * @param start the first time, if the rule has it, from which it counts
   * @param lasts how long each slot is open
   * @param days those on which it holds
   * @throws IllegalArgumentException with what is wrong
   */
  public CalendarRule(String rule, LocalDateTime start, Duration lasts, Predicate<LocalDate> days) {
    this.event = read(rule, start);
    this.lasts = lasts;
    this.days = days;
    Frequency frequency = event.getRecurrenceRule().getValue().getFrequency();
    if (OFTEN.contains(frequency)) {
      throw new IllegalArgumentException(
          "FREQ=" + frequency + " is more often than anybody disinfects; HOURLY is the finest");
    }
  }

  private static VEvent read(String rule, LocalDateTime start) {
    if (!rule.matches("[A-Za-z0-9=;,+-]+")) {
      throw new IllegalArgumentException(
          "'" + rule + "' is no RRULE such as FREQ=WEEKLY;BYDAY=MO,TH");
    }
    String text =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-\r\nBEGIN:VEVENT\r\nDTSTART:%sZ\r\nRRULE:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            .formatted(BASIC.format(start), rule);
    try (ICalReader reader = new ICalReader(text)) {
      reader.setDefaultTimezone(WALL);
      VEvent event = reader.readNext().getEvents().get(0);
      boolean understood =
          reader.getWarnings().isEmpty()
              && event.getRecurrenceRule() != null
              && event.getRecurrenceRule().getValue() != null
              && event.getRecurrenceRule().getValue().getFrequency() != null
              && event.getRecurrenceRule().getValue().getXRules().isEmpty();
      if (!understood) {
        throw new IllegalArgumentException(
            "'" + rule + "' is no RRULE of RFC 5545 such as FREQ=WEEKLY;BYDAY=MO,TH");
      }
      return event;
    } catch (IOException e) {
      throw new IllegalStateException("a text is always read", e);
    }
  }

  @Override
  public List<Opening> between(LocalDate first, LocalDate last) {
    List<Opening> openings = new ArrayList<>();
    DateIterator dates = event.getDateIterator(WALL);
    dates.advanceTo(Date.from(first.atStartOfDay().toInstant(ZoneOffset.UTC)));
    while (dates.hasNext()) {
      LocalDateTime from = LocalDateTime.ofInstant(dates.next().toInstant(), ZoneOffset.UTC);
      if (from.toLocalDate().isAfter(last)) {
        break;
      }
      if (!from.toLocalDate().isBefore(first) && days.test(from.toLocalDate())) {
        openings.add(new Opening(from, from.plus(lasts)));
      }
    }
    return openings;
  }
}
