package org.campussentry.edge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PhaseTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PERIOD = Duration.ofSeconds(5);

  @Test
  void it_is_due_at_every_period_after_its_start() {
    var phase = new Phase(START, PERIOD);
    assertThat(phase.due(START)).isTrue();
    phase.taken(START.plusMillis(40));
    assertThat(phase.next()).isEqualTo(START.plus(PERIOD));
    phase.taken(START.plusSeconds(5).plusMillis(900));
    assertThat(phase.next()).isEqualTo(START.plusSeconds(10));
    assertThat(phase.late()).isZero();
  }

  @Test
  void after_a_stall_it_is_in_phase_again_and_the_missed_are_counted() {
    var phase = new Phase(START, PERIOD);
    phase.taken(START.plusSeconds(17));
    assertThat(phase.next()).isEqualTo(START.plusSeconds(20));
    assertThat(phase.late()).isEqualTo(3);
  }

  @Property
  void the_next_is_always_in_phase_and_in_the_future(
      @ForAll @IntRange(min = 0, max = 100_000) int delayMillis) {
    var phase = new Phase(START, PERIOD);
    Instant now = START.plusMillis(delayMillis);
    phase.taken(now);
    assertThat(phase.next()).isAfter(now);
    assertThat(Duration.between(START, phase.next()).toMillis() % PERIOD.toMillis()).isZero();
  }
}
