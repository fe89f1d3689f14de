package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.duty.Assignment;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.Roster;
import org.campussentry.ingest.duty.RosterCalendar;
import org.campussentry.ingest.duty.RosterTable;
import org.campussentry.ingest.duty.Shift;

/** {@code /api/v1/duty/shifts}: who is in which shift, and what people change in it. */
final class ShiftsApi {
  private static final Duration RANGE_MAX = Duration.ofDays(100);

  /** Between who was there before, and who is there after. */
  private static final String ROTA = "as the rota has it";

  private final DutyDesk desk;
  private final AccountStore accounts;
  private final InstantSource clock;
  private final Times times;
  private final ShiftReader reader;
  private final DutyView view;

  ShiftsApi(DutyDesk desk, AccountStore accounts, Times times, InstantSource clock) {
    this.desk = desk;
    this.accounts = accounts;
    this.clock = clock;
    this.times = times;
    this.reader = new ShiftReader(desk, clock);
    this.view = new DutyView(desk, times);
  }

  void mount(Router router) {
    router.get("/api/v1/duty/shifts").handler(this::shifts);
    router.get("/api/v1/duty/shifts.csv").handler(this::table);
    router.get("/api/v1/duty/shifts.ics").handler(this::calendar);
    router.put("/api/v1/duty/shifts").handler(this::change);
    router.post("/api/v1/duty/shifts/preview").handler(this::preview);
  }

  private record Range(Instant from, Instant until) {}

  private Range range(RoutingContext ctx) {
    Instant from = reader.from(ctx);
    Instant until = reader.time(ctx, "to", from.plus(Duration.ofDays(7)));
    if (!from.isBefore(until) || Duration.between(from, until).compareTo(RANGE_MAX) > 0) {
      throw Problem.bad("'to' lies within " + RANGE_MAX.toDays() + " days after 'from'");
    }
    return new Range(from, until);
  }

  private List<Shift> asked(RoutingContext ctx) {
    Range range = range(ctx);
    return desk.roster().between(range.from(), range.until());
  }

  private void shifts(RoutingContext ctx) {
    Range range = range(ctx);
    JsonArray found = new JsonArray();
    desk.roster().between(range.from(), range.until()).forEach(s -> found.add(view.planned(s)));
    LocalDate first = LocalDate.ofInstant(range.from(), times.zone());
    LocalDate last = LocalDate.ofInstant(range.until(), times.zone());
    Answers.json(ctx, new JsonObject().put("shifts", found).put("days", view.days(first, last)));
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

  private void change(RoutingContext ctx) {
    Callable<ShiftChanges> asked = reader.reader(ctx);
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          ShiftChanges read = asked.call();
          Instant now = clock.instant();
          Roster before = desk.roster();
          if (!desk.assign(read.changes(), read.seen(), user, now)) {
            throw Problem.conflict(
                "somebody else changed one of these shifts meanwhile: look at them again");
          }
          for (Assignment change : read.changes()) {
            accounts.audit(
                now.toEpochMilli(),
                user,
                "duty",
                change.date() + " " + change.shift() + " " + change.role().word(),
                change.person().isEmpty() ? ROTA : "",
                effective(before, change).orElse(""),
                effective(desk.roster(), change).orElse(""));
          }
          return new JsonObject()
              .put("changed", read.changes().size())
              .put("findings", view.findings(desk.findings(now)));
        });
  }

  private static Optional<String> effective(Roster roster, Assignment place) {
    return roster.shift(place.shift(), place.date()).flatMap(s -> s.who(place.role()));
  }

  /** What a change would do; it is made by {@link #change}, with what was seen here. */
  private void preview(RoutingContext ctx) {
    Callable<ShiftChanges> asked = reader.reader(ctx);
    Answers.blocking(
        ctx,
        () -> {
          List<Assignment> changes = asked.call().changes();
          Roster roster = desk.roster();
          JsonArray shown = new JsonArray();
          changes.forEach(change -> shown.add(previewed(roster, change)));
          return new JsonObject()
              .put("changes", shown)
              .put("findings", view.findings(desk.findings(changes, clock.instant())));
        });
  }

  private JsonObject previewed(Roster roster, Assignment change) {
    JsonObject shown =
        new JsonObject()
            .put("date", change.date().toString())
            .put("shift", change.shift())
            .put("role", change.role().word());
    effective(roster, change).ifPresent(who -> shown.put("before", view.person(who)));
    change.person().ifPresent(who -> shown.put("after", view.person(who)));
    roster
        .shift(change.shift(), change.date())
        .flatMap(s -> roster.putIn(s, change.role()))
        .flatMap(Assignment::person)
        .ifPresent(who -> shown.put("putIn", who));
    return shown;
  }
}
