package org.campussentry.ingest.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.daily.DailyDay;
import org.campussentry.ingest.daily.DailyDesk;
import org.campussentry.ingest.daily.DailyDocument;
import org.campussentry.ingest.daily.DailyStep;
import org.campussentry.ingest.daily.DailyStore;
import org.campussentry.ingest.daily.DailyWriter;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.sending.DailyFiles;

/** {@code /api/v1/reports/daily}: reports of days, in all their forms, and who stands for them. */
final class DailyApi {
  private static final int LIST_MAX = 60;
  private static final int REASON_MAX = 1000;
  private static final int CASES_MAX = 1_000_000;
  private static final Set<String> ENTER = Set.of("suspected", "confirmed", "person", "pin");
  private static final Set<String> SIGN = Set.of("version", "person", "pin", "reason");

  private final DailyDesk desk;
  private final DailyWriter writer;
  private final DailyFiles files = new DailyFiles();
  private final DailyView views;
  private final Signing signing;
  private final AccountStore accounts;
  private final InstantSource clock;

  DailyApi(
      DailyDesk desk,
      DailyWriter writer,
      DailyView views,
      Signing signing,
      AccountStore accounts,
      InstantSource clock) {
    this.desk = desk;
    this.writer = writer;
    this.views = views;
    this.signing = signing;
    this.accounts = accounts;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/reports/daily").handler(this::list);
    router
        .get("/api/v1/reports/daily/:date.html")
        .handler(
            ctx ->
                file(
                    ctx,
                    "text/html; charset=utf-8",
                    d -> files.html(d).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    router
        .get("/api/v1/reports/daily/:date.pdf")
        .handler(ctx -> file(ctx, "application/pdf", files::pdf));
    router
        .get("/api/v1/reports/daily/:date.xlsx")
        .handler(
            ctx ->
                file(
                    ctx,
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    files::xlsx));
    router
        .get("/api/v1/reports/daily/:date.csv")
        .handler(ctx -> file(ctx, "text/csv; charset=utf-8", files::csv));
    router.get("/api/v1/reports/daily/:date.json").handler(this::one);
    router.get("/api/v1/reports/daily/:date").handler(this::one);
    router.post("/api/v1/reports/daily/:date/make").handler(this::make);
    router.post("/api/v1/reports/daily/:date/enter").handler(this::enter);
    router
        .post("/api/v1/reports/daily/:date/record")
        .handler(ctx -> sign(ctx, DailyStep.Kind.RECORDED));
    router
        .post("/api/v1/reports/daily/:date/review")
        .handler(ctx -> sign(ctx, DailyStep.Kind.REVIEWED));
    router
        .post("/api/v1/reports/daily/:date/sign")
        .handler(ctx -> sign(ctx, DailyStep.Kind.SIGNED));
  }

  private interface Form {
    byte[] of(DailyDocument document) throws IOException;
  }

  private void list(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          Instant now = clock.instant();
          List<DailyStore.Day> days = desk.days(LIST_MAX);
          Map<LocalDate, DailyDay> made =
              days.isEmpty() ? Map.of() : desk.heads(days.get(days.size() - 1).date());
          JsonArray list = new JsonArray();
          for (DailyStore.Day day : days) {
            Optional<DailyDay> of = Optional.ofNullable(made.get(day.date()));
            list.add(views.day(day, of, desk.madeAt(day.date()), now));
          }
          return new JsonObject()
              .put("now", views.times().iso(now.toEpochMilli()))
              .put("watched", desk.plan().watched())
              .put("limit", desk.plan().limit())
              .put("criticalGapMs", desk.plan().criticalGap().toMillis())
              .put("days", list);
        });
  }

