package org.campussentry.ingest.deadman;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When a sign of life goes out, on a clock that is moved. */
class HeartbeatTest {
  private static final URI URL = URI.create("https://hc.example/ping/s3cret");
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  private final List<Instant> knocks = new ArrayList<>();
  private Instant now = START;
  private List<String> troubles = List.of();
  private Optional<String> answer = Optional.empty();
  private final Heartbeat heartbeat = heartbeat(Duration.ofMinutes(1));

  private Heartbeat heartbeat(Duration every) {
    return new Heartbeat(
        new Heartbeat.Target(URL, every),
        () -> troubles,
        url -> {
          assertThat(url).isEqualTo(URL);
          knocks.add(now);
          return answer;
        },
        () -> now);
  }

  private void seconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      heartbeat.round();
      now = now.plusSeconds(1);
    }
  }

  @Test
  void it_goes_out_at_once_and_then_each_minute() {
    seconds(121);
    assertThat(knocks).containsExactly(START, START.plusSeconds(60), START.plusSeconds(120));
    assertThat(heartbeat.beat().word()).isEqualTo("taken");
    assertThat(heartbeat.beat().takenAt()).isEqualTo(START.plusSeconds(120).toEpochMilli());
  }

  @Test
  void it_stays_out_while_something_is_wrong_and_goes_out_at_once_afterwards() {
    seconds(1);
    troubles = List.of("store");
    seconds(600);
    assertThat(knocks).hasSize(1);
    assertThat(heartbeat.beat().word()).isEqualTo("held");
    assertThat(heartbeat.beat().heldBy()).containsExactly("store");
    troubles = List.of();
    seconds(1);
    assertThat(knocks).containsExactly(START, START.plusSeconds(601));
    assertThat(heartbeat.beat().heldBy()).isEmpty();
  }

  @Test
  void one_that_was_not_taken_is_repeated_sooner_and_says_why() {
    answer = Optional.of("it answered 500");
    seconds(11);
    assertThat(knocks).hasSize(2);
    assertThat(heartbeat.beat().word()).isEqualTo("refused");
    assertThat(heartbeat.beat().error()).isEqualTo("it answered 500");
    assertThat(heartbeat.beat().takenAt()).isZero();
    answer = Optional.empty();
    seconds(10);
    assertThat(heartbeat.beat().word()).isEqualTo("taken");
    assertThat(heartbeat.beat().error()).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_does_not_silence_it() {
    seconds(1);
    now = now.minus(Duration.ofDays(30));
    seconds(1);
    assertThat(knocks).hasSize(2);
  }

  /** Whatever happens: silent while there is trouble, and never longer than it should without. */
  @Test
  void it_is_out_exactly_while_nothing_is_wrong() {
    Random random = new Random(5);
    Duration every = Duration.ofSeconds(20);
    Heartbeat any = heartbeat(every);
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(50) == 0) {
        troubles = troubles.isEmpty() ? List.of("broker") : List.of();
      }
      answer = random.nextInt(5) == 0 ? Optional.of("it answered 503") : Optional.empty();
      int before = knocks.size();
      any.round();
      boolean went = knocks.size() > before;
      if (!troubles.isEmpty()) {
        assertThat(went).isFalse();
      } else if (!went) {
        Instant last = knocks.isEmpty() ? Instant.MIN : knocks.get(knocks.size() - 1);
        assertThat(last).isAfter(now.minus(every));
      }
      assertThat(any.beat().heldBy().isEmpty()).isEqualTo(troubles.isEmpty());
      now = now.plusSeconds(1);
    }
    assertThat(knocks).hasSizeGreaterThan(200);
  }

  @Test
  void its_address_is_shown_without_what_is_secret_in_it() {
    Heartbeat.Target target = new Heartbeat.Target(URL, Duration.ofMinutes(1));
    assertThat(target.place()).isEqualTo("https://hc.example");
    assertThat(target.toString()).doesNotContain("s3cret");
  }
}
