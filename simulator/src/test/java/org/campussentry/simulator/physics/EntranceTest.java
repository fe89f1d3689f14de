package org.campussentry.simulator.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EntranceTest {
  private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

  @Property(tries = 50)
  void people_pass_every_four_to_twelve_seconds_and_are_healthy(@ForAll long seed) {
    Entrance entrance = new Entrance(new SplittableRandom(seed));
    int tenthsSince = 0;
    long before = 0;
    for (int tenth = 0; tenth < 10_000; tenth++) {
      entrance.step(NOW, 0.1);
      tenthsSince++;
      if (entrance.last().count() > before) {
        assertThat(entrance.last().count()).isEqualTo(before + 1);
        assertThat(entrance.last().celsius()).isBetween(36.0, 36.9);
        assertThat(tenthsSince).isBetween(39, 122);
        before++;
        tenthsSince = 0;
      }
    }
    assertThat(before).isGreaterThan(1_000 / 12);
  }

  @Property(tries = 200)
  void a_fever_comes_within_two_seconds_once_and_never_within_the_gap(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 300) int afterTenths) {
    Entrance entrance = new Entrance(new SplittableRandom(seed));
    int tenthsSince = 12;
    for (int tenth = 0; tenth < afterTenths; tenth++) {
      long before = entrance.last().count();
      entrance.step(NOW, 0.1);
      tenthsSince = entrance.last().count() > before ? 0 : tenthsSince + 1;
    }
    long before = entrance.last().count();
    entrance.sendFever();
    int waited = 0;
    while (entrance.feverAwaited()) {
      entrance.step(NOW, 0.1);
      waited++;
    }
    assertThat(waited).isLessThanOrEqualTo(15);
    assertThat(tenthsSince + waited).isGreaterThanOrEqualTo(12);
    assertThat(entrance.last()).isEqualTo(new Entrance.Crossing(before + 1, 38.4));
    for (int tenth = 0; tenth < 130; tenth++) {
      entrance.step(NOW, 0.1);
    }
    assertThat(entrance.last().celsius()).isLessThan(37);
  }
}
