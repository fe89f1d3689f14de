package org.campussentry.ingest.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import org.campussentry.ingest.daily.DailyDocument;

/**
 * {@code /api/v1/disinfection/record}: the record of disinfection of a day or some days, as paper.
 */
final class RecordApi {
  private static final int DAYS_MAX = 31;

  private final RecordPart record;
  private final Times times;
  private final InstantSource clock;

  RecordApi(RecordPart record, Times times, InstantSource clock) {
    this.record = record;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/disinfection/record.json").handler(this::json);
    router
        .get("/api/v1/disinfection/record.html")
        .handler(
            ctx ->
                file(
                    ctx,
                    "text/html; charset=utf-8",
                    true,
                    d -> record.html(d).getBytes(StandardCharsets.UTF_8)));
    router
        .get("/api/v1/disinfection/record.pdf")
        .handler(ctx -> file(ctx, "application/pdf", true, record::pdf));
    router
        .get("/api/v1/disinfection/record.xlsx")
        .handler(
            ctx ->
                file(
                    ctx,
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    false,
                    record::xlsx));
    router
        .get("/api/v1/disinfection/record.csv")
        .handler(ctx -> file(ctx, "text/csv; charset=utf-8", false, record::csv));
  }

  private interface Form {
    byte[] of(DailyDocument document) throws IOException;
  }

  private record Asked(LocalDate from, LocalDate to, boolean english) {}

  private Asked asked(RoutingContext ctx) {
    String date = ctx.request().getParam("date");
    String from = ctx.request().getParam("from");
    String to = ctx.request().getParam("to");
    if (date != null && (from != null || to != null)) {
      throw Problem.bad("give 'date', or 'from' and 'to'");
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), times.zone());
    boolean one = from == null && to == null;
    LocalDate first = one ? day("date", date == null ? today.toString() : date) : day("from", from);
    LocalDate last = one ? first : day("to", to);
    if (last.isBefore(first) || last.isAfter(first.plusDays(DAYS_MAX - 1))) {
      throw Problem.bad("'to' is no day before 'from', and at most %d days".formatted(DAYS_MAX));
    }
    String lang = ctx.request().getParam("lang");
    if (lang != null && !lang.equals("en") && !lang.equals("zh") && !lang.equals("zh-CN")) {
      throw Problem.bad("'lang' is zh-CN or en, not '" + lang + "'");
    }
    return new Asked(first, last, "en".equals(lang));
  }

  private static LocalDate day(String name, String text) {
    try {
      return LocalDate.parse(String.valueOf(text));
    } catch (DateTimeException e) {
      throw Problem.bad("'" + name + "' is a day such as 2026-11-28, not '" + text + "'");
    }
  }

  private void json(RoutingContext ctx) {
    Asked asked = asked(ctx);
    Answers.blocking(
        ctx,
        () ->
            new JsonObject()
                .put("from", asked.from().toString())
                .put("to", asked.to().toString())
                .put(
                    "document",
                    DailyView.document(
                        record.of(asked.from(), asked.to(), asked.english(), true))));
  }

  private void file(RoutingContext ctx, String type, boolean paper, Form form) {
    Asked asked = asked(ctx);
    String ending = ctx.normalizedPath().replaceFirst(".*\\.", ".");
    ctx.vertx()
        .executeBlocking(
            () -> form.of(record.of(asked.from(), asked.to(), asked.english(), paper)), false)
        .onSuccess(
            bytes -> {
              ctx.response().putHeader("Content-Type", type).putHeader("Cache-Control", "no-store");
              if (!ending.equals(".html")) {
                String name = "disinfection-%s_%s%s".formatted(asked.from(), asked.to(), ending);
                ctx.response()
                    .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
              }
              ctx.response().end(Buffer.buffer(bytes));
            })
        .onFailure(ctx::fail);
  }
}
