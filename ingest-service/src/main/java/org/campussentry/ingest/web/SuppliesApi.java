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
import java.util.OptionalLong;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.amend.AmendmentDesk;
import org.campussentry.ingest.amend.Written;
import org.campussentry.ingest.supply.Books;
import org.campussentry.ingest.supply.Item;
import org.campussentry.ingest.supply.Movement;
import org.campussentry.ingest.supply.Movement.Kind;
import org.campussentry.ingest.supply.Stock;
import org.campussentry.ingest.supply.SupplyDesk;

/** {@code /api/v1/supplies}: what is in stock, and what people enter into the books. */
final class SuppliesApi {
  private static final int TEXT_MAX = 1000;
  private static final double AMOUNT_MAX = 1e9;
  private static final Duration BACK_MAX = Duration.ofDays(31);
  private static final Set<String> MOVEMENT =
      Set.of("kind", "amount", "person", "pin", "note", "at", "expires", "corrects");
  private static final List<Kind> BY_PEOPLE = List.of(Kind.IN, Kind.OUT, Kind.COUNT);

  private final SupplyDesk desk;
  private final AmendedView<Item> items;
  private final Signing signing;
  private final AccountStore accounts;
  private final SuppliesView views;
  private final InstantSource clock;

  SuppliesApi(
      SupplyDesk desk,
      AmendmentDesk<Item> items,
      Signing signing,
      AccountStore accounts,
      SuppliesView views,
      InstantSource clock) {
    this.desk = desk;
    this.items = new AmendedView<>("item", items, accounts, views.times());
    this.signing = signing;
    this.accounts = accounts;
    this.views = views;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/supplies").handler(this::all);
    router.get("/api/v1/supplies/:id").handler(this::one);
    router.put("/api/v1/supplies/:id").handler(this::write);
    router.delete("/api/v1/supplies/:id").handler(ctx -> items.delete(ctx, clock.instant()));
    router.post("/api/v1/supplies/:id/movements").handler(this::move);
  }

