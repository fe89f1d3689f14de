package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FillRateTest {
  private final FillRate rate = new FillRate();
  private Instant now = Instant.EPOCH;
  private long taken;

  private void goOn(int times, long bytesEach) {
    for (int time = 0; time < times; time++) {
      now = now.plusSeconds(30);
      taken += bytesEach;
      rate.look(now, taken);
    }
  }

  @Test
  void nobody_can_tell_at_first() {
    assertThat(rate.hours(1000)).isEmpty();
    goOn(1, 100);
    assertThat(rate.hours(1000)).isEmpty();
  }

  @Test
  void a_rate_of_a_hundred_bytes_a_half_minute_lasts_as_long_as_the_room_does() {
    goOn(10, 100);
    assertThat(rate.hours(12_000)).hasValue(1.0);
    assertThat(rate.hours(0)).hasValue(0.0);
  }

  @Test
  void what_was_more_than_ten_minutes_ago_does_not_count() {
    goOn(30, 100_000);
    goOn(21, 100);
    assertThat(rate.hours(12_000)).hasValue(1.0);
  }

  @Test
  void a_gateway_that_takes_nothing_is_never_full() {
    goOn(10, 0);
    assertThat(rate.hours(12_000)).isEmpty();
  }
}
