package org.campussentry.edge.device;

/**
 * How far a people counter advanced since it was last read; pure state, one a device.
 *
 * <p>The first count is a base. A count that went back is a new base too (the device was switched
 * off and on), unless it wrapped at 65536: told apart by how far it would have advanced.
 */
final class Crossings {
  /** More people than this do not pass between two polls; a counter that did so was reset. */
  static final int PLAUSIBLE_MAX = 1000;

  private static final int WRAP = 65_536;

  private int last = -1;
  private long missed;

  /** How many passed since the previous call, 0 or more; those beyond one count as missed. */
  int advance(int count) {
    int before = last;
    last = count;
    if (before < 0) {
      return 0;
    }
    int forward = Math.floorMod(count - before, WRAP);
    if (count < before && forward > PLAUSIBLE_MAX) {
      return 0;
    }
    if (forward > 1) {
      missed += forward - 1;
    }
    return forward;
  }

  /** People since the agent started whose value was overwritten before it was read. */
  long missed() {
    return missed;
  }
}
