package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.Finding;
import org.campussentry.ingest.duty.Holidays;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.duty.Roster;
import org.campussentry.ingest.duty.Shift;

/** Duty as the API shows it. */
final class DutyView {
  private final DutyDesk desk;
  private final Times times;

  DutyView(DutyDesk desk, Times times) {
    this.desk = desk;
    this.times = times;
  }

  /** Who and what a roster is made of. */
  JsonObject plan() {
    JsonArray kinds = new JsonArray();
    desk.roster()
        .kinds()
        .forEach(
            kind -> {
              JsonObject view =
                  new JsonObject()
                      .put("shift", kind.id())
                      .put("name", kind.name())
                      .put("from", kind.from().toString())
                      .put("to", kind.to().toString());
              kinds.add(kind.site().isEmpty() ? view : view.put("site", kind.site()));
            });
    JsonArray people = new JsonArray();
    desk.plan()
        .people()
        .all()
        .forEach(
            p ->
                people.add(
                    person(p.id())
                        .put("department", p.department())
                        .put("reachable", p.isReachable())
                        .put("pin", p.hasPin())));
    return new JsonObject()
        .put("sites", new JsonArray(desk.plan().sites()))
        .put("shifts", kinds)
        .put("people", people);
  }

  JsonObject shift(Shift shift) {
    JsonObject view =
        new JsonObject()
            .put("shift", shift.kind())
            .put("name", shift.name())
            .put("date", shift.date().toString())
            .put("from", times.iso(shift.from().toEpochMilli()))
            .put("to", times.iso(shift.until().toEpochMilli()));
    if (!shift.site().isEmpty()) {
      view.put("site", shift.site());
    }
    shift.people().forEach((role, who) -> view.put(role.word(), person(who)));
    return view;
  }

  /** With who was put in, and who would be there without. */
  JsonObject planned(Shift shift) {
    Roster roster = desk.roster();
    JsonObject putIn = new JsonObject();
    JsonObject rota = new JsonObject();
    for (Role role : Role.values()) {
      roster
          .putIn(shift, role)
          .flatMap(a -> a.person())
          .ifPresent(who -> putIn.put(role.word(), who));
      roster.byRota(shift, role).ifPresent(who -> rota.put(role.word(), person(who)));
    }
    return shift(shift).put("putIn", putIn).put("rota", rota);
  }

  /** Both included; what a day is by the calendar, if it is not what the week says. */
  JsonArray days(LocalDate first, LocalDate last) {
    Holidays holidays = desk.roster().holidays();
    JsonArray days = new JsonArray();
    first
        .datesUntil(last.plusDays(1))
        .filter(holidays::isException)
        .forEach(
            day -> {
              boolean off = holidays.kind(day) == Holidays.Kind.HOLIDAY;
              JsonObject view =
                  new JsonObject()
                      .put("date", day.toString())
                      .put("kind", off ? "holiday" : "workday");
              holidays.name(day).ifPresent(name -> view.put("name", name));
              days.add(view);
            });
    return days;
  }

  JsonObject person(String id) {
    JsonObject view = new JsonObject().put("id", id);
    Optional<Person> known = desk.plan().people().find(id);
    known.ifPresent(p -> view.put("name", p.name()));
    known
        .filter(p -> !p.telephone().isEmpty())
        .ifPresent(p -> view.put("telephone", p.telephone()));
    return view;
  }

  JsonArray findings(List<Finding> findings) {
    JsonArray found = new JsonArray();
    for (Finding finding : findings) {
      JsonObject facts = new JsonObject();
      finding.facts().forEach(facts::put);
      found.add(
          new JsonObject()
              .put("kind", finding.kind().word())
              .put("place", finding.place())
              .put("detail", finding.detail())
              .put("remedy", finding.remedy())
              .put("facts", facts)
              .put("count", finding.count()));
    }
    return found;
  }
}
