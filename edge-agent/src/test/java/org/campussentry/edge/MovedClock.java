package org.campussentry.edge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class MovedClock implements InstantSource {
  private volatile Instant now;

  public MovedClock(Instant now) {
    this.now = now;
  }

  /** Begins at 2026-01-01. */
  public MovedClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  public Instant move(Duration by) {
    now = now.plus(by);
    return now;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
