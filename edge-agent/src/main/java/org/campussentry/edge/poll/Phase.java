package org.campussentry.edge.poll;

import java.time.Duration;
import java.time.Instant;

/**
 * A fixed schedule: due at every whole period after its start, whatever happened in between. After
 * a stall the missed ones are counted, not caught up with. Not thread-safe.
 */
final class Phase {
  private final Duration period;
  private Instant next;
  private long late;

  Phase(Instant start, Duration period) {
    this.next = start;
    this.period = period;
  }

  Instant next() {
    return next;
  }

  boolean due(Instant now) {
    return !now.isBefore(next);
  }

  /** Goes on to the first due time after {@code now}. */
  void taken(Instant now) {
    long passed = Duration.between(next, now).dividedBy(period);
    late += Math.max(0, passed);
    next = next.plus(period.multipliedBy(Math.max(0, passed) + 1));
  }

  /** How many due times were missed. */
  long late() {
    return late;
  }
}
