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
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.disinfection.Assignment;
import org.campussentry.ingest.disinfection.DisinfectionDesk;
import org.campussentry.ingest.disinfection.HandEntry;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.disinfection.Run;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.disinfection.Sprayer;
import org.campussentry.ingest.reading.Campus;

/** {@code /api/v1/disinfection}: what had to be disinfected, what proves it, and who says what. */
final class DisinfectionApi {
  private static final int DAYS_MAX = 31;
  private static final int TEXT_MAX = 1000;
  private static final double STRIP_MAX = 10_000;
  private static final Duration ASSIGNED = Duration.ofHours(12);
  private static final Duration ASSIGNED_MAX = Duration.ofDays(7);
  private static final Set<String> REGISTER = Set.of("person", "pin", "reason", "strip");
  private static final Set<String> CHECK =
      Set.of("person", "pin", "reason", "strip", "closedUntil");
  private static final Set<String> ASSIGN =
      Set.of("area", "code", "person", "pin", "from", "until");

  private final DisinfectionDesk desk;
  private final Curves curves;
  private final DoorCodes codes;
  private final Signing signing;
  private final AccountStore accounts;
  private final DisinfectionView views;
  private final InstantSource clock;

  DisinfectionApi(
      DisinfectionDesk desk,
      Curves curves,
      DoorCodes codes,
      Signing signing,
      AccountStore accounts,
      DisinfectionView views,
      InstantSource clock) {
    this.desk = desk;
    this.curves = curves;
    this.codes = codes;
    this.signing = signing;
    this.accounts = accounts;
    this.views = views;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/disinfection").handler(this::board);
    router.get("/api/v1/disinfection/outside").handler(this::outside);
    router.post("/api/v1/disinfection/again").handler(this::again);
    router.get("/api/v1/disinfection/slots/:id").handler(this::evidence);
    router.post("/api/v1/disinfection/slots/:id/register").handler(this::register);
    router.post("/api/v1/disinfection/slots/:id/check").handler(this::check);
    router.get("/api/v1/disinfection/sprayers").handler(this::sprayers);
    router.post("/api/v1/disinfection/sprayers/:id/area").handler(this::assign);
    router.get("/api/v1/disinfection/codes").handler(this::codes);
  }

