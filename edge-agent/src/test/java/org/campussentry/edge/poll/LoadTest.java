package org.campussentry.edge.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.campussentry.edge.MovedClock;
import org.junit.jupiter.api.Test;

class LoadTest {
  private final MovedClock clock = new MovedClock();
  private final Load load = new Load(clock.instant());

  /** Busy for so many milliseconds of each second. */
  private void pass(int seconds, int busyMillis) {
    for (int second = 0; second < seconds; second++) {
      Instant from = clock.instant();
      load.busy(from, clock.move(Duration.ofMillis(busyMillis)));
      clock.move(Duration.ofMillis(1000 - busyMillis));
    }
  }

  private double share() {
    return load.share(clock.instant());
  }

  @Test
  void the_share_is_that_of_the_time_that_has_passed() {
    assertThat(share()).isZero();
    pass(7, 250);
    assertThat(share()).isCloseTo(0.25, within(0.01));
    pass(300, 250);
    assertThat(share()).isCloseTo(0.25, within(0.01));
  }

  @Test
  void after_a_minute_nothing_of_the_past_is_left() {
    pass(120, 900);
    pass(30, 0);
    assertThat(share()).isBetween(0.3, 0.6);
    pass(30, 0);
    assertThat(share()).isZero();
    clock.move(Duration.ofDays(1));
    assertThat(share()).isZero();
  }
}
