package org.campussentry.ingest.watch;

/**
 * Whether anything can be heard at all: while there is no line to the broker, a silence says
 * nothing of who is silent. Confined to {@link Watch}'s lock.
 */
final class Hearing {
  /**
   * A line that is away for less gives nobody new time, and one that is back for less ends no
   * outage: else a line that flickers would hide each lost gateway for ever.
   */
  static final long FLICKER_MS = 10_000;

  private boolean connected = true;
  private long connectedAt;
  private long deafSince;
  private long countsFrom;

  /** A line that is not there at the start was never there. */
  Hearing(long now) {
    connectedAt = now;
    deafSince = now;
  }

  void onLine(boolean isConnected, long now) {
    if (isConnected == connected) {
      return;
    }
    connected = isConnected;
    if (connected) {
      connectedAt = now;
      countsFrom = now - deafSince >= FLICKER_MS ? now : countsFrom;
    } else if (now - connectedAt >= FLICKER_MS) {
      deafSince = now;
    }
  }

  boolean isConnected() {
    return connected;
  }

  /** Since when nothing is heard; meaningless while connected. */
  long deafSince() {
    return deafSince;
  }

  /** From when silences are counted at the earliest; 0 before the first outage. */
  long countsFrom() {
    return countsFrom;
  }
}
