package org.campussentry.edge.device;

import java.math.BigDecimal;
import org.campussentry.edge.reading.Reason;

/**
 * A 4–20 mA signal by NAMUR NE 43: 3.8 to 20.5 mA is measured (so slightly beyond both ends, and
 * not clamped), 3.6 and less or 21 and more is a fault of the sensor or a broken wire. What lies
 * between is neither, and counts as out of range.
 *
 * @param at4 value at 4 mA
 * @param at20 value at 20 mA
 */
record CurrentLoop(BigDecimal at4, BigDecimal at20) {
  static final BigDecimal LOWEST = new BigDecimal("3.8");
  static final BigDecimal HIGHEST = new BigDecimal("20.5");
  private static final BigDecimal FAULT_LOW = new BigDecimal("3.6");
  private static final BigDecimal FAULT_HIGH = new BigDecimal("21");
  private static final BigDecimal FOUR = new BigDecimal("4");

  /** One sixteenth, exactly. */
  private static final BigDecimal PER_MILLIAMPERE = new BigDecimal("0.0625");

  Decoded of(BigDecimal milliamperes) {
    if (milliamperes.compareTo(FAULT_LOW) <= 0 || milliamperes.compareTo(FAULT_HIGH) >= 0) {
      return Decoded.FAULT;
    }
    if (milliamperes.compareTo(LOWEST) < 0 || milliamperes.compareTo(HIGHEST) > 0) {
      return new Decoded.Nothing(Reason.OUT_OF_RANGE);
    }
    return new Decoded.Value(value(milliamperes));
  }

  BigDecimal value(BigDecimal milliamperes) {
    BigDecimal part = milliamperes.subtract(FOUR).multiply(PER_MILLIAMPERE);
    return at20.subtract(at4).multiply(part).add(at4);
  }
}
