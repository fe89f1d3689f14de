package org.campussentry.ingest.disinfection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.campussentry.ingest.disinfection.Run.Pause;

/** Stretches of time, together. */
final class Stretches {
  private Stretches() {}

  /** How long they are, what lies in several of them counted once. */
  static long lengthMs(List<Pause> stretches) {
    List<Pause> inOrder = new ArrayList<>(stretches);
    inOrder.sort(Comparator.comparingLong(Pause::fromMs));
    long length = 0;
    long until = Long.MIN_VALUE;
    for (Pause next : inOrder) {
      long from = Math.max(next.fromMs(), until);
      length += Math.max(0, next.untilMs() - from);
      until = Math.max(until, next.untilMs());
    }
    return length;
  }
}
