package org.campussentry.edge.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the broker is tried again: doubling from 1 s to 60 s, of which a random
 * half, so that a campus full of gateways does not come back in step. Not thread-safe.
 */
final class Redial {
  private static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LAST = Duration.ofSeconds(60);

  private final RandomGenerator random;
  private Duration wait = FIRST;

  Redial(RandomGenerator random) {
    this.random = random;
  }

  void connected() {
    wait = FIRST;
  }

  Duration next() {
    long half = wait.toMillis() / 2;
    Duration chosen = Duration.ofMillis(half + random.nextLong(half + 1));
    wait = wait.multipliedBy(2).compareTo(LAST) > 0 ? LAST : wait.multipliedBy(2);
    return chosen.compareTo(FIRST) < 0 ? FIRST : chosen;
  }
}
