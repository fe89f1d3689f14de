package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.campussentry.ingest.duty.Assignment;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.duty.RosterCalendar;
import org.campussentry.ingest.duty.RosterTable;

/** Reads what shall be changed in the roster: JSON, a table, or a calendar. */
final class ShiftReader {
  private static final int CHANGES_MAX = 1000;

  private final DutyDesk desk;
  private final InstantSource clock;

  ShiftReader(DutyDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  Instant time(RoutingContext ctx, String name, Instant otherwise) {
    String text = ctx.request().getParam(name);
    return text == null ? otherwise : Instant.ofEpochMilli(Times.parse(name, text));
  }

  /** From now on. */
  Instant from(RoutingContext ctx) {
    return time(ctx, "from", clock.instant());
  }

  /** What is asked for is taken from the request at once; a large file is read elsewhere. */
  Callable<ShiftChanges> reader(RoutingContext ctx) {
    String type = String.valueOf(ctx.request().getHeader("Content-Type"));
    People people = desk.plan().people();
    if (type.startsWith("text/csv")) {
      String text = text(ctx);
      return () -> read(() -> RosterTable.read(text, desk.roster(), people));
    }
    if (type.startsWith("text/calendar")) {
      String text = text(ctx);
      Instant from = time(ctx, "from", Instant.EPOCH);
      Optional<Instant> until =
          Optional.of(time(ctx, "to", Instant.MAX)).filter(Instant.MAX::isAfter);
      return () -> read(() -> RosterCalendar.read(text, desk.roster(), people, from, until));
    }
    JsonObject body = Answers.body(ctx);
    return () -> changes(body);
  }

  private static String text(RoutingContext ctx) {
    String text = ctx.body().asString();
    return text == null ? "" : text;
  }

  private static ShiftChanges read(Supplier<List<Assignment>> file) {
    try {
      return new ShiftChanges(file.get(), List.of());
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
  }

  private ShiftChanges changes(JsonObject body) {
    List<Assignment> changes = new ArrayList<>();
    List<Assignment> seen = new ArrayList<>();
    if (!(body.getValue("shifts") instanceof JsonArray rows) || rows.isEmpty()) {
      throw Problem.bad("'shifts' is a list of {date, shift, officer, backup, leader}");
    }
    for (int i = 0; i < rows.size(); i++) {
      String place = "shifts[" + i + "]: ";
      if (!(rows.getValue(i) instanceof JsonObject row)) {
        throw Problem.bad(place + "is no {date, shift, officer, backup, leader}");
      }
      changes.addAll(row(place, row, row, true));
      if (row.getValue("seen") instanceof JsonObject before) {
        seen.addAll(row(place + "seen: ", row, before, false));
      }
    }
    if (changes.isEmpty() || changes.size() > CHANGES_MAX) {
      throw Problem.bad("'shifts' puts 1 to " + CHANGES_MAX + " people in, not " + changes.size());
    }
    return new ShiftChanges(changes, seen);
  }

  private List<Assignment> row(String place, JsonObject row, JsonObject roles, boolean asked) {
    LocalDate date = date(place, String.valueOf(row.getValue("date")));
    String kind = String.valueOf(row.getValue("shift"));
    if (desk.roster().kind(kind).isEmpty()) {
      throw Problem.bad(place + "'" + kind + "' is not among duty.shifts of the campus file");
    }
    List<Assignment> changes = new ArrayList<>();
    for (Role role : Role.values()) {
      if (roles.containsKey(role.word())) {
        Optional<String> who =
            Optional.ofNullable(roles.getValue(role.word())).map(String::valueOf);
        // Who was seen there may be in the campus file no more.
        changes.add(new Assignment(date, kind, role, asked ? who.map(w -> known(place, w)) : who));
      }
    }
    return changes;
  }

  private String known(String place, String text) {
    People people = desk.plan().people();
    return people
        .named(text)
        .map(Person::id)
        .orElseThrow(
            () ->
                Problem.bad(
                    place + "'" + text + "' is neither id nor the name of one of `people:`"));
  }

  private static LocalDate date(String place, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.bad(place + "'date' is not a date such as 2026-11-24: '" + text + "'");
    }
  }
}
