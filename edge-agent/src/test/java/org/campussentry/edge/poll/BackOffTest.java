package org.campussentry.edge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.campussentry.edge.MovedClock;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final MovedClock clock = new MovedClock();
  private final BackOff backOff = new BackOff();

  private boolean fail() {
    return backOff.failed(clock.instant());
  }

  @Test
  void three_failures_in_a_row_make_it_offline() {
    assertThat(fail()).isFalse();
    assertThat(fail()).isFalse();
    backOff.answered();
    assertThat(fail()).isFalse();
    assertThat(fail()).isFalse();
    assertThat(fail()).isTrue();
    assertThat(backOff.offline()).isTrue();
  }

  @Test
  void probes_are_5_10_30_60_60_seconds_apart() {
    fail();
    fail();
    fail();
    for (int wait : new int[] {5, 10, 30, 60, 60}) {
      clock.move(Duration.ofSeconds(wait).minusMillis(1));
      assertThat(backOff.probeDue(clock.instant())).as("before %d s", wait).isFalse();
      clock.move(Duration.ofMillis(1));
      assertThat(backOff.probeDue(clock.instant())).as("after %d s", wait).isTrue();
      assertThat(fail()).as("offline is news once").isFalse();
    }
  }

  @Test
  void an_answer_brings_it_back_at_once() {
    fail();
    fail();
    fail();
    assertThat(backOff.answered()).isTrue();
    assertThat(backOff.offline()).isFalse();
    assertThat(backOff.answered()).isFalse();
  }
}
