package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the service manager hears while parts take turns, or do not. */
class WatchdogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MovedClock ticks = new MovedClock();
  private final Logged logged = new Logged(Watchdog.class);
  private final List<String> said = new ArrayList<>();
  private Instant uplinkDue = ticks.instant();
  private Instant busDue = ticks.instant();
  private final Watchdog watchdog =
      new Watchdog(
          () ->
              List.of(
                  new Watchdog.Part("uplink", () -> uplinkDue),
                  new Watchdog.Part("bus lan-1", () -> busDue)),
          ticks,
          PATIENCE,
          said::add);

  @AfterEach
  void close() {
    logged.close();
  }

  @Test
  void each_look_tells_of_life_while_no_turn_is_overdue() {
    watchdog.look();
    ticks.move(PATIENCE);
    watchdog.look();
    assertThat(said).containsExactly("WATCHDOG=1", "WATCHDOG=1");
  }

  @Test
  void a_bus_that_is_polled_once_a_day_is_not_overdue_before() {
    busDue = ticks.instant().plus(Duration.ofDays(1));
    uplinkDue = ticks.move(Duration.ofHours(23));
    watchdog.look();
    assertThat(said).containsExactly("WATCHDOG=1");
  }

  @Test
  void one_part_that_hangs_is_named_once_and_silences_the_whole() {
    uplinkDue = ticks.move(PATIENCE.plusSeconds(5));
    watchdog.look();
    watchdog.look();
    assertThat(said).isEmpty();
    assertThat(logged.lines())
        .singleElement()
        .asString()
        .startsWith("ERROR bus lan-1 has not taken its turn for 25 s: systemd");
  }

  @Test
  void what_goes_on_after_all_is_told_of_again() {
    uplinkDue = ticks.move(PATIENCE.plusSeconds(5));
    watchdog.look();
    busDue = ticks.instant();
    watchdog.look();
    assertThat(said).containsExactly("WATCHDOG=1");
  }

  @Test
  void the_environment_says_whether_anybody_listens_and_how_patiently() {
    assertThat(Systemd.of(Map.of())).isEmpty();
    assertThat(Systemd.of(Map.of("NOTIFY_SOCKET", "/n")).orElseThrow().watchdog()).isZero();
    var asked = Map.of("NOTIFY_SOCKET", "/n", "WATCHDOG_USEC", "60000000");
    assertThat(Systemd.of(asked).orElseThrow().watchdog()).isEqualTo(Duration.ofSeconds(60));
  }
}
