package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.campussentry.edge.MovedClock;
import org.junit.jupiter.api.Test;

class ReopeningTest {
  private final MovedClock clock = new MovedClock();
  private final Reopening reopening = new Reopening(clock);

  @Test
  void a_line_is_tried_after_1_2_4_8_16_30_30_seconds() {
    assertThat(reopening.due()).isTrue();
    for (int wait : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      reopening.failed();
      clock.move(Duration.ofSeconds(wait).minusMillis(1));
      assertThat(reopening.due()).as("before %d s", wait).isFalse();
      clock.move(Duration.ofMillis(1));
      assertThat(reopening.due()).as("after %d s", wait).isTrue();
    }
  }

  @Test
  void only_the_first_failure_is_news_until_it_opens() {
    assertThat(reopening.failed()).isTrue();
    assertThat(reopening.failed()).isFalse();
    assertThat(reopening.opened()).isTrue();
    assertThat(reopening.opened()).isFalse();
    assertThat(reopening.failed()).isTrue();
  }
}
