package org.campussentry.ingest.web;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Five wrong passwords a minute for one user from one address. Thread-safe. */
final class LoginLimit {
  private static final int FAILURES_MAX = 5;
  private static final long WINDOW_MS = 60_000;
  private static final int REMEMBERED_MAX = 10_000;

  private record Failures(int count, long since) {}

  private final InstantSource clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  LoginLimit(InstantSource clock) {
    this.clock = clock;
  }

  synchronized boolean mayTry(String who) {
    Failures seen = failures.get(who);
    return seen == null
        || seen.count() < FAILURES_MAX
        || clock.millis() - seen.since() >= WINDOW_MS;
  }

  synchronized void failed(String who) {
    long now = clock.millis();
    failures.compute(
        who,
        (w, seen) ->
            seen == null || now - seen.since() >= WINDOW_MS
                ? new Failures(1, now)
                : new Failures(seen.count() + 1, seen.since()));
  }

  synchronized void succeeded(String who) {
    failures.remove(who);
  }
}
