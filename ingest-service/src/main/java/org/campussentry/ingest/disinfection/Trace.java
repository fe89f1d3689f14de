package org.campussentry.ingest.disinfection;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.campussentry.ingest.reading.Reading;

/**
 * What one sprayer told in a stretch of time. Immutable.
 *
 * @param periodMs how often it is asked, at least 1 ms
 * @param series by quantity; one that it does not have is missing
 */
record Trace(long periodMs, Map<Quantity, Series> series) {
  /** A gap of more is time that nobody saw. */
  private static final int GAP_PERIODS = 3;

  static Trace of(long periodMs, Map<Quantity, ? extends Collection<? extends Reading>> readings) {
    Map<Quantity, Series> series = new EnumMap<>(Quantity.class);
    readings.forEach((quantity, list) -> series.put(quantity, Series.of(list)));
    return new Trace(Math.max(1, periodMs), series);
  }

  /** Together with what it told of other quantities. */
  Trace with(Trace others) {
    Map<Quantity, Series> both = new EnumMap<>(series);
    both.putAll(others.series);
    return new Trace(periodMs, both);
  }

  /** Of a stretch of time, both ends inclusive. */
  Trace within(long fromMs, long untilMs) {
    Map<Quantity, Series> within = new EnumMap<>(Quantity.class);
    series.forEach(
        (quantity, all) -> within.put(quantity, new Series(all.within(fromMs, untilMs))));
    return new Trace(periodMs, within);
  }

  Series of(Quantity quantity) {
    return series.getOrDefault(quantity, Series.NONE);
  }

  long gapMs() {
    return GAP_PERIODS * periodMs;
  }
}
