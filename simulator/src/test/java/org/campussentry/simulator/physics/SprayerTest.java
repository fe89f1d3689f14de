package org.campussentry.simulator.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SprayerTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final double TANK_LITRES = 150;

  @Test
  void a_run_takes_two_minutes_of_six_and_the_tank_falls_by_what_flowed() {
    Sprayer sprayer = new Sprayer(new SplittableRandom(1));
    double litres = 0;
    int runningSeconds = 0;
    double full = sprayer.state().tankLevel();
    for (int second = 1; second <= 360; second++) {
      sprayer.step(START.plusSeconds(second), 1);
      litres += sprayer.state().flow() / 60;
      runningSeconds += sprayer.state().running() ? 1 : 0;
      if (sprayer.state().running()) {
        assertThat(sprayer.state().chlorine()).isBetween(470.0, 530.0);
      }
    }
    assertThat(runningSeconds).isEqualTo(120);
    assertThat(litres).isCloseTo(12, within(0.5));
    assertThat((full - sprayer.state().tankLevel()) / 100 * TANK_LITRES)
        .isCloseTo(litres, within(0.01));
  }

  @Property(tries = 20)
  void the_tank_is_refilled_before_it_is_low(@ForAll long seed) {
    Sprayer sprayer = new Sprayer(new SplittableRandom(seed));
    for (int second = 1; second <= 20_000; second++) {
      sprayer.step(START.plusSeconds(second), 1);
      assertThat(sprayer.state().tankLevel()).isBetween(26.0, 98.0);
      assertThat(sprayer.state().fault()).isFalse();
    }
  }

  @Property(tries = 50)
  void an_empty_tank_runs_dry_and_recovers_when_it_is_filled(@ForAll long seed) {
    Sprayer sprayer = new Sprayer(new SplittableRandom(seed));
    sprayer.runEmpty(true);
    for (int tenth = 1; tenth <= 6_000; tenth++) {
      sprayer.step(START.plusMillis(tenth * 100L), 0.1);
      assertThat(sprayer.state().running()).isTrue();
      assertThat(sprayer.state().flow()).isZero();
      assertThat(sprayer.state().pressure()).isLessThan(1);
      assertThat(sprayer.state().tankLevel()).isBetween(0.0, 2.0);
    }
    sprayer.runEmpty(false);
    for (int second = 0; second < 20; second++) {
      sprayer.step(START.plusSeconds(600 + second), 1);
    }
    assertThat(sprayer.state().tankLevel()).isGreaterThan(25);
  }
}
