package org.campussentry.edge.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** How fast the outbox would fill if nothing left it, over the last ten minutes; pure. */
final class FillRate {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration SHORTEST = Duration.ofSeconds(20);
  private static final double SECONDS_PER_HOUR = 3600;

  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(Instant at, long taken) {}

  /** Notes how many bytes it has ever taken; to be called each half minute or so. */
  void look(Instant now, long taken) {
    looks.add(new Look(now, taken));
    while (looks.size() > 2 && looks.peek().at().isBefore(now.minus(WINDOW))) {
      looks.remove();
    }
  }

  /** How many hours so much room lasts; empty while there is no telling. */
  OptionalDouble hours(long room) {
    if (looks.isEmpty()) {
      return OptionalDouble.empty();
    }
    Duration seen = Duration.between(looks.peekFirst().at(), looks.peekLast().at());
    long taken = looks.peekLast().taken() - looks.peekFirst().taken();
    if (seen.compareTo(SHORTEST) < 0 || taken <= 0) {
      return OptionalDouble.empty();
    }
    double perSecond = taken / (seen.toMillis() / 1000.0);
    return OptionalDouble.of(room / perSecond / SECONDS_PER_HOUR);
  }
}
