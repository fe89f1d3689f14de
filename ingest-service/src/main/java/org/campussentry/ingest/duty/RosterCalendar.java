package org.campussentry.ingest.duty;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** Shifts as an iCalendar (RFC 5545) for the calendars of phones; without telephone numbers. */
public final class RosterCalendar {
  private RosterCalendar() {}

  /** One event a shift, under the same id each time. */
  @SuppressWarnings("JavaUtilDate") // the library knows no other
  public static String write(List<Shift> shifts, People people, Instant now) {
    ICalendar calendar = new ICalendar();
    calendar.setProductId("-//Campus Sentry//duty//ZH");
    for (Shift shift : shifts) {
      VEvent event = new VEvent();
      event.setUid(shift.date() + "-" + shift.kind() + "@campus-sentry");
      event.setDateTimeStamp(Date.from(now));
      event.setDateStart(Date.from(shift.from()), true);
      event.setDateEnd(Date.from(shift.until()), true);
      event.setSummary(
          shift.name() + " " + shift.who(Role.OFFICER).map(people::label).orElse("（缺）"));
      event.setDescription(
          shift.people().entrySet().stream()
              .map(e -> e.getKey().word() + ": " + people.label(e.getValue()))
              .collect(Collectors.joining("\n")));
      calendar.addEvent(event);
    }
    return Biweekly.write(calendar).go();
  }
}
