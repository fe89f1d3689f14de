package org.campussentry.ingest.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One period of a point in a ledger: an hour or another part of a day, or a day of a month.
 * Immutable. Times are milliseconds since 1970 UTC.
 *
 * @param label as the wall clock or the calendar has it
 * @param toMs exclusive
 * @param values empty when nothing was measured
 * @param over whether a value lay above the upper limit at a time when that held
 * @param under likewise below the lower
 * @param hand what people read by eye, in order of time
 */
public record Cell(
    String label,
    long fromMs,
    long toMs,
    State state,
    Account account,
    Optional<Values> values,
    boolean over,
    boolean under,
    List<Hand> hand) {

  /** What is there. */
  public enum State {
    /** Measured, and told within a minute. */
    MEASURED,
    /** There are values, and some of them came late. */
    LATE,
    /** No value though some were expected. */
    MISSING,
    /** Its time has not come. */
    PENDING,
    /** Nothing was expected: the point was not there yet, or no longer. */
    UNEXPECTED;

    /** Lower case, as the API spells it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Of what was measured, in hundredths; the mean is of all values. */
  public record Values(double min, double mean, double max) {}

  /**
   * Where the expected readings are.
   *
   * @param measured values, late ones among them
   * @param late values that came more than a minute after their sample
   * @param unavailable readings without a value, by the reason that they gave; "" where the reason
   *     was not kept by hour
   * @param untimed readings whose gateway could not tell the time; only whole days know of them
   * @param missing expected, and nothing of it arrived
   */
  public record Account(
      long expected,
      long measured,
      long late,
      Map<String, Long> unavailable,
      long untimed,
      long missing) {
    static final Account NOTHING = new Account(0, 0, 0, Map.of(), 0, 0);

    Account plus(Account more) {
      Map<String, Long> why = new java.util.TreeMap<>(unavailable);
      more.unavailable.forEach((reason, n) -> why.merge(reason, n, Long::sum));
      return new Account(
          expected + more.expected,
          measured + more.measured,
          late + more.late,
          why,
          untimed + more.untimed,
          missing + more.missing);
    }

    /** The share of the expected readings without a value, from 0 to 1; empty when none was. */
    public java.util.OptionalDouble lacking() {
      return expected == 0
          ? java.util.OptionalDouble.empty()
          : java.util.OptionalDouble.of(Math.max(0, 1 - (double) measured / expected));
    }
  }

  /** As {@link HandValue}, in a cell. */
  public record Hand(
      long atMs, double value, String reason, String person, String by, long enteredMs) {
    static Hand of(HandValue value) {
      return new Hand(
          value.at().toEpochMilli(),
          value.value(),
          value.reason(),
          value.person(),
          value.by(),
          value.entered().toEpochMilli());
    }
  }
}
