package org.campussentry.ingest.duty;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.TimezoneAssignment;
import biweekly.io.text.ICalReader;
import biweekly.property.ExceptionRule;
import biweekly.property.RecurrenceProperty;
import biweekly.property.RecurrenceRule;
import biweekly.property.TextProperty;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;

/**
 * The events of an iCalendar (RFC 5545), each time that they take place. Whatever the library would
 * guess at, as an unknown time zone or a date that is none, is refused with its line.
 */
final class CalendarEvents {
  /** A rota of a year has some hundreds; more is a rule that was mistyped. */
  private static final int OCCURRENCES_MAX = 5000;

  /** More than two zones differ. */
  private static final Duration MARGIN = Duration.ofDays(2);

  private static final Set<Frequency> OFTEN =
      Set.of(Frequency.SECONDLY, Frequency.MINUTELY, Frequency.HOURLY);

  private static final Set<String> OF_TIME =
      Set.of("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID");

  /** Of the library's warnings: it has found the zone, only not where the file says. */
  private static final Set<Integer> HARMLESS = Set.of(37, 43);

  /** The library would take such a time for one of the campus. */
  private static final int UNKNOWN_ZONE = 38;

  /**
   * One time that an event takes place.
   *
   * @param place for messages: line, SUMMARY and UID of the event
   * @param from local time of the campus; of an event of whole days the begin of the first one
   * @param until exclusive
   */
  record Occurrence(
      String place, VEvent event, boolean wholeDays, LocalDateTime from, LocalDateTime until) {}

  /** An event and where it begins in the file. */
  private record Placed(String place, VEvent event, ICalendar calendar) {}

  private final ZoneId zone;
  private final Instant from;
  private final Optional<Instant> until;
  private final List<Occurrence> found = new ArrayList<>();
  private int generated;

  private CalendarEvents(ZoneId zone, Instant from, Optional<Instant> until) {
    this.zone = zone;
    this.from = from;
    this.until = until;
  }

  /**
   * All that begin in a stretch of time, in the order of the file.
   *
   * @param until exclusive; when empty, a recurrence without end is refused
   * @throws IllegalArgumentException names the line and what is wrong with it
   */
  static List<Occurrence> of(String text, ZoneId zone, Instant from, Optional<Instant> until) {
    List<Integer> begins = begins(text);
    CalendarEvents events = new CalendarEvents(zone, from, until);
    List<Placed> placed = events.read(text, begins);
    Set<String> replaced = new HashSet<>();
    for (Placed p : placed) {
      if (p.event().getRecurrenceId() != null) {
        replaced.add(uid(p.event()) + "|" + p.event().getRecurrenceId().getValue().toInstant());
      }
    }
    placed.stream().filter(p -> !isCancelled(p.event())).forEach(p -> events.add(p, replaced));
    return events.found;
  }

  /** The lines on which events begin. A file that was cut off must not be taken for a whole one. */
  private static List<Integer> begins(String text) {
    List<Integer> begins = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>();
    int number = 0;
    boolean calendar = false;
    for (String line : text.lines().toList()) {
      number++;
      String word = line.strip().toUpperCase(java.util.Locale.ROOT);
      if (word.startsWith("BEGIN:") && !line.startsWith(" ")) {
        open.push(word.substring("BEGIN:".length()));
        calendar |= word.equals("BEGIN:VCALENDAR");
        if (word.equals("BEGIN:VEVENT")) {
          begins.add(number);
        }
      } else if (word.startsWith("END:") && !line.startsWith(" ")) {
        String ended = word.substring("END:".length());
        if (open.isEmpty() || !open.pop().equals(ended)) {
          throw new IllegalArgumentException(
              "line "
                  + number
                  + ": END:"
                  + ended
                  + " without its BEGIN; export the calendar again");
        }
      }
    }
    if (!calendar) {
      throw new IllegalArgumentException("this is no iCalendar: it has no BEGIN:VCALENDAR");
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException(
          "the calendar is cut off: " + open.peek() + " has no END; export it again");
    }
    if (begins.isEmpty()) {
      throw new IllegalArgumentException("the calendar holds no event (VEVENT)");
    }
    return begins;
  }

  private List<Placed> read(String text, List<Integer> begins) {
    List<Placed> placed = new ArrayList<>();
    List<String> lines = text.lines().toList();
    try (ICalReader reader = new ICalReader(text)) {
      reader.setDefaultTimezone(TimeZone.getTimeZone(zone));
      for (ICalendar calendar = reader.readNext(); calendar != null; calendar = reader.readNext()) {
        reader.getWarnings().forEach(w -> refuse(w, lines));
        for (VEvent event : calendar.getEvents()) {
          int line = begins.get(Math.min(placed.size(), begins.size() - 1));
          String summary = text(event.getSummary());
          placed.add(
              new Placed(
                  "line " + line + " (SUMMARY '" + summary + "', UID " + uid(event) + "): ",
                  event,
                  calendar));
        }
      }
      return placed;
    } catch (IOException e) {
      throw new IllegalStateException("a text is always read", e);
    }
  }

  private static void refuse(ParseWarning warning, List<String> lines) {
    int code = warning.getCode() == null ? 0 : warning.getCode();
    if (code == UNKNOWN_ZONE) {
      String zone = warning.getMessage().replaceFirst("(?s)[^\"]*\"(.*?)\".*", "$1");
      int line = 1;
      while (line < lines.size() && !lines.get(line - 1).contains("TZID=" + zone)) {
        line++;
      }
      throw new IllegalArgumentException(
          "line %d: the time zone '%s' is not known and not described (VTIMEZONE); write Asia/Shanghai"
              .formatted(line, zone));
    }
    String property = String.valueOf(warning.getPropertyName());
    if (OF_TIME.contains(property) && !HARMLESS.contains(code)) {
      throw new IllegalArgumentException(
          "line %d: %s: %s Write it as RFC 5545 has it, such as 20261124T080000"
              .formatted(warning.getLineNumber(), property, warning.getMessage()));
    }
  }

