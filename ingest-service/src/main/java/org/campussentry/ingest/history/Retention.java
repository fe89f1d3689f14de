package org.campussentry.ingest.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long raw readings are kept. Immutable.
 *
 * @param days whole days, at least {@value #DAYS_MIN}; 0 keeps them for ever
 */
public record Retention(int days) {
  /** A store of InfluxDB 1 drops pieces of a week; less would empty it. */
  public static final int DAYS_MIN = 7;

  public static final Retention FOREVER = new Retention(0);

  /** Over a year, so that a season can be compared with that of the year before. */
  public static final Retention USUAL = new Retention(400);

  private static final int DAYS_MAX = 36_500;
  private static final Pattern DAYS = Pattern.compile("(\\d{1,6})\\s*d");

  public Retention {
    if (days != 0 && (days < DAYS_MIN || days > DAYS_MAX)) {
      throw new IllegalArgumentException(
          "'%dd' is not between %dd and %dd".formatted(days, DAYS_MIN, DAYS_MAX));
    }
  }

  /**
   * Reads {@code 400d} or {@code forever}.
   *
   * @throws IllegalArgumentException when it is neither; the message shows what is right
   */
  public static Retention of(String text) {
    if (text.equals("forever")) {
      return FOREVER;
    }
    Matcher matcher = DAYS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither whole days such as 400d nor forever");
    }
    int days = Integer.parseInt(matcher.group(1));
    if (days == 0) {
      // Who writes 0d hardly wants all of it to stay.
      throw new IllegalArgumentException("'" + text + "' is shorter than " + DAYS_MIN + "d");
    }
    return new Retention(days);
  }

  public boolean isForever() {
    return days == 0;
  }

  /** What is older may go; only for a retention that ends. */
  Instant oldest(Instant now) {
    return now.minus(days, ChronoUnit.DAYS);
  }

  @Override
  public String toString() {
    return isForever() ? "forever" : days + "d";
  }
}
