package org.campussentry.simulator.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.DoubleSummaryStatistics;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z");
  private static final ZoneOffset LOCAL_TIME = ZoneOffset.ofHours(8);

  @Test
  void a_room_is_three_degrees_warmer_in_the_afternoon_than_at_night() {
    Room room = new Room(new SplittableRandom(7), LOCAL_TIME);
    double night = meanOfHour(room, 3);
    double afternoon = meanOfHour(room, 15);
    assertThat(afternoon - night).isCloseTo(3, within(0.6));
  }

  @Test
  void humidity_stays_between_45_and_60_percent_and_the_last_digit_flickers() {
    Room room = new Room(new SplittableRandom(7), LOCAL_TIME);
    int changes = 0;
    long before = 0;
    for (int second = 0; second < 86_400; second += 5) {
      room.step(MIDNIGHT.plusSeconds(second), 1);
      assertThat(room.climate().humidity()).isBetween(45.0, 60.0);
      long shown = Math.round(room.climate().celsius() * 10);
      changes += shown == before ? 0 : 1;
      before = shown;
    }
    assertThat(changes).as("of 17280 polls").isGreaterThan(3_000);
  }

  @Test
  void the_same_seed_gives_the_same_room() {
    Room one = new Room(new SplittableRandom(3), LOCAL_TIME);
    Room two = new Room(new SplittableRandom(3), LOCAL_TIME);
    for (int second = 0; second < 1_000; second++) {
      one.step(MIDNIGHT.plusSeconds(second), 1);
      two.step(MIDNIGHT.plusSeconds(second), 1);
      assertThat(one.climate()).isEqualTo(two.climate());
    }
  }

  private static double meanOfHour(Room room, int hour) {
    DoubleSummaryStatistics celsius = new DoubleSummaryStatistics();
    for (int second = -1_800; second < 1_800; second++) {
      room.step(MIDNIGHT.plusSeconds(hour * 3_600L + second), 1);
      celsius.accept(room.climate().celsius());
    }
    return celsius.getAverage();
  }
}
