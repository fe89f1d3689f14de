package org.campussentry.benchmarks.measure;

import java.util.Locale;
import java.util.Optional;

/**
 * One figure, and what it should be.
 *
 * @param what it is, with its unit
 * @param limit empty when it is for orientation only
 */
public record Figure(String what, double value, Optional<Limit> limit) {

  /** A bound from above or below, in the unit of the figure. */
  public record Limit(double bound, boolean atMost) {}

  /** A figure for orientation. */
  public static Figure of(String what, double value) {
    return new Figure(what, value, Optional.empty());
  }

  /** A figure that should not be above. */
  public static Figure atMost(double bound, String what, double value) {
    return new Figure(what, value, Optional.of(new Limit(bound, true)));
  }

  /** A figure that should not be below. */
  public static Figure atLeast(double bound, String what, double value) {
    return new Figure(what, value, Optional.of(new Limit(bound, false)));
  }

  /** A line of a table; the ratio is value ÷ limit. */
  public String line() {
    String figure = String.format(Locale.ROOT, "  %-62s %12s", what, number(value));
    return figure + limit.map(this::compared).orElse("");
  }

  private String compared(Limit found) {
    boolean kept = found.atMost() ? value <= found.bound() : value >= found.bound();
    String ratio =
        found.bound() == 0 ? "" : String.format(Locale.ROOT, " ratio %.2f", value / found.bound());
    return "   %s %s%s  %s"
        .formatted(
            found.atMost() ? "≤" : "≥", number(found.bound()), ratio, kept ? "kept" : "MISSED");
  }

  private static String number(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.3f", value);
  }
}
