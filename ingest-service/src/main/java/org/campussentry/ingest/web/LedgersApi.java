package org.campussentry.ingest.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.ledger.HandValue;
import org.campussentry.ingest.ledger.LedgerDesk;
import org.campussentry.ingest.ledger.LedgerForms;
import org.campussentry.ingest.ledger.LedgerKey;
import org.campussentry.ingest.ledger.LedgerStore;
import org.campussentry.ingest.ledger.LedgerVersion;
import org.campussentry.ingest.ledger.Span;
import org.campussentry.ingest.print.Csv;
import org.campussentry.ingest.print.Pdf;
import org.campussentry.ingest.print.Xlsx;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.Watch;

/** {@code /api/v1/ledgers}: ledgers in all their forms, what was issued, and what people enter. */
final class LedgersApi {
  private static final int LIST_MAX = 500;
  private static final int REASON_MAX = 500;

  /** Beyond it is a slip of the finger, in whatever unit. */
  private static final double VALUE_MAX = 10_000;

  /** A page costs 50 MB while it is made. */
  private static final int AT_ONCE = 2;

  private static final Set<String> ISSUE =
      Set.of("area", "point", "recorder", "recorderPin", "reviewer", "reviewerPin");
  private static final Set<String> ENTRY =
      Set.of("point", "time", "value", "reason", "person", "pin");

  /** Writes a ledger in one form. */
  private interface Form {
    void write(LedgerJson.Shown shown, OutputStream out) throws IOException;
  }

  private final LedgerDesk desk;
  private final Campus campus;
  private final Watch watch;
  private final People people;
  private final Signing signing;
  private final AccountStore accounts;
  private final LedgerJson views;
  private final InstantSource clock;
  private final LedgerForms forms = new LedgerForms();

  LedgersApi(
      LedgerDesk desk,
      Campus campus,
      Watch watch,
      People people,
      Signing signing,
      AccountStore accounts,
      Times times,
      InstantSource clock) {
    this.desk = desk;
    this.campus = campus;
    this.watch = watch;
    this.people = people;
    this.signing = signing;
    this.accounts = accounts;
    this.views = new LedgerJson(desk, times);
    this.clock = clock;
  }

