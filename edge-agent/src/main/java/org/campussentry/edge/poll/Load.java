package org.campussentry.edge.poll;

import java.time.Duration;
import java.time.Instant;

/** In what share of about the last minute something was busy; time is handed in. Thread-safe. */
final class Load {
  private static final Duration SLOT = Duration.ofSeconds(10);
  private static final int SLOTS = 6;

  private final long[] busyNanos = new long[SLOTS];
  private final Instant start;
  private long slot;

  Load(Instant start) {
    this.start = start;
  }

  /** It was busy from then to now. */
  synchronized void busy(Instant from, Instant now) {
    advance(now);
    busyNanos[(int) (slot % SLOTS)] += Duration.between(from, now).toNanos();
  }

  /** 0 to 1. */
  synchronized double share(Instant now) {
    advance(now);
    long sum = 0;
    for (long nanos : busyNanos) {
      sum += nanos;
    }
    // The last slot has only begun.
    Duration first = SLOT.multipliedBy(Math.max(0, slot - SLOTS + 1));
    long seen = Duration.between(start.plus(first), now).toNanos();
    return seen <= 0 ? 0 : Math.min(1, (double) sum / seen);
  }

  private void advance(Instant now) {
    long present = Duration.between(start, now).dividedBy(SLOT);
    for (long next = Math.max(slot + 1, present - SLOTS + 1); next <= present; next++) {
      busyNanos[(int) (next % SLOTS)] = 0;
    }
    slot = Math.max(slot, present);
  }
}
