package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.instrument.Instrument;
import org.campussentry.ingest.instrument.Instruments;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.Watch;

/** {@code /api/v1/points/ID/instrument}: what measures at a point, and who changed it when. */
final class InstrumentsApi {
  private static final int TEXT_MAX = 200;
  private static final int DUE_DAYS = 30;
  private static final int DUE_DAYS_MAX = 400;
  private static final Set<String> KEYS =
      Set.of(
          "serial", "from", "calibrated", "due", "offset", "certificate", "note", "person", "pin");

  private final Instruments instruments;
  private final Watch watch;
  private final Signing signing;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  InstrumentsApi(
      Instruments instruments,
      Watch watch,
      Signing signing,
      AccountStore accounts,
      Times times,
      InstantSource clock) {
    this.instruments = instruments;
    this.watch = watch;
    this.signing = signing;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/instruments/due").handler(this::due);
    router.get("/api/v1/points/:id/instrument").handler(this::show);
    router.put("/api/v1/points/:id/instrument").handler(this::record);
  }

  private PointId point(RoutingContext ctx) {
    String text = ctx.pathParam("id");
    try {
      PointId point = PointId.parse(text);
      if (watch.point(point).isEmpty()) {
        throw Problem.notFound("there is no point " + text);
      }
      return point;
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
  }

  /** What must be calibrated soon, or should have been. */
  private void due(RoutingContext ctx) {
    String asked = ctx.request().getParam("days");
    String text = asked == null ? String.valueOf(DUE_DAYS) : asked;
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > DUE_DAYS_MAX) {
      throw Problem.bad("'days' is a number from 0 to " + DUE_DAYS_MAX + ", not '" + text + "'");
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), times.zone());
    JsonArray due = new JsonArray();
    for (Instrument entry : instruments.due(today.plusDays(Integer.parseInt(text)))) {
      JsonObject view = view(entry).put("point", entry.point().toString());
      watch
          .point(entry.point())
          .ifPresent(of -> view.put("site", of.point().site()).put("area", of.point().area()));
      due.add(view.put("overdue", entry.isOverdue(today)));
    }
    Answers.json(ctx, new JsonObject().put("due", due));
  }

  private void show(RoutingContext ctx) {
    Answers.json(ctx, view(point(ctx)));
  }

  private JsonObject view(PointId point) {
    JsonObject view = new JsonObject().put("point", point.toString());
    current(point).ifPresent(now -> view.put("instrument", now));
    List<Instrument> newestFirst = new ArrayList<>(instruments.history(point));
    Collections.reverse(newestFirst);
    JsonArray history = new JsonArray();
    newestFirst.forEach(
        entry ->
            history.add(
                view(entry)
                    .put("note", entry.note())
                    .put("person", entry.person())
                    .put("by", entry.by())
                    .put("recorded", times.iso(entry.recordedAt().toEpochMilli()))));
    return view.put("history", history);
  }

  /** What measures there now; empty when nothing was recorded. */
  Optional<JsonObject> current(PointId point) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), times.zone());
    return instruments
        .current(point)
        .map(entry -> view(entry).put("overdue", entry.isOverdue(today)));
  }

  private JsonObject view(Instrument entry) {
    JsonObject view =
        new JsonObject()
            .put("serial", entry.serial())
            .put("since", times.iso(entry.since().toEpochMilli()));
    entry.calibrated().ifPresent(day -> view.put("calibrated", day.toString()));
    entry.due().ifPresent(day -> view.put("due", day.toString()));
    entry.offset().ifPresent(offset -> view.put("offset", offset));
    return entry.certificate().isEmpty() ? view : view.put("certificate", entry.certificate());
  }

  /** Swaps of a stretch of time, as the answer with readings carries them. */
  JsonArray marks(PointId point, long from, long to) {
    JsonArray marks = new JsonArray();
    for (Instruments.Swap swap :
        instruments.swaps(point, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to))) {
      marks.add(
          new JsonObject()
              .put("time", times.iso(swap.at().toEpochMilli()))
              .put("kind", "instrument")
              .put("serial", swap.serial())
              .put("before", swap.before())
              .put("person", swap.person()));
    }
    return marks;
  }

  private void record(RoutingContext ctx) {
    PointId point = point(ctx);
    JsonObject body = Answers.body(ctx);
    Answers.only(body, KEYS);
    String user = LoginApi.user(ctx);
    Instant now = clock.instant();
    Instrument given = entry(point, body, user, now);
    String pin = Answers.text(body, "pin");
    Answers.blocking(
        ctx,
        () -> {
          String person = signing.named("person", given.person(), pin).id();
          Instrument entry =
              new Instrument(
                  point,
                  given.since(),
                  given.serial(),
                  given.calibrated(),
                  given.due(),
                  given.offset(),
                  given.certificate(),
                  given.note(),
                  person,
                  user,
                  now);
          String before = instruments.current(point).map(e -> view(e).encode()).orElse("");
          Optional<String> refusal = instruments.record(entry);
          if (refusal.isPresent()) {
            throw Problem.bad(refusal.get());
          }
          accounts.audit(
              now.toEpochMilli(),
              user,
              "instrument",
              point.toString(),
              person,
              before,
              view(entry).encode());
          return view(point);
        });
  }

  private Instrument entry(PointId point, JsonObject body, String user, Instant now) {
    String from = Answers.text(body, "from");
    return new Instrument(
        point,
        from.isEmpty() ? now : Instant.ofEpochMilli(Times.parse("from", from)),
        text(body, "serial"),
        date(body, "calibrated"),
        date(body, "due"),
        offset(body),
        text(body, "certificate"),
        text(body, "note"),
        Answers.text(body, "person"),
        user,
        now);
  }

  private static String text(JsonObject body, String key) {
    String text = Answers.text(body, key).strip();
    if (text.length() > TEXT_MAX) {
      throw Problem.bad("'" + key + "' has at most " + TEXT_MAX + " letters");
    }
    return text;
  }

  private static Optional<LocalDate> date(JsonObject body, String key) {
    String text = Answers.text(body, key);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      throw Problem.bad("'" + key + "' is not a date such as 2026-11-24: '" + text + "'");
    }
  }

  private static OptionalDouble offset(JsonObject body) {
    Object value = body.getValue("offset");
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      throw Problem.bad("'offset' is a number in the point's unit, as the certificate states it");
    }
    return OptionalDouble.of(number.doubleValue());
  }
}
