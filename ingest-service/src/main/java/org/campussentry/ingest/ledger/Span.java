package org.campussentry.ingest.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/**
 * The day or the month of a ledger. Immutable.
 *
 * @param first the day, or the first of the month
 */
public record Span(LocalDate first, boolean isMonth) {
  /** A ledger of before computers, or of a mistyped year, would be empty and take as long. */
  private static final int YEAR_MIN = 2000;

  private static final int YEAR_MAX = 2999;

  /**
   * Reads {@code 2026-11-20} or {@code 2026-11}.
   *
   * @throws IllegalArgumentException says how it is written
   */
  public static Span parse(String text) {
    try {
      boolean month = text.length() <= "2026-11".length();
      LocalDate first = month ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
      if (first.getYear() >= YEAR_MIN && first.getYear() <= YEAR_MAX) {
        return new Span(first, month);
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is neither a day such as 2026-11-20 nor a month such as 2026-11");
  }

  public static Span day(LocalDate day) {
    return new Span(day, false);
  }

  public static Span month(YearMonth month) {
    return new Span(month.atDay(1), true);
  }

  /** Included. */
  public LocalDate last() {
    return isMonth ? YearMonth.from(first).atEndOfMonth() : first;
  }

  public List<LocalDate> days() {
    return first.datesUntil(last().plusDays(1)).toList();
  }

  public Instant start(ZoneId zone) {
    return first.atStartOfDay(zone).toInstant();
  }

  /** Exclusive. */
  public Instant end(ZoneId zone) {
    return last().plusDays(1).atStartOfDay(zone).toInstant();
  }

  @Override
  public String toString() {
    return isMonth ? YearMonth.from(first).toString() : first.toString();
  }
}
