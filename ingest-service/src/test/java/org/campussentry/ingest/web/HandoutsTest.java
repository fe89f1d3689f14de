package org.campussentry.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HandoutsTest {
  private static final byte[] SECRET = {1, 2, 3};
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final Handouts handouts = new Handouts(() -> now);

  private Handouts.State stateOf(String token) {
    return handouts.look(token).orElseThrow().state();
  }

  @Test
  void it_is_given_out_once_and_told_who_took_it() {
    String token = handouts.offer("gw-a", "admin", SECRET);
    assertThat(stateOf(token)).isEqualTo(Handouts.State.READY);
    assertThat(handouts.take(token, "10.0.0.5")).contains(SECRET);
    assertThat(handouts.take(token, "10.0.0.6")).isEmpty();
    Handouts.View view = handouts.look(token).orElseThrow();
    assertThat(view.state()).isEqualTo(Handouts.State.TAKEN);
    assertThat(view.takenBy()).isEqualTo("10.0.0.5");
    assertThat(view.endedAt()).contains(now);
    assertThat(view.by()).isEqualTo("admin");
    assertThat(handouts.last("gw-a")).contains(view);
  }

  @Test
  void it_counts_for_a_quarter_of_an_hour_and_is_told_of_for_a_day() {
    String token = handouts.offer("gw-a", "admin", SECRET);
    now = now.plus(Duration.ofMinutes(15)).minusMillis(1);
    assertThat(stateOf(token)).isEqualTo(Handouts.State.READY);
    now = now.plusMillis(1);
    assertThat(stateOf(token)).isEqualTo(Handouts.State.EXPIRED);
    assertThat(handouts.take(token, "10.0.0.5")).isEmpty();
    now = now.plus(Duration.ofDays(1)).plusMillis(1);
    assertThat(handouts.look(token)).isEmpty();
  }

  @Test
  void a_later_one_for_the_same_gateway_ends_it_and_no_other() {
    String first = handouts.offer("gw-a", "admin", SECRET);
    String other = handouts.offer("gw-b", "admin", SECRET);
    String second = handouts.offer("gw-a", "admin", SECRET);
    assertThat(stateOf(first)).isEqualTo(Handouts.State.WITHDRAWN);
    assertThat(handouts.take(first, "10.0.0.5")).isEmpty();
    assertThat(stateOf(other)).isEqualTo(Handouts.State.READY);
    handouts.withdraw("gw-a");
    assertThat(stateOf(second)).isEqualTo(Handouts.State.WITHDRAWN);
  }

  @Test
  void a_link_that_never_was_gives_nothing() {
    handouts.offer("gw-a", "admin", SECRET);
    assertThat(handouts.look("AAAA")).isEmpty();
    assertThat(handouts.take("AAAA", "10.0.0.5")).isEmpty();
  }
}
