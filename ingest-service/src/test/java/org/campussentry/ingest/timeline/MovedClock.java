package org.campussentry.ingest.timeline;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands until a test moves it. Thread-safe. */
public final class MovedClock extends Clock {
  private final ZoneId zone;
  private volatile Instant now;

  public MovedClock(Instant start, ZoneId zone) {
    this.now = start;
    this.zone = zone;
  }

  public void moveTo(Instant time) {
    if (time.isBefore(now)) {
      throw new IllegalArgumentException("time does not run back from " + now + " to " + time);
    }
    now = time;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    throw new UnsupportedOperationException("one clock, one zone");
  }
}
