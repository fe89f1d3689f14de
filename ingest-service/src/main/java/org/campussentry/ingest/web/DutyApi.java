package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.drill.Drill;
import org.campussentry.ingest.drill.Drills;
import org.campussentry.ingest.duty.Assignment;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.Finding;
import org.campussentry.ingest.duty.Handover;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.duty.RosterCalendar;
import org.campussentry.ingest.duty.RosterTable;
import org.campussentry.ingest.duty.Shift;

/** {@code /api/v1/duty}: who is on duty, what people change in the rota, and hand-overs. */
final class DutyApi {
  private static final Duration RANGE_MAX = Duration.ofDays(100);
  private static final int CHANGES_MAX = 1000;
  private static final int HANDOVERS_MAX = 200;

  private final DutyDesk desk;
  private final Drills drills;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;
  private final Signing signing;

  DutyApi(
      DutyDesk desk,
      Drills drills,
      Signing signing,
      AccountStore accounts,
      Times times,
      InstantSource clock) {
    this.desk = desk;
    this.drills = drills;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
    this.signing = signing;
  }

  void mount(Router router) {
    router.get("/api/v1/duty/now").handler(this::now);
    router.get("/api/v1/duty/shifts").handler(this::shifts);
    router.get("/api/v1/duty/shifts.csv").handler(this::table);
    router.get("/api/v1/duty/shifts.ics").handler(this::calendar);
    router.put("/api/v1/duty/shifts").handler(this::change);
    router.get("/api/v1/duty/findings").handler(this::findings);
    router.get("/api/v1/duty/handovers").handler(this::handovers);
    router.post("/api/v1/duty/handovers/:id/sign").handler(this::sign);
  }

  private void now(RoutingContext ctx) {
    Instant now = clock.instant();
    Answers.json(
        ctx,
        new JsonObject().put("time", times.iso(now.toEpochMilli())).put("sites", onDuty(now)));
  }

  /** Who is on duty at each site. */
  JsonArray onDuty(Instant now) {
    JsonArray sites = new JsonArray();
    for (String site : desk.plan().sites()) {
      JsonObject view = new JsonObject().put("site", site);
      desk.roster().at(site, now).ifPresent(s -> view.put("shift", shift(s)));
      desk.roster()
          .nextChange(site, now)
          .ifPresent(t -> view.put("next", times.iso(t.toEpochMilli())));
      sites.add(view);
    }
    return sites;
  }

  private List<Shift> asked(RoutingContext ctx) {
    Instant from = time(ctx, "from", clock.instant());
    Instant until = time(ctx, "to", from.plus(Duration.ofDays(7)));
    if (!from.isBefore(until) || Duration.between(from, until).compareTo(RANGE_MAX) > 0) {
      throw Problem.bad("'to' lies within " + RANGE_MAX.toDays() + " days after 'from'");
    }
    return desk.roster().between(from, until);
  }

  private void shifts(RoutingContext ctx) {
    JsonArray found = new JsonArray();
    asked(ctx).forEach(s -> found.add(shift(s)));
    Answers.json(ctx, new JsonObject().put("shifts", found));
  }

  private void table(RoutingContext ctx) {
    String table = RosterTable.write(asked(ctx), desk.plan().people(), times.zone());
    file(ctx, "text/csv", "shifts.csv", table);
  }

  private void calendar(RoutingContext ctx) {
    String calendar = RosterCalendar.write(asked(ctx), desk.plan().people(), clock.instant());
    file(ctx, "text/calendar", "shifts.ics", calendar);
  }

  private static void file(RoutingContext ctx, String type, String name, String text) {
    ctx.response()
        .putHeader("Content-Type", type + "; charset=utf-8")
        .putHeader("Content-Disposition", "attachment; filename=" + name)
        .putHeader("Cache-Control", "no-store")
        .end(text);
  }

  private static Instant time(RoutingContext ctx, String name, Instant otherwise) {
    String text = ctx.request().getParam(name);
    return text == null ? otherwise : Instant.ofEpochMilli(Times.parse(name, text));
  }