  static String text(TextProperty property) {
    return property == null || property.getValue() == null ? "" : property.getValue();
  }

  static String uid(VEvent event) {
    return text(event.getUid());
  }

  private static boolean isCancelled(VEvent event) {
    return event.getStatus() != null && event.getStatus().isCancelled();
  }

  static boolean recurs(VEvent event) {
    return event.getRecurrenceRule() != null || !event.getRecurrenceDates().isEmpty();
  }

  private void add(Placed placed, Set<String> replaced) {
    VEvent event = placed.event();
    if (event.getDateStart() == null || event.getDateStart().getValue() == null) {
      throw new IllegalArgumentException(placed.place() + "has no DTSTART");
    }
    if (event.getRecurrenceId() != null && event.getRecurrenceId().getRange() != null) {
      throw new IllegalArgumentException(
          placed.place()
              + "changes all later ones (RANGE); export the calendar with single events");
    }
    Date first = event.getDateStart().getValue();
    Duration length =
        Duration.between(
            LocalDateTime.ofInstant(first.toInstant(), zoneOf(event)),
            LocalDateTime.ofInstant(end(placed.place(), event).toInstant(), zoneOf(event)));
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException(placed.place() + "does not end after it begins (DTEND)");
    }
    for (Instant start : starts(placed)) {
      boolean isReplaced =
          event.getRecurrenceId() == null && replaced.contains(uid(event) + "|" + start);
      // By local time: a night in which the clocks change is as long as the shift then is.
      LocalDateTime begin = LocalDateTime.ofInstant(start, zoneOf(event));
      if (!isReplaced && isAsked(begin.atZone(zone).toInstant())) {
        if (!recurs(event)) {
          count(placed);
        }
        boolean wholeDays = !event.getDateStart().getValue().hasTime();
        found.add(new Occurrence(placed.place(), event, wholeDays, begin, begin.plus(length)));
      }
    }
  }

  /** The library reads a day without hours as the midnight of this machine. */
  private ZoneId zoneOf(VEvent event) {
    return event.getDateStart().getValue().hasTime() ? zone : ZoneId.systemDefault();
  }

  private static Date end(String place, VEvent event) {
    ICalDate first = event.getDateStart().getValue();
    if (event.getDateEnd() != null && event.getDateEnd().getValue() != null) {
      return event.getDateEnd().getValue();
    }
    if (event.getDuration() != null && event.getDuration().getValue() != null) {
      return event.getDuration().getValue().add(first);
    }
    if (first.hasTime()) {
      throw new IllegalArgumentException(place + "has neither DTEND nor DURATION");
    }
    return new biweekly.util.Duration.Builder().days(1).build().add(first);
  }

  private List<Instant> starts(Placed placed) {
    VEvent event = placed.event();
    if (!recurs(event)) {
      return List.of(event.getDateStart().getValue().toInstant());
    }
    checkRules(placed);
    boolean endless =
        event.getRecurrenceRule() != null
            && event.getRecurrenceRule().getValue().getUntil() == null
            && event.getRecurrenceRule().getValue().getCount() == null;
    if (endless && until.isEmpty()) {
      throw new IllegalArgumentException(
          placed.place() + "recurs without end (RRULE); name the time to take with 'to'");
    }
    List<Instant> starts = new ArrayList<>();
    DateIterator dates = event.getDateIterator(countedIn(placed));
    if (from.isAfter(Instant.EPOCH)) {
      dates.advanceTo(Date.from(from.minus(MARGIN)));
    }
    while (dates.hasNext()) {
      Instant start = dates.next().toInstant();
      count(placed);
      if (until.isPresent() && start.isAfter(until.get().plus(MARGIN))) {
        break;
      }
      starts.add(start);
    }
    return starts;
  }

  /** What begins more often than once a day is no shift, and may have billions of times. */
  private static void checkRules(Placed placed) {
    List<RecurrenceProperty> rules = new ArrayList<>();
    rules.addAll(placed.event().getProperties(RecurrenceRule.class));
    rules.addAll(placed.event().getProperties(ExceptionRule.class));
    for (RecurrenceProperty rule : rules) {
      Recurrence said = rule.getValue();
      boolean often =
          OFTEN.contains(said.getFrequency())
              || said.getByHour().size() > 1
              || said.getByMinute().size() > 1
              || said.getBySecond().size() > 1;
      if (often) {
        throw new IllegalArgumentException(
            placed.place()
                + "recurs more often than daily (RRULE FREQ="
                + said.getFrequency()
                + "); a shift has FREQ=DAILY, WEEKLY, MONTHLY or YEARLY and begins once a day");
      }
    }
  }

  /** All that rules make, whether it was asked for or not, for each costs time; else what was. */
  private void count(Placed placed) {
    generated++;
    if (generated > OCCURRENCES_MAX) {
      throw new IllegalArgumentException(
          placed.place()
              + "makes more than "
              + OCCURRENCES_MAX
              + " events of the file; name a shorter time with 'from' and 'to'");
    }
  }

  /** The zone in which a day of its rule begins. */
  private TimeZone countedIn(Placed placed) {
    TimezoneAssignment assigned =
        placed.calendar().getTimezoneInfo().getTimezone(placed.event().getDateStart());
    return assigned == null ? TimeZone.getTimeZone(zoneOf(placed.event())) : assigned.getTimeZone();
  }

  private boolean isAsked(Instant start) {
    return !start.isBefore(from) && until.stream().allMatch(start::isBefore);
  }
}
