package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RedialTest {
  @Test
  void waits_grow_from_one_second_to_sixty_and_begin_anew_after_a_connection() {
    var redial = new Redial(new Random(1));
    for (int ceiling : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      assertThat(redial.next())
          .isBetween(
              Duration.ofMillis(Math.max(1000, ceiling * 500L)), Duration.ofSeconds(ceiling));
    }
    redial.connected();
    assertThat(redial.next()).isEqualTo(Duration.ofSeconds(1));
  }
}
