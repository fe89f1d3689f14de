package org.campussentry.ingest.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConfiguringTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void versions_count_on_from_what_the_gateway_or_the_broker_has() {
    assertThat(Configuring.next(0, false, NOW)).isEqualTo(1);
    assertThat(Configuring.next(7, false, NOW)).isEqualTo(8);
    assertThat(Configuring.next(7, true, NOW)).isEqualTo(8);
  }

  /** After `--withdraw` it would be 1 again, which a gateway that has seen 7 never looks at. */
  @Test
  void a_gateway_that_is_away_gets_a_version_above_all_that_it_may_have_seen() {
    long version = Configuring.next(0, true, NOW);
    assertThat(version).isGreaterThan(1_000_000_000L);
    assertThat(Configuring.next(version, false, NOW)).isEqualTo(version + 1);
  }
}
