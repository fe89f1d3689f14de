package org.campussentry.ingest.deadman;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When each of the rounds on which this service lives was last done. A round that throws, or hangs,
 * is not done: its thread may well be there. Thread-safe.
 */
public final class Pulse {
  /** Longer than a journal may hold up a round: SQLite waits ten seconds for a lock. */
  static final long STILL_MS = 15_000;

  private final InstantSource clock;
  private final Map<String, Long> done = new LinkedHashMap<>();

  /** A round gets this long for its first turn, too. */
  public Pulse(InstantSource clock, String... rounds) {
    this.clock = clock;
    for (String round : rounds) {
      done.put(round, clock.millis());
    }
  }

  public synchronized void done(String round) {
    done.put(round, clock.millis());
  }

  /** Those that stand still. */
  public synchronized List<String> still() {
    long now = clock.millis();
    return done.entrySet().stream()
        .filter(round -> now - round.getValue() > STILL_MS)
        .map(Map.Entry::getKey)
        .toList();
  }
}
