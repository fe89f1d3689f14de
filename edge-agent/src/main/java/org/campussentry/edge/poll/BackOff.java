package org.campussentry.edge.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a device's life: after three failed polls in a row it is offline, and worth one
 * probe after 5 s, then 10, 30, 60, 60 … Not thread-safe.
 */
final class BackOff {
  static final int FAILURES_MAX = 3;
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));

  private int failures;
  private Instant probeAt = Instant.MIN;

  boolean offline() {
    return failures >= FAILURES_MAX;
  }

  boolean failing() {
    return failures > 0;
  }

  boolean probeDue(Instant now) {
    return offline() && !now.isBefore(probeAt);
  }

  /** How long a probe that is due has been put off. */
  Duration overdue(Instant now) {
    return Duration.between(probeAt, now);
  }

  /** Returns whether the device was offline until now. */
  boolean answered() {
    boolean returned = offline();
    failures = 0;
    return returned;
  }

  /** Returns whether the device went offline by this failure. */
  boolean failed(Instant now) {
    failures++;
    if (!offline()) {
      return false;
    }
    int probes = Math.min(failures - FAILURES_MAX, WAITS.size() - 1);
    probeAt = now.plus(WAITS.get(probes));
    return failures == FAILURES_MAX;
  }
}
