package org.campussentry.edge.bus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When a line that could not be opened is tried again: after 1 s, then 2, 4, 8, 16, 30, 30 … Not
 * thread-safe.
 */
final class Reopening {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LAST = Duration.ofSeconds(30);

  private final InstantSource clock;
  private Duration wait = FIRST;
  private Instant next = Instant.MIN;

  Reopening(InstantSource clock) {
    this.clock = clock;
  }

  boolean due() {
    return !clock.instant().isBefore(next);
  }

  /** Returns whether this is the first failure since the line was last open. */
  boolean failed() {
    boolean first = next.equals(Instant.MIN);
    next = clock.instant().plus(wait);
    wait = wait.multipliedBy(2).compareTo(LAST) > 0 ? LAST : wait.multipliedBy(2);
    return first;
  }

  /** Returns whether failures came before. */
  boolean opened() {
    boolean returned = !next.equals(Instant.MIN);
    wait = FIRST;
    next = Instant.MIN;
    return returned;
  }
}
