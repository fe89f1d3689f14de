package org.campussentry.edge.device;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Turns a counter of pulses into a total since the agent started; pure state, one a field of a
 * device. The first count is a base. A count that went back has wrapped, if it advanced by an
 * eighth of its range at most; else the device was switched off and on, and the count is a new
 * base. What was counted while neither agent nor device was on is lost.
 */
final class PulseCounter {
  private static final int WRAP_PART = 8;

  private final Rule rule;
  private long last = -1;
  private long total;

  /**
   * How a counter counts. Immutable.
   *
   * @param wraps the count after which it begins at 0 again, 2 to 2^32
   * @param per pulses for one of the field's unit
   */
  record Rule(long wraps, BigDecimal per) {}

  PulseCounter(Rule rule) {
    this.rule = rule;
  }

  /** The total in the field's unit, after the device said {@code count}. */
  BigDecimal advance(BigDecimal count) {
    long now = count.longValueExact();
    long forward = last < 0 ? 0 : Math.floorMod(now - last, rule.wraps());
    if (now >= last || forward <= rule.wraps() / WRAP_PART) {
      total += forward;
    }
    last = now;
    return BigDecimal.valueOf(total).divide(rule.per(), MathContext.DECIMAL64);
  }
}