  private static LocalDate date(RoutingContext ctx) {
    String text = ctx.pathParam("date");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.bad("'" + text + "' is not a day such as 2026-11-28");
    }
  }

  private DailyStore.Day open(LocalDate date) {
    return desk.open(date)
        .orElseThrow(
            () ->
                Problem.notFound("there is no report of " + date + ": the service was not there"));
  }

  private DailyDay made(LocalDate date) {
    open(date);
    return desk.day(date)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "the report of %s is made at %s; POST …/make makes it now"
                        .formatted(date, views.times().iso(desk.madeAt(date).toEpochMilli()))));
  }

  /** The one that is asked for, else the last. */
  private static DailyDay.Version version(RoutingContext ctx, DailyDay day) {
    String wanted = ctx.request().getParam("version");
    return day.versions().stream()
        .filter(v -> wanted == null || wanted.equals(String.valueOf(v.number())))
        .reduce((first, second) -> second)
        .orElseThrow(() -> Problem.notFound("there is no version " + wanted));
  }

  private static boolean english(RoutingContext ctx) {
    String lang = ctx.request().getParam("lang");
    if (lang != null && !lang.equals("en") && !lang.equals("zh") && !lang.equals("zh-CN")) {
      throw Problem.bad("'lang' is zh-CN or en, not '" + lang + "'");
    }
    return "en".equals(lang);
  }

  private DailyDocument document(DailyDay day, DailyDay.Version version, boolean english) {
    return DailyFiles.document(desk, writer, day, version, english);
  }

  private void one(RoutingContext ctx) {
    LocalDate date = date(ctx);
    boolean english = english(ctx);
    Answers.blocking(
        ctx,
        () -> {
          DailyDay day = made(date);
          return whole(day, version(ctx, day), english);
        });
  }

  private JsonObject whole(DailyDay day, DailyDay.Version version, boolean english) {
    return views.whole(
        open(day.date()),
        day,
        version,
        document(day, version, english),
        desk.madeAt(day.date()),
        clock.instant());
  }

  private void file(RoutingContext ctx, String type, Form form) {
    LocalDate date = date(ctx);
    boolean english = english(ctx);
    boolean page = type.startsWith("text/html");
    String ending = ctx.normalizedPath().replaceFirst(".*\\.", ".");
    ctx.vertx()
        .executeBlocking(
            () -> {
              DailyDay day = made(date);
              return form.of(document(day, version(ctx, day), english));
            },
            false)
        .onSuccess(
            bytes -> {
              ctx.response().putHeader("Content-Type", type).putHeader("Cache-Control", "no-store");
              if (!page) {
                ctx.response()
                    .putHeader(
                        "Content-Disposition",
                        "attachment; filename=\"daily-report-" + date + ending + "\"");
              }
              ctx.response().end(Buffer.buffer(bytes));
            })
        .onFailure(ctx::fail);
  }

  private void make(RoutingContext ctx) {
    Answers.only(Answers.body(ctx), Set.of());
    LocalDate date = date(ctx);
    boolean english = english(ctx);
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          open(date);
          Instant now = clock.instant();
          try {
            DailyDay day = desk.makeNow(date, user, now);
            audit(now, user, "daily-report-make", day);
            return whole(day, day.last(), english);
          } catch (HistoryException e) {
            throw new Problem.BadRequest(
                503, "the readings can't be read now, so no report is made: " + e.getMessage());
          }
        });
  }

  private void audit(Instant now, String user, String what, DailyDay day) {
    accounts.audit(
        now.toEpochMilli(),
        user,
        what,
        day.date().toString(),
        "version " + day.last().number() + ", " + day.last().digest());
  }

  private void enter(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, ENTER);
    LocalDate date = date(ctx);
    boolean english = english(ctx);
    int suspected = cases(body, "suspected");
    int confirmed = cases(body, "confirmed");
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          open(date);
          Instant now = clock.instant();
          String person =
              signing.who(
                  "person", Answers.text(body, "person").strip(), Answers.text(body, "pin"));
          DailyDay.Entered entered = new DailyDay.Entered(suspected, confirmed, person);
          DailyDay day = kept(desk.enter(date, entered, user, now));
          audit(now, user, "daily-report-enter", day);
          return whole(day, day.last(), english);
        });
  }

  private static int cases(JsonObject body, String key) {
    if (body.getValue(key) instanceof Integer n && n >= 0 && n <= CASES_MAX) {
      return n;
    }
    throw Problem.bad("'" + key + "' is how many cases people know of, from 0");
  }

  private void sign(RoutingContext ctx, DailyStep.Kind kind) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, SIGN);
    LocalDate date = date(ctx);
    boolean english = english(ctx);
    if (!(body.getValue("version") instanceof Integer version)) {
      throw Problem.bad("'version' is the number of the version that was read");
    }
    String reason = Answers.text(body, "reason").strip();
    if (reason.length() > REASON_MAX) {
      throw Problem.bad("'reason' has at most " + REASON_MAX + " letters");
    }
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          open(date);
          Instant now = clock.instant();
          String person =
              signing.who(
                  "person", Answers.text(body, "person").strip(), Answers.text(body, "pin"));
          DailyDay day = kept(desk.sign(date, kind, version, person, reason, user, now));
          audit(now, user, "daily-report-" + kind.word(), day);
          return whole(day, day.last(), english);
        });
  }

  private static DailyDay kept(DailyDesk.Outcome outcome) {
    if (outcome instanceof DailyDesk.Refused refused) {
      throw new Problem.BadRequest(
          409, refused.why(), new JsonObject().put("code", refused.code()));
    }
    return ((DailyDesk.Kept) outcome).day();
  }
}
