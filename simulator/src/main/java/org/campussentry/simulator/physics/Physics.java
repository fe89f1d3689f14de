package org.campussentry.simulator.physics;

import java.time.Instant;

/**
 * Something on the campus that changes as time passes.
 *
 * <p>One thread steps it; any thread may read its latest state, which is an immutable record.
 */
public sealed interface Physics permits Air, Sprayer, Entrance {

  /**
   * Lets time pass.
   *
   * @param now the moment at the end of the step; gives the time of day
   * @param seconds length of the step, above 0 and at most 1
   */
  void step(Instant now, double seconds);
}
