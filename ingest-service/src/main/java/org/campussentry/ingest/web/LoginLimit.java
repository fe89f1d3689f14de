package org.campussentry.ingest.web;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many attempts a minute for each who; a success starts anew. Thread-safe. */
final class LoginLimit {
  private static final long WINDOW_MS = 60_000;
  private static final int REMEMBERED_MAX = 10_000;

  private record Failures(int count, long since) {}

  private final int max;
  private final InstantSource clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  LoginLimit(int max, InstantSource clock) {
    this.max = max;
    this.clock = clock;
  }

  /**
   * Counts the attempt as failed until {@link #succeeded} says otherwise, so that parallel ones
   * count too.
   */
  synchronized boolean mayTry(String who) {
    long now = clock.millis();
    Failures counted =
        failures.compute(
            who,
            (w, seen) ->
                seen == null || now - seen.since() >= WINDOW_MS
                    ? new Failures(1, now)
                    : new Failures(seen.count() + 1, seen.since()));
    return counted.count() <= max;
  }

  synchronized void succeeded(String who) {
    failures.remove(who);
  }
}