  private JsonObject shift(Shift shift) {
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

  private JsonObject person(String id) {
    JsonObject view = new JsonObject().put("id", id);
    Optional<Person> known = desk.plan().people().find(id);
    known.ifPresent(p -> view.put("name", p.name()));
    known
        .filter(p -> !p.telephone().isEmpty())
        .ifPresent(p -> view.put("telephone", p.telephone()));
    return view;
  }

  private void change(RoutingContext ctx) {
    Callable<List<Assignment>> reader = reader(ctx);
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          List<Assignment> changes = reader.call();
          Instant now = clock.instant();
          desk.assign(changes, user, now);
          for (Assignment change : changes) {
            accounts.audit(
                now.toEpochMilli(),
                user,
                "duty",
                change.date() + " " + change.shift() + " " + change.role().word(),
                change.person().orElse("as the rota has it"));
          }
          return new JsonObject().put("changed", changes.size()).put("findings", found());
        });
  }

  /** What is asked for is taken from the request at once; a large file is read elsewhere. */
  private Callable<List<Assignment>> reader(RoutingContext ctx) {
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

  private static List<Assignment> read(Supplier<List<Assignment>> file) {
    try {
      return file.get();
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
  }

  private List<Assignment> changes(JsonObject body) {
    List<Assignment> changes = new ArrayList<>();
    if (!(body.getValue("shifts") instanceof JsonArray rows) || rows.isEmpty()) {
      throw Problem.bad("'shifts' is a list of {date, shift, officer, backup, leader}");
    }
    for (int i = 0; i < rows.size(); i++) {
      String place = "shifts[" + i + "]: ";
      if (!(rows.getValue(i) instanceof JsonObject row)) {
        throw Problem.bad(place + "is no {date, shift, officer, backup, leader}");
      }
      changes.addAll(row(place, row));
    }
    if (changes.isEmpty() || changes.size() > CHANGES_MAX) {
      throw Problem.bad("'shifts' puts 1 to " + CHANGES_MAX + " people in, not " + changes.size());
    }
    return changes;
  }

  private List<Assignment> row(String place, JsonObject row) {
    LocalDate date = date(place, String.valueOf(row.getValue("date")));
    String kind = String.valueOf(row.getValue("shift"));
    if (desk.roster().kind(kind).isEmpty()) {
      throw Problem.bad(place + "'" + kind + "' is not among duty.shifts of the campus file");
    }
    List<Assignment> changes = new ArrayList<>();
    for (Role role : Role.values()) {
      if (row.containsKey(role.word())) {
        Optional<String> who = Optional.ofNullable(row.getValue(role.word())).map(String::valueOf);
        changes.add(new Assignment(date, kind, role, who.map(w -> known(place, w))));
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

  private void findings(RoutingContext ctx) {
    Answers.blocking(ctx, () -> new JsonObject().put("findings", found()));
  }

  private JsonArray found() {
    JsonArray found = new JsonArray();
    for (Finding finding : desk.findings(clock.instant())) {
      found.add(
          new JsonObject()
              .put("kind", finding.kind().word())
              .put("place", finding.place())
              .put("detail", finding.detail())
              .put("remedy", finding.remedy()));
    }
    return found;
  }

  private void handovers(RoutingContext ctx) {
    boolean unsigned = "true".equals(ctx.request().getParam("unsigned"));
    Answers.blocking(
        ctx,
        () -> {
          JsonArray all = new JsonArray();
          List<Drill> drilled = drills.list();
          desk.store()
              .handovers(unsigned, HANDOVERS_MAX)
              .forEach(h -> all.add(handover(h, drilled)));
          return new JsonObject().put("handovers", all);
        });
  }

  private JsonObject handover(Handover handover, List<Drill> drilled) {
    JsonArray running = new JsonArray();
    drilled.stream()
        .filter(d -> d.place().site().equals(handover.site()) && d.ranAt(handover.takenAt()))
        .forEach(d -> running.add(d.id()));
    return new JsonObject()
        .put("id", handover.id())
        .put("site", handover.site())
        .put("changed", times.iso(handover.changedAt().toEpochMilli()))
        .put("taken", times.iso(handover.takenAt().toEpochMilli()))
        .put("alerts", new JsonArray(handover.alerts()))
        .put("drills", running)
        .put("outgoing", side(handover.outgoing(), handover.outgoingSigned()))
        .put("incoming", side(handover.incoming(), handover.incomingSigned()));
  }

  private JsonObject side(String id, Optional<Handover.Signature> signed) {
    JsonObject view = person(id);
    signed.ifPresent(s -> view.put("signed", times.iso(s.at().toEpochMilli())).put("by", s.by()));
    return view;
  }

  private void sign(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    String id = ctx.pathParam("id");
    String who = String.valueOf(body.getValue("person"));
    String pin = String.valueOf(body.getValue("pin", ""));
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Handover handover =
              desk.store()
                  .handover(id)
                  .orElseThrow(() -> Problem.notFound("there is no hand-over " + id));
          boolean incoming = who.equals(handover.incoming());
          if (!incoming && !who.equals(handover.outgoing())) {
            throw Problem.bad(
                "'person' is %s or %s, not '%s'"
                    .formatted(handover.outgoing(), handover.incoming(), who));
          }
          desk.plan().people().find(who).ifPresent(person -> signing.check(person, pin));
          Instant now = clock.instant();
          if (!desk.store().sign(id, incoming, new Handover.Signature(user, now))) {
            throw Problem.conflict(who + " has signed already");
          }
          accounts.audit(now.toEpochMilli(), user, "hand-over", id, who);
          return handover(desk.store().handover(id).orElse(handover), drills.list());
        });
  }
}
