package org.campussentry.ingest.deadman;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A round that stands still is named, and only that one. */
class PulseTest {
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private final Pulse pulse = new Pulse(() -> now, "watch", "notice");

  @Test
  void a_round_that_is_not_done_for_fifteen_seconds_stands_still() {
    now = now.plusMillis(Pulse.STILL_MS);
    assertThat(pulse.still()).isEmpty();
    pulse.done("notice");
    now = now.plusMillis(1);
    assertThat(pulse.still()).containsExactly("watch");
    pulse.done("watch");
    assertThat(pulse.still()).isEmpty();
  }
}
