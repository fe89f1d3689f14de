package org.campussentry.ingest.duty;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shifts as an iCalendar (RFC 5545) for the calendars of phones; without telephone numbers. */
public final class RosterCalendar {
  /** Ends the id of each event that is written here; date and shift stand before it. */
  static final String OURS = "@campus-sentry";

  /** In the place of an officer whom a shift has not. */
  static final String NOBODY = "（缺）";

  private RosterCalendar() {}

  /** One event a shift, under the same id each time. */
  @SuppressWarnings("JavaUtilDate") // the library knows no other
  public static String write(List<Shift> shifts, People people, Instant now) {
    ICalendar calendar = new ICalendar();
    calendar.setProductId("-//Campus Sentry//duty//ZH");
    for (Shift shift : shifts) {
      VEvent event = new VEvent();
      event.setUid(uid(shift.date().toString(), shift.kind()));
      event.setDateTimeStamp(Date.from(now));
      event.setDateStart(Date.from(shift.from()), true);
      event.setDateEnd(Date.from(shift.until()), true);
      event.setSummary(
          shift.name() + " " + shift.who(Role.OFFICER).map(people::label).orElse(NOBODY));
      event.setDescription(
          shift.people().entrySet().stream()
              .map(e -> e.getKey().word() + ": " + people.label(e.getValue()))
              .collect(Collectors.joining("\n")));
      calendar.addEvent(event);
    }
    return Biweekly.write(calendar).go();
  }

  static String uid(String date, String kind) {
    return date + "-" + kind + OURS;
  }

  /**
   * Reads such a calendar, or one from elsewhere whose events have the times of shifts, or are of
   * whole days and name a shift. People stand in the description, one a line ({@code 值班员：甲}, {@code
   * leader: b}); without such lines the one person of the summary, or else the one who attends, is
   * the officer.
   *
   * @param from shifts that begin earlier are passed over
   * @param until exclusive; when empty, a recurrence without end is refused
   * @return only what differs from the roster
   * @throws IllegalArgumentException names the line, the event and what is wrong with it
   */
  public static List<Assignment> read(
      String text, Roster roster, People people, Instant from, Optional<Instant> until) {
    ZoneId zone = roster.zone();
    Map<Assignment, String> wanted = new LinkedHashMap<>();
    Map<String, Assignment> byPlace = new LinkedHashMap<>();
    for (CalendarEvents.Occurrence event : CalendarEvents.of(text, zone, from, until)) {
      for (Assignment one : new CalendarShift(event, roster, people).assignments()) {
        String place = one.date() + " " + one.shift() + " " + one.role().word();
        Assignment before = byPlace.putIfAbsent(place, one);
        if (before != null && !before.equals(one)) {
          throw new IllegalArgumentException(
              "%s%s is %s, and by %s it is %s; leave one of them"
                  .formatted(
                      event.place(),
                      place,
                      one.person().orElse(""),
                      wanted.get(before).replaceAll(": $", ""),
                      before.person().orElse("")));
        }
        wanted.putIfAbsent(one, event.place());
      }
    }
    List<Assignment> changes = new ArrayList<>(wanted.keySet());
    changes.removeIf(
        c -> roster.shift(c.shift(), c.date()).flatMap(s -> s.who(c.role())).equals(c.person()));
    return changes;
  }
}
