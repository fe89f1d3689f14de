package org.campussentry.edge.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.campussentry.edge.reading.Reading;

/**
 * The readings that are not yet a batch, and when they become one: 250 ms after the first, at once
 * for an event, at 200 readings, or near 64 KiB. Pure. Not thread-safe.
 */
final class OpenBatch {
  static final Duration AGE_MAX = Duration.ofMillis(250);
  static final int READINGS_MAX = 200;
  static final int BYTES_MAX = 64 << 10;

  /** More than the punctuation, the time, the value or the reason of a row ever take. */
  private static final int ROW_BYTES = 64;

  private final List<Reading> readings = new ArrayList<>();
  private Instant opened = Instant.EPOCH;
  private int bytes;
  private boolean event;

  void add(Reading reading, Instant now) {
    if (readings.isEmpty()) {
      opened = now;
    }
    readings.add(reading);
    bytes += reading.point().id().length() + ROW_BYTES;
    event |= reading.point().event();
  }

  boolean empty() {
    return readings.isEmpty();
  }

  /** Whether it has to be closed before another reading is added. */
  boolean full() {
    return readings.size() >= READINGS_MAX || bytes + ROW_BYTES * 4 > BYTES_MAX;
  }

  boolean due(Instant now) {
    return !empty() && (event || full() || !now.isBefore(opened.plus(AGE_MAX)));
  }

  /** How long until it is due by its age. */
  Duration left(Instant now) {
    return Duration.between(now, opened.plus(AGE_MAX));
  }

  /** Empties it. */
  List<Reading> close() {
    var closed = List.copyOf(readings);
    readings.clear();
    bytes = 0;
    event = false;
    return closed;
  }
}
