package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.daily.DailyDay;
import org.campussentry.ingest.daily.DailyDesk;
import org.campussentry.ingest.daily.DailyStore;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.sending.Form;
import org.campussentry.ingest.sending.Receiver;
import org.campussentry.ingest.sending.ReportSender;
import org.campussentry.ingest.sending.Sending;

/** {@code /api/v1/reports/daily/…/sendings}: who gets a day's report, and whether it arrived. */
final class SendingsApi {
  private final ReportSender sender;
  private final DailyDesk desk;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  SendingsApi(
      ReportSender sender,
      DailyDesk desk,
      AccountStore accounts,
      Times times,
      InstantSource clock) {
    this.sender = sender;
    this.desk = desk;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/reports/daily/:date/sendings").handler(this::list);
    router.post("/api/v1/reports/daily/:date/send").handler(this::send);
  }

  private void list(RoutingContext ctx) {
    LocalDate date = date(ctx);
    Answers.blocking(ctx, () -> view(day(date)));
  }

  private void send(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("channel", "to"));
    LocalDate date = date(ctx);
    String channel = Answers.text(body, "channel");
    String to = Answers.text(body, "to");
    Receiver receiver =
        sender.receivers().stream()
            .filter(r -> r.channel().equals(channel) && r.to().equals(to))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.bad(
                        "'channel' and 'to' are those of one of `report.send` of the campus file"));
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          DailyStore.Day day = day(date);
          DailyDay made =
              desk.day(date)
                  .orElseThrow(
                      () ->
                          Problem.conflict(
                              "there is no report of " + date + " yet; make it first"));
          switch (sender.again(receiver, day, made, user)) {
            case AWAY ->
                throw new Problem.BadRequest(503, "the journal does not answer; try again");
            case ON_ITS_WAY ->
                throw Problem.conflict(
                    "it is on its way to that receiver, and tried until it arrives");
            case ORDERED ->
                accounts.audit(
                    clock.millis(),
                    user,
                    "daily-report-send",
                    date.toString(),
                    "version %d to %s %s".formatted(made.last().number(), channel, to).strip());
          }
          return view(day);
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

  private DailyStore.Day day(LocalDate date) {
    return desk.open(date).orElseThrow(() -> Problem.notFound("there is no report of " + date));
  }

  private JsonObject view(DailyStore.Day day) {
    List<Sending> all =
        sender
            .sendings(day)
            .orElseThrow(
                () -> new Problem.BadRequest(503, "the journal does not answer; try again"));
    JsonArray receivers = new JsonArray();
    sender.receivers().forEach(r -> receivers.add(receiver(r)));
    JsonArray sendings = new JsonArray();
    all.forEach(s -> sendings.add(sending(s)));
    return new JsonObject()
        .put("date", day.date().toString())
        .put("receivers", receivers)
        .put("sendings", sendings);
  }

  private static JsonObject receiver(Receiver of) {
    JsonObject view =
        new JsonObject()
            .put("channel", of.channel())
            .put("to", of.to())
            .put("confirmed", of.confirmed())
            .put("forms", new JsonArray(of.forms().stream().map(Form::word).toList()))
            .put("language", of.english() ? "en" : "zh");
    of.at().ifPresent(at -> view.put("at", at.toString()));
    return view;
  }

  private JsonObject sending(Sending of) {
    Delivery delivery = of.delivery();
    JsonObject view =
        new JsonObject()
            .put("id", delivery.id())
            .put("channel", of.channel())
            .put("to", of.to())
            .put("version", of.version())
            .put("confirmed", of.confirmed())
            .put("by", of.by())
            .put("state", state(of))
            .put("attempts", delivery.attempts())
            .put("ordered", iso(delivery.createdAt()));
    if (of.isSent()) {
      view.put("sent", iso(delivery.sentAt()));
    }
    if (of.isWaiting() && delivery.attempts() > 0) {
      view.put("next", iso(delivery.nextAt()));
    }
    return delivery.error().isEmpty() ? view : view.put("error", delivery.error());
  }

  private static String state(Sending of) {
    return switch (of.delivery().state()) {
      case SENT -> "sent";
      case WAITING -> "waiting";
      case GIVEN_UP -> of.isSuperseded() ? "superseded" : "given-up";
    };
  }

  private String iso(long millis) {
    return times.iso(millis);
  }
}
