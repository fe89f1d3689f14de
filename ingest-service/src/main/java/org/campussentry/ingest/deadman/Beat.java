package org.campussentry.ingest.deadman;

import java.time.Duration;
import java.util.List;

/**
 * How the sign of life stands. Immutable, and pure; times are milliseconds since 1970 UTC, 0 for
 * never.
 *
 * @param triedAt when one was last sent
 * @param takenAt when one was last taken
 * @param error why the last one was not taken; empty when it was
 * @param heldBy what is wrong with this service now, so that none is sent
 */
public record Beat(long triedAt, long takenAt, String error, List<String> heldBy) {
  static final Beat NONE = new Beat(0, 0, "", List.of());

  /** Sooner than usual after one that was not taken, so that a short fault calls nobody. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  public Beat {
    heldBy = List.copyOf(heldBy);
  }

  /** In one word, as the API has it: {@code waiting} for the first one. */
  public String word() {
    if (!heldBy.isEmpty()) {
      return "held";
    }
    return !error.isEmpty() ? "refused" : takenAt > 0 ? "taken" : "waiting";
  }

  boolean isDue(Duration every, long now) {
    Duration pause = error.isEmpty() || every.compareTo(AGAIN) < 0 ? every : AGAIN;
    // A clock that was set back must not silence it for as long.
    return heldBy.isEmpty() && Math.abs(now - triedAt) >= pause.toMillis();
  }

  Beat held(List<String> by) {
    return new Beat(triedAt, takenAt, error, by);
  }

  Beat taken(long now) {
    return new Beat(now, now, "", List.of());
  }

  Beat refused(String why, long now) {
    return new Beat(now, takenAt, why, List.of());
  }
}
