package org.campussentry.edge.remote;

import java.util.Optional;

/**
 * What is remembered of orders across restarts. Immutable.
 *
 * @param seen highest version on which was decided; none below is ever looked at again, 0 at first
 * @param local fingerprint of the local file over which orders are run
 * @param running what runs instead of the local file
 * @param trial what is being tried, and has not been confirmed
 * @param refused the last version that was refused or given up
 */
record State(
    long seen,
    Optional<String> local,
    Optional<Version> running,
    Optional<Trial> trial,
    Optional<Refusal> refused) {
  static final State NEW =
      new State(0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** A configuration that the campus sent. */
  record Version(long version, String text) {}

  /**
   * A version that is being tried.
   *
   * @param starts how often the agent has started with it; one that ended meanwhile may have been
   *     ended by it
   */
  record Trial(Version version, int starts) {}

  /** A version that does not run, and why. */
  record Refusal(long version, String why) {}

  State began(Version version, String over) {
    return new State(
        version.version(), Optional.of(over), running, Optional.of(new Trial(version, 1)), refused);
  }

  State startedAgain() {
    Trial now = trial.orElseThrow();
    return new State(
        seen, local, running, Optional.of(new Trial(now.version(), now.starts() + 1)), refused);
  }

  State confirmed() {
    return new State(
        seen, local, Optional.of(trial.orElseThrow().version()), Optional.empty(), refused);
  }

  State withoutRunning() {
    return new State(seen, local, Optional.empty(), trial, refused);
  }

  /** Does not run it, and never will; what ran before, or another that is tried, goes on. */
  State refuse(long version, String why) {
    return new State(
        Math.max(seen, version),
        local,
        running,
        trial.filter(found -> found.version().version() != version),
        Optional.of(new Refusal(version, why)));
  }
}
