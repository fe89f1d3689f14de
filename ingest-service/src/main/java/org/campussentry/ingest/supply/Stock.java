package org.campussentry.ingest.supply;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What there is of an item, and for how long. Immutable.
 *
 * @param stock in the item's unit; below 0 when more was used than came in by the books
 * @param perDay mean use of the last days, where it can be told
 * @param days for how many days the stock lasts at that
 * @param forecast whether it can be told, or why not
 * @param lowSince since when there is too little
 * @param expires the next day on which something of it expires
 * @param counted when somebody last looked what is there
 */
public record Stock(
    Item item,
    OptionalDouble stock,
    OptionalDouble perDay,
    OptionalDouble days,
    Forecast forecast,
    Optional<Instant> lowSince,
    Optional<LocalDate> expires,
    Optional<Instant> counted) {

  /** The mean is that of so many days, that of today left out. */
  public static final int MEAN_DAYS = 14;

  /** Of fewer days there is no mean. */
  static final int LEAST_DAYS = 3;

  /** Whether days can be told. */
  public enum Forecast {
    KNOWN,
    /** Nobody counted what is there. */
    NOT_COUNTED,
    /** The books begin too short a time ago. */
    TOO_EARLY,
    /** Nothing was used. */
    UNUSED;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How it stands. */
  public enum State {
    /** Nobody counted what is there. */
    UNKNOWN,
    ENOUGH,
    /** Less than the minimum. */
    LOW,
    /** Nothing is left. */
    OUT,
    /** More was used than there was by the books: they are wrong, count it. */
    WRONG;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it stands. */
  public State state() {
    if (stock.isEmpty()) {
      return State.UNKNOWN;
    }
    double left = stock.getAsDouble();
    if (left < 0) {
      return State.WRONG;
    }
    if (left == 0) {
      return State.OUT;
    }
    return Books.isLow(left, item.minimum()) ? State.LOW : State.ENOUGH;
  }

  /** By the books of an item. */
  static Stock of(Item item, Books books, ZoneId zone, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    OptionalDouble perDay = OptionalDouble.empty();
    OptionalDouble days = OptionalDouble.empty();
    Forecast forecast = Forecast.TOO_EARLY;
    long known = days(books, zone, today);
    if (known >= LEAST_DAYS) {
      Instant from = today.minusDays(known).atStartOfDay(zone).toInstant();
      double mean = books.used(from, today.atStartOfDay(zone).toInstant()) / known;
      perDay = OptionalDouble.of(mean);
      forecast = mean > 0 ? Forecast.KNOWN : Forecast.UNUSED;
    }
    if (books.stock().isEmpty()) {
      forecast = Forecast.NOT_COUNTED;
    } else if (forecast == Forecast.KNOWN) {
      days = OptionalDouble.of(Math.max(0, books.stock().getAsDouble()) / perDay.getAsDouble());
    }
    return new Stock(
        item,
        books.stock(),
        perDay,
        days,
        forecast,
        books.lowSince(item.minimum()),
        books.expires(),
        books.counted());
  }

  /** Whole days in the books, up to those of the mean. */
  private static long days(Books books, ZoneId zone, LocalDate today) {
    if (books.lines().isEmpty()) {
      return 0;
    }
    LocalDate first = LocalDate.ofInstant(books.lines().get(0).movement().at(), zone);
    return Math.min(MEAN_DAYS, ChronoUnit.DAYS.between(first, today));
  }
}