  private void board(RoutingContext ctx) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), views.times().zone());
    String date = ctx.request().getParam("date");
    boolean one = ctx.request().getParam("from") == null && ctx.request().getParam("to") == null;
    LocalDate first = one ? date("date", date, today) : date(ctx, "from");
    LocalDate last = one ? first : date(ctx, "to");
    if (!one && date != null) {
      throw Problem.bad("give 'date', or 'from' and 'to'");
    }
    if (last.isBefore(first) || last.isAfter(first.plusDays(DAYS_MAX - 1))) {
      throw Problem.bad("'to' is no day before 'from', and at most %d days".formatted(DAYS_MAX));
    }
    Answers.blocking(
        ctx,
        () -> {
          Instant now = clock.instant();
          JsonArray days = new JsonArray();
          for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            days.add(day(day, now));
          }
          JsonObject answer =
              new JsonObject()
                  .put("now", views.iso(now))
                  .put("planned", !desk.schedule().plans().isEmpty());
          return one ? answer.mergeIn(days.getJsonObject(0)) : answer.put("days", days);
        });
  }

  private JsonObject day(LocalDate day, Instant now) {
    List<Judged> slots = desk.slots(start(day), start(day.plusDays(1)), now);
    JsonArray list = new JsonArray();
    slots.forEach(j -> list.add(views.slot(j, desk.store().entries(j.slot().id()))));
    return new JsonObject()
        .put("date", day.toString())
        .put("summary", views.summary(slots, now))
        .put("slots", list);
  }

  private void outside(RoutingContext ctx) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), views.times().zone());
    LocalDate day = date("date", ctx.request().getParam("date"), today);
    Answers.blocking(
        ctx,
        () -> {
          Optional<List<Run>> runs = desk.outside(day, clock.instant());
          JsonArray list = new JsonArray();
          runs.orElse(List.of())
              .forEach(r -> list.add(views.outside(r, desk.schedule().sprayer(r.sprayer()))));
          return new JsonObject()
              .put("date", day.toString())
              .put("read", runs.isPresent())
              .put("runs", list);
        });
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(views.times().zone()).toInstant();
  }

  private static LocalDate date(RoutingContext ctx, String name) {
    return date(name, String.valueOf(ctx.request().getParam(name)), LocalDate.EPOCH);
  }

  private static LocalDate date(String name, String text, LocalDate otherwise) {
    try {
      return text == null ? otherwise : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.bad("'" + name + "' is a day such as 2026-11-28, not '" + text + "'");
    }
  }

  private void again(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("date"));
    LocalDate day = date("date", Answers.text(body, "date"), LocalDate.EPOCH);
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Instant now = clock.instant();
          desk.again(day, now);
          accounts.audit(
              now.toEpochMilli(), user, "disinfection-again", day.toString(), "looked at again");
          return day(day, now);
        });
  }

  private Judged find(String id) {
    return desk.slot(id)
        .orElseThrow(
            () -> Problem.notFound("there is no slot " + id + ", or its time has not come yet"));
  }

  private void evidence(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Answers.blocking(ctx, () -> evidence(find(id)));
  }

  private JsonObject evidence(Judged judged) {
    Slot slot = judged.slot();
    JsonArray runs = new JsonArray();
    judged.proof().runs().forEach(r -> runs.add(views.run(r)));
    JsonArray versions = new JsonArray();
    desk.store().versions(slot.id()).forEach(v -> versions.add(views.version(v)));
    JsonArray assignments = new JsonArray();
    desk.store()
        .assignments(slot.opens(), slot.due())
        .forEach(a -> assignments.add(views.assignment(a)));
    JsonArray sprayers = new JsonArray();
    List<Sprayer> there = desk.sprayersOf(slot);
    there.forEach(s -> sprayers.add(views.sprayer(s)));
    return views
        .slot(judged, desk.store().entries(slot.id()))
        .put("runs", runs)
        .put("versions", versions)
        .put("assignments", assignments)
        .put("sprayers", sprayers)
        .put("curves", curves.of(there, slot, judged.proof().runs(), clock.instant()));
  }

  private void register(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, REGISTER);
    String reason = reason(body);
    if (reason.isEmpty()) {
      throw Problem.bad(
          "'reason' says what was done by hand and why no sprayer proves it, in 1 to "
              + TEXT_MAX
              + " letters");
    }
    OptionalDouble strip = strip(body);
    enter(ctx, body, HandEntry.Kind.DONE, reason, strip, Optional.empty());
  }

  private void check(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, CHECK);
    OptionalDouble strip = strip(body);
    String until = Answers.text(body, "closedUntil");
    Optional<Instant> closed =
        until.isEmpty()
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(Times.parse("closedUntil", until)));
    if (strip.isEmpty() && closed.isEmpty()) {
      throw Problem.bad("give 'strip', what the test strip showed in mg/L, or 'closedUntil'");
    }
    if (closed.stream().anyMatch(c -> c.isAfter(clock.instant()))) {
      throw Problem.bad("'closedUntil' lies in the future; enter it when it is over");
    }
    enter(ctx, body, HandEntry.Kind.CHECKED, reason(body), strip, closed);
  }

  private void enter(
      RoutingContext ctx,
      JsonObject body,
      HandEntry.Kind kind,
      String reason,
      OptionalDouble strip,
      Optional<Instant> closed) {
    String id = ctx.pathParam("id");
    String user = LoginApi.user(ctx);
    String person = Answers.text(body, "person").strip();
    String pin = Answers.text(body, "pin");
    Answers.blocking(
        ctx,
        () -> {
          Judged judged = find(id);
          Instant now = clock.instant();
          refuse(judged, kind, now);
          String who = signing.who("person", person, pin);
          HandEntry entry = new HandEntry(id, kind, who, reason, strip, closed, user, now);
          Judged after = desk.enter(judged, entry, now);
          accounts.audit(
              now.toEpochMilli(), user, "disinfection-" + kind.word(), id, who + ": " + reason);
          return evidence(after);
        });
  }

  private static void refuse(Judged judged, HandEntry.Kind kind, Instant now) {
    if (kind == HandEntry.Kind.CHECKED && judged.proof().runs().isEmpty()) {
      throw Problem.conflict(
          "no sprayer ran in this slot, so there is nothing to check; register what was done by"
              + " hand");
    }
    if (kind == HandEntry.Kind.DONE && judged.proof().measured() == Proof.State.VERIFIED) {
      throw Problem.conflict("it is verified by its sprayer; nothing is left to register");
    }
    if (judged.slot().opens().isAfter(now)) {
      throw Problem.conflict("the time of this slot has not come yet");
    }
  }

  private static String reason(JsonObject body) {
    String reason = Answers.text(body, "reason").strip();
    if (reason.length() > TEXT_MAX) {
      throw Problem.bad("'reason' has at most " + TEXT_MAX + " letters");
    }
    return reason;
  }

  private static OptionalDouble strip(JsonObject body) {
    Object value = body.getValue("strip");
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= 0 && number.doubleValue() <= STRIP_MAX)) {
      throw Problem.bad("'strip' is what the test strip showed, 0 to 10000 mg/L");
    }
    return OptionalDouble.of(number.doubleValue());
  }

  private void sprayers(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          Instant now = clock.instant();
          List<Assignment> held = desk.store().assignments(now, now.plusMillis(1));
          JsonArray list = new JsonArray();
          for (Sprayer sprayer : desk.schedule().sprayers()) {
            JsonObject view = views.sprayer(sprayer);
            held.stream()
                .filter(a -> a.sprayer().equals(sprayer.id()))
                .reduce((a, b) -> b)
                .ifPresent(a -> view.put("assignment", views.assignment(a)));
            list.add(view);
          }
          return new JsonObject().put("sprayers", list);
        });
  }

  private void assign(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, ASSIGN);
    Instant now = clock.instant();
    String id = ctx.pathParam("id");
    Sprayer sprayer =
        desk.schedule()
            .sprayer(id)
            .orElseThrow(() -> Problem.notFound("there is no sprayer " + id));
    if (!sprayer.isPortable()) {
      throw Problem.conflict("sprayer " + id + " is built in; its area is in the campus file");
    }
    String area = Answers.text(body, "area");
    if (!views.campus().lists(sprayer.site(), area)) {
      throw Problem.bad("'area' is one of site '" + sprayer.site() + "', not '" + area + "'");
    }
    String code = Answers.text(body, "code");
    if (!code.isEmpty() && !codes.isOf(sprayer.site(), area, code)) {
      throw Problem.bad("'code' is not the one at the door of " + area + "; scan it there");
    }
    Instant from = time(body, "from", now);
    Instant until = time(body, "until", from.plus(ASSIGNED));
    if (from.isAfter(now) || !until.isAfter(from) || until.isAfter(from.plus(ASSIGNED_MAX))) {
      throw Problem.bad(
          "'from' is not in the future, and 'until' at most %d days later"
              .formatted(ASSIGNED_MAX.toDays()));
    }
    if (!code.isEmpty() && !from.equals(now)) {
      throw Problem.bad("a code at the door says where it is now: leave out 'from'");
    }
    String user = LoginApi.user(ctx);
    String person = Answers.text(body, "person").strip();
    String pin = Answers.text(body, "pin");
    Answers.blocking(
        ctx,
        () -> {
          Assignment.Way way = code.isEmpty() ? Assignment.Way.HAND : Assignment.Way.SCAN;
          Assignment assignment =
              new Assignment(
                  id,
                  sprayer.site(),
                  area,
                  from,
                  until,
                  way,
                  signing.who("person", person, pin),
                  user,
                  now);
          desk.assign(assignment, now);
          accounts.audit(
              now.toEpochMilli(), user, "disinfection-assign", id, way.word() + " " + area);
          return views.assignment(assignment);
        });
  }

  private static Instant time(JsonObject body, String key, Instant otherwise) {
    String text = Answers.text(body, key);
    return text.isEmpty() ? otherwise : Instant.ofEpochMilli(Times.parse(key, text));
  }

  private void codes(RoutingContext ctx) {
    JsonArray list = new JsonArray();
    views
        .campus()
        .sites()
        .forEach(
            (site, of) -> of.areas().forEach((path, area) -> list.add(code(site, path, area))));
    Answers.json(ctx, new JsonObject().put("codes", list));
  }

  private JsonObject code(String site, String path, Campus.Area area) {
    return new JsonObject()
        .put("site", site)
        .put("area", path)
        .put("areaName", area.name())
        .put("areaNameEn", area.nameEn() == null ? area.name() : area.nameEn())
        .put("code", codes.of(site, path));
  }
}