  void mount(Router router, Vertx vertx) {
    // Held by its handlers: Vert.x ends a pool that nobody holds, in the middle of its work.
    WorkerExecutor pool = vertx.createSharedWorkerExecutor("print", AT_ONCE, 2, TimeUnit.MINUTES);
    router.get("/api/v1/ledgers").handler(this::list);
    router.post("/api/v1/ledgers/entries").handler(this::enter);
    router
        .get("/api/v1/ledgers/:span.html")
        .handler(
            ctx ->
                form(
                    ctx,
                    pool,
                    "text/html; charset=utf-8",
                    "",
                    (shown, out) -> out.write(utf8(forms.html(shown.view())))));
    router
        .get("/api/v1/ledgers/:span.pdf")
        .handler(
            ctx ->
                form(
                    ctx,
                    pool,
                    "application/pdf",
                    "pdf",
                    (shown, out) -> Pdf.write(forms.html(shown.view()), out)));
    router
        .get("/api/v1/ledgers/:span.xlsx")
        .handler(
            ctx ->
                form(
                    ctx,
                    pool,
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "xlsx",
                    (shown, out) -> Xlsx.write(forms.tables(shown.view()), out)));
    router
        .get("/api/v1/ledgers/:span.csv")
        .handler(
            ctx ->
                form(
                    ctx,
                    pool,
                    "text/csv; charset=utf-8",
                    "csv",
                    (shown, out) -> Csv.write(forms.table(shown.view()), out)));
    router
        .get("/api/v1/ledgers/:span.json")
        .handler(
            ctx ->
                form(
                    ctx,
                    pool,
                    "application/json",
                    "json",
                    (shown, out) -> out.write(utf8(text(shown)))));
    router.get("/api/v1/ledgers/:span").handler(this::show);
    router.get("/api/v1/ledgers/:span/versions").handler(this::versions);
    router.post("/api/v1/ledgers/:span/issue").handler(this::issue);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** What the digest is of, to the byte. */
  private static String text(LedgerJson.Shown shown) {
    return shown
        .kept()
        .map(LedgerVersion.Kept::text)
        .orElseThrow(
            () -> Problem.notFound("it was not issued; what is issued has a text with a digest"));
  }

  private void list(RoutingContext ctx) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), desk.zone());
    LocalDate from = date(ctx, "from", today.minusMonths(2));
    LocalDate to = date(ctx, "to", today);
    Answers.blocking(
        ctx,
        () -> {
          JsonArray all = new JsonArray();
          for (LedgerStore.Issued one : desk.store().issued(from, to, LIST_MAX)) {
            all.add(views.issued(one));
          }
          return new JsonObject().put("ledgers", all);
        });
  }

  private static LocalDate date(RoutingContext ctx, String name, LocalDate otherwise) {
    String text = ctx.request().getParam(name);
    try {
      return text == null ? otherwise : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.bad("'" + name + "' is a day such as 2026-11-28, not '" + text + "'");
    }
  }

  private LedgerKey key(RoutingContext ctx) {
    return key(
        ctx.pathParam("span"),
        text(ctx.request().getParam("area")),
        text(ctx.request().getParam("point")));
  }

  private static String text(String parameter) {
    return parameter == null ? "" : parameter;
  }

  private LedgerKey key(String spanText, String area, String point) {
    if (area.isEmpty() == point.isEmpty()) {
      throw Problem.bad("give 'area', such as main/canteen-1/cold-store, or 'point', a point's id");
    }
    Span span;
    try {
      span = Span.parse(spanText);
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
    if (!point.isEmpty()) {
      Point of = point(point);
      if (of.event()) {
        throw Problem.bad(
            point
                + " measures once a person; ledgers are of points that are asked again and again");
      }
      return new LedgerKey(of.site(), of.area(), Optional.of(of.id()), span);
    }
    int slash = area.indexOf('/');
    String site = slash < 0 ? "" : area.substring(0, slash);
    String path = area.substring(slash + 1);
    boolean known =
        campus.lists(site, path)
            || watch.points().stream()
                .map(PointState::point)
                .anyMatch(p -> p.site().equals(site) && p.area().equals(path));
    if (!known) {
      throw Problem.notFound("there is no area " + area);
    }
    return new LedgerKey(site, path, Optional.empty(), span);
  }

  private Point point(String id) {
    try {
      return watch
          .point(PointId.parse(id))
          .map(PointState::point)
          .orElseThrow(() -> Problem.notFound("there is no point " + id));
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
  }

  private static boolean english(RoutingContext ctx) {
    return "en".equals(ctx.request().getParam("lang"));
  }

  private LedgerJson.Shown shown(LedgerKey key, String version, boolean english) {
    try {
      if (version.isEmpty()) {
        return views.now(key, english, clock.instant());
      }
      List<LedgerVersion.Kept> versions = desk.store().versions(key);
      int number = version.equals("last") ? versions.size() : Integer.parseInt(version);
      if (number >= 1 && number <= versions.size()) {
        return views.version(versions, number, english);
      }
      throw Problem.notFound(key.id() + " has no version " + version);
    } catch (NumberFormatException e) {
      throw Problem.bad("'version' is a number from 1, or last, not '" + version + "'");
    } catch (HistoryException e) {
      throw new Problem.BadRequest(503, e.getMessage());
    }
  }

  private void show(RoutingContext ctx) {
    LedgerKey key = key(ctx);
    String version = text(ctx.request().getParam("version"));
    boolean english = english(ctx);
    Answers.blocking(ctx, () -> views.json(shown(key, version, english), clock.instant()));
  }

  /** Made whole before it is sent, so that half of one is never taken for all. */
  private void form(
      RoutingContext ctx, WorkerExecutor pool, String type, String ending, Form form) {
    LedgerKey key = key(ctx);
    String version = text(ctx.request().getParam("version"));
    boolean english = english(ctx);
    pool.executeBlocking(
            () -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              form.write(shown(key, version, english), out);
              return Buffer.buffer(out.toByteArray());
            },
            false)
        .onSuccess(
            bytes -> {
              if (!ending.isEmpty()) {
                String name = key.id().replaceAll("[^A-Za-z0-9._-]", "_") + "." + ending;
                ctx.response()
                    .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
              }
              ctx.response()
                  .putHeader("Content-Type", type)
                  .putHeader("Cache-Control", "no-store")
                  .end(bytes);
            })
        .onFailure(ctx::fail);
  }

  private void versions(RoutingContext ctx) {
    LedgerKey key = key(ctx);
    boolean english = english(ctx);
    Answers.blocking(ctx, () -> views.versions(key, english));
  }

  private void issue(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, ISSUE);
    LedgerKey key =
        key(ctx.pathParam("span"), Answers.text(body, "area"), Answers.text(body, "point"));
    String user = LoginApi.user(ctx);
    boolean english = english(ctx);
    Instant now = clock.instant();
    Answers.blocking(
        ctx,
        () -> {
          String recorder = signed(body, "recorder");
          String reviewer =
              Answers.text(body, "reviewer").isBlank() ? "" : signed(body, "reviewer");
          LedgerDesk.Outcome outcome;
          try {
            outcome = desk.issue(key, new LedgerDesk.Signed(recorder, reviewer, user), now);
          } catch (HistoryException e) {
            throw new Problem.BadRequest(503, e.getMessage());
          }
          if (outcome instanceof LedgerDesk.Refused refused) {
            throw Problem.conflict(refused.why());
          }
          LedgerVersion.Kept kept = ((LedgerDesk.Issued) outcome).version();
          String detail = "version %d, %s".formatted(kept.version().number(), kept.digest());
          accounts.audit(now.toEpochMilli(), user, "ledger-issue", key.id(), detail);
          return views.json(shown(key, "last", english), now);
        });
  }

  /** By name, so that the ledger can be read without the campus file. */
  private String signed(JsonObject body, String key) {
    String who = signing.who(key, Answers.text(body, key).strip(), Answers.text(body, key + "Pin"));
    return people.label(who);
  }

  private void enter(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, ENTRY);
    Point point = point(Answers.text(body, "point"));
    long at = Times.parse("time", Answers.text(body, "time"));
    String reason = Answers.text(body, "reason").strip();
    if (reason.isEmpty() || reason.length() > REASON_MAX) {
      throw Problem.bad("'reason' says why it was read by eye, in 1 to " + REASON_MAX + " letters");
    }
    double value = value(body);
    String user = LoginApi.user(ctx);
    Instant now = clock.instant();
    Answers.blocking(
        ctx,
        () -> {
          String pin = Answers.text(body, "pin");
          String who = signing.who("person", Answers.text(body, "person").strip(), pin);
          HandValue entry =
              new HandValue(
                  point.id(),
                  Instant.ofEpochMilli(at),
                  value,
                  reason,
                  people.label(who),
                  user,
                  now);
          Optional<String> refusal;
          try {
            refusal = desk.enter(point, entry, now);
          } catch (HistoryException e) {
            throw new Problem.BadRequest(503, e.getMessage());
          }
          if (refusal.isPresent()) {
            throw Problem.conflict(refusal.get());
          }
          JsonObject view = views.hand(entry);
          accounts.audit(
              now.toEpochMilli(),
              user,
              "ledger-entry",
              point.id().toString(),
              reason,
              "",
              view.encode());
          return view.put("point", point.id().toString());
        });
  }

  private static double value(JsonObject body) {
    if (body.getValue("value") instanceof Number number
        && Math.abs(number.doubleValue()) <= VALUE_MAX) {
      return number.doubleValue();
    }
    throw Problem.bad("'value' is the number that was read, in the unit of the point");
  }
}
