package org.campussentry.simulator.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CompartmentTest {
  private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

  @Property(tries = 200)
  void an_open_door_takes_a_cold_store_over_eight_degrees_within_five_seconds_and_back_within_ten(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 4_000) int openedAfterSeconds) {
    Compartment store = Compartment.coldStoreAtDoor(new SplittableRandom(seed));
    pass(store, openedAfterSeconds, 1);
    store.leaveDoorOpen(true);
    pass(store, 50, 0.1);
    assertThat(store.climate().celsius()).isGreaterThan(8);
    for (int second = 0; second < 120; second++) {
      pass(store, 10, 0.1);
      assertThat(store.climate().celsius()).isBetween(8.0, 20.0);
    }
    store.leaveDoorOpen(false);
    pass(store, 100, 0.1);
    assertThat(store.climate().celsius()).isLessThan(7.5);
  }

  @Property(tries = 100)
  void the_far_end_of_the_store_warms_up_but_stays_under_eight_degrees(@ForAll long seed) {
    Compartment back = Compartment.coldStoreAtBack(new SplittableRandom(seed));
    back.leaveDoorOpen(true);
    for (int second = 0; second < 1_200; second++) {
      pass(back, 1, 1);
      assertThat(back.climate().celsius()).isBetween(2.0, 7.5);
    }
  }

  @Property(tries = 20)
  void a_shut_door_keeps_each_compartment_in_its_band(@ForAll long seed) {
    Compartment cold = Compartment.coldStoreAtDoor(new SplittableRandom(seed));
    Compartment frozen = Compartment.frozenStore(new SplittableRandom(seed));
    Compartment hot = Compartment.hotHolding(new SplittableRandom(seed));
    for (int second = 0; second < 20_000; second++) {
      pass(cold, 1, 1);
      pass(frozen, 1, 1);
      pass(hot, 1, 1);
      assertThat(cold.climate().celsius()).isBetween(2.0, 7.0);
      assertThat(frozen.climate().celsius()).isBetween(-20.0, -17.0);
      assertThat(hot.climate().celsius()).isBetween(63.0, 70.0);
      assertThat(cold.climate().humidity()).isBetween(0.0, 100.0);
    }
  }

  private static void pass(Compartment compartment, int steps, double seconds) {
    for (int i = 0; i < steps; i++) {
      compartment.step(NOW, seconds);
    }
  }
}