  private void all(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          JsonArray list = new JsonArray();
          items.all().forEach(written -> list.add(item(written, books(written))));
          return new JsonObject()
              .put("now", views.times().iso(clock.instant().toEpochMilli()))
              .put("meanDays", Stock.MEAN_DAYS)
              .put("items", list)
              .put("unread", items.unread());
        });
  }

  private Books books(Written<Item> written) {
    return desk.books(written.id());
  }

  private JsonObject item(Written<Item> written, Books books) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, views.times().zone());
    return views
        .item(written.value())
        .mergeIn(views.stock(desk.stock(written.value(), books, now), today))
        .mergeIn(items.origin(written));
  }

  private void one(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Answers.blocking(ctx, () -> whole(id));
  }

  private JsonObject whole(String id) {
    Written<Item> written = items.find(id);
    Books books = books(written);
    return item(written, books)
        .put("lines", views.lines(books))
        .put("lineCount", books.lines().size())
        .put("changes", items.changes(id));
  }

  private void write(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Runnable change = items.put(ctx, clock.instant());
    Answers.blocking(
        ctx,
        () -> {
          change.run();
          return whole(id);
        });
  }

  private void move(RoutingContext ctx) {
    JsonObject body = Answers.body(ctx);
    Answers.only(body, MOVEMENT);
    String id = ctx.pathParam("id");
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Item item = items.find(id).value();
          Instant now = clock.instant();
          Movement movement =
              body.containsKey("corrects")
                  ? correction(item, body, user, now)
                  : entry(item, body, user, now);
          Movement kept = desk.enter(movement);
          accounts.audit(
              now.toEpochMilli(), user, "supply-" + kept.kind().word(), id, detail(kept));
          return whole(id);
        });
  }

  private static String detail(Movement kept) {
    String corrects =
        kept.corrects().isPresent() ? "corrects " + kept.corrects().getAsLong() + ": " : "";
    return "%d: %s%s %s, %s"
        .formatted(kept.number(), corrects, kept.amount(), kept.person(), kept.note());
  }

  private Movement entry(Item item, JsonObject body, String user, Instant now) {
    Kind kind =
        BY_PEOPLE.stream()
            .filter(k -> k.word().equals(body.getValue("kind")))
            .findFirst()
            .orElseThrow(() -> Problem.bad("'kind' is in, out or count"));
    double amount = amount(body, kind == Kind.COUNT);
    Instant at = at(body, now);
    Optional<LocalDate> expires = expires(body, kind);
    if (kind == Kind.OUT) {
      refuseMoreThanThereIs(item, amount);
    }
    return movement(item, kind, amount, at, OptionalLong.empty(), expires, body, user, now);
  }

  /** Books that go below nothing help nobody: whoever holds the thing in hand knows better. */
  private void refuseMoreThanThereIs(Item item, double amount) {
    var stock = desk.books(item.id()).stock();
    if (stock.isEmpty()) {
      throw Problem.conflict(
          "nobody has counted '%s' yet: enter a count first".formatted(item.id()));
    }
    if (amount > stock.getAsDouble()) {
      throw Problem.conflict(
          "by the books there are %s of '%s': count what is there first, then take it out"
              .formatted(shown(stock.getAsDouble()), item.id()));
    }
  }

  private static String shown(double amount) {
    return java.math.BigDecimal.valueOf(Math.round(amount * 1000), 3)
        .stripTrailingZeros()
        .toPlainString();
  }

  private Movement correction(Item item, JsonObject body, String user, Instant now) {
    if (!(body.getValue("corrects") instanceof Number number)) {
      throw Problem.bad("'corrects' is the number of a movement");
    }
    for (String key : List.of("kind", "at", "expires")) {
      if (body.containsKey(key)) {
        throw Problem.bad("a correction takes no '" + key + "': only the amount was wrong");
      }
    }
    Movement wrong =
        desk.books(item.id()).lines().stream()
            .map(Books.Line::movement)
            .filter(m -> m.number() == number.longValue())
            .findFirst()
            .orElseThrow(() -> Problem.bad("'corrects' is no movement of " + item.id()));
    if (wrong.kind() == Kind.COMPUTED) {
      throw Problem.conflict(
          "it is worked out from readings, and late ones correct it; count what is there");
    }
    if (Answers.text(body, "note").isBlank()) {
      throw Problem.bad("'note' says what was wrong");
    }
    return movement(
        item,
        Kind.CORRECTION,
        amount(body, true),
        wrong.at(),
        OptionalLong.of(wrong.number()),
        Optional.empty(),
        body,
        user,
        now);
  }

  private Movement movement(
      Item item,
      Kind kind,
      double amount,
      Instant at,
      OptionalLong corrects,
      Optional<LocalDate> expires,
      JsonObject body,
      String user,
      Instant now) {
    String note = Answers.text(body, "note").strip();
    if (note.length() > TEXT_MAX) {
      throw Problem.bad("'note' has at most " + TEXT_MAX + " letters");
    }
    String person =
        signing.who("person", Answers.text(body, "person").strip(), Answers.text(body, "pin"));
    return new Movement(
        0,
        item.id(),
        item.site(),
        kind,
        amount,
        at,
        corrects,
        Optional.empty(),
        expires,
        person,
        note,
        user,
        now);
  }

  private static double amount(JsonObject body, boolean mayBeNothing) {
    if (!(body.getValue("amount") instanceof Number number)
        || !(number.doubleValue() >= 0 && number.doubleValue() <= AMOUNT_MAX)
        || (number.doubleValue() == 0 && !mayBeNothing)) {
      throw Problem.bad(
          "'amount' is in the unit of the item, %s"
              .formatted(mayBeNothing ? "0 or more" : "more than 0"));
    }
    return number.doubleValue();
  }

  private static Instant at(JsonObject body, Instant now) {
    String text = Answers.text(body, "at");
    Instant at = text.isEmpty() ? now : Instant.ofEpochMilli(Times.parse("at", text));
    if (at.isAfter(now) || at.isBefore(now.minus(BACK_MAX))) {
      throw Problem.bad(
          "'at' is not in the future and at most %d days ago".formatted(BACK_MAX.toDays()));
    }
    return at;
  }

  private static Optional<LocalDate> expires(JsonObject body, Kind kind) {
    String text = Answers.text(body, "expires");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (kind != Kind.IN) {
      throw Problem.bad("only what comes in has 'expires'");
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      throw Problem.bad("'expires' is a day such as 2027-11-28, not '" + text + "'");
    }
  }
}
