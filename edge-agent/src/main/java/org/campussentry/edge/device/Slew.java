package org.campussentry.edge.device;

import java.math.BigDecimal;

/**
 * Whether a value can be, given the one before: a jump is believed only when the next value agrees
 * with it. Pure state, one a field of a device.
 */
final class Slew {
  private final BigDecimal perSecond;
  private Seen believed;
  private Seen doubted;

  private record Seen(BigDecimal value, long millis) {}

  /** {@code perSecond}: the largest change that is physically possible, above 0. */
  Slew(BigDecimal perSecond) {
    this.perSecond = perSecond;
  }

  /** Takes a value of that time, in milliseconds. */
  boolean believes(BigDecimal value, long millis) {
    var seen = new Seen(value, millis);
    if (believed == null || near(believed, seen) || (doubted != null && near(doubted, seen))) {
      believed = seen;
      doubted = null;
      return true;
    }
    doubted = seen;
    return false;
  }

  private boolean near(Seen before, Seen now) {
    // A wall clock may be set back; then no time has passed.
    long passed = Math.max(1, now.millis() - before.millis());
    BigDecimal most = perSecond.multiply(BigDecimal.valueOf(passed, 3));
    return now.value().subtract(before.value()).abs().compareTo(most) <= 0;
  }
}
