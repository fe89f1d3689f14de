package org.campussentry.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.junit.jupiter.api.Test;

/** A rule over a history: what it would have done, with the clock of then. */
class DryRunTest {
  private static final Point POINT =
      Timeline.point(Timeline.COLD, "canteen-1/cold-store", 5000, false);
  private static final long MONDAY = 1_764_547_200_000L;

  private static DryRun run(Rule.Condition condition, long holdSeconds) {
    return new DryRun(
        Timeline.rule(
            "tried", "temperature", "never/asked", condition, holdSeconds, Severity.WARNING),
        POINT,
        MONDAY);
  }

  /** A value each five seconds. */
  private static void says(DryRun run, long fromSecond, long untilSecond, double value) {
    for (long s = fromSecond; s < untilSecond; s += 5) {
      run.next(POINT, new Reading.Measured(POINT.id(), MONDAY + s * 1000, value));
    }
  }

  @Test
  void it_finds_the_excursions_of_the_past_at_their_own_times() {
    DryRun run = run(Timeline.above(8, 0.5), 600);
    says(run, 0, 3600, 5);
    says(run, 3600, 4000, 9);
    says(run, 4000, 7200, 5);
    says(run, 7200, 9000, 9);
    says(run, 9000, 9600, 5);
    assertThat(run.alerts()).hasSize(1);
    Alert alert = run.alerts().get(0);
    assertThat(alert.since()).isEqualTo(MONDAY + 7_200_000);
    assertThat(alert.activeAt()).contains(MONDAY + 7_800_000);
    assertThat(alert.endedAt()).contains(MONDAY + 9_000_000);
  }

  @Test
  void silence_is_found_by_the_clock_and_a_dead_sensor_ends_nothing() {
    DryRun silence = run(new Rule.NoData(Duration.ofMinutes(5)), 0);
    says(silence, 0, 600, 5);
    for (long s = 600; s < 1800; s += 5) {
      silence.next(POINT, new Reading.Unavailable(POINT.id(), MONDAY + s * 1000, Reason.TIMEOUT));
    }
    says(silence, 1800, 1900, 5);
    assertThat(silence.alerts()).hasSize(1);
    assertThat(silence.alerts().get(0).endedAt()).contains(MONDAY + 1_800_000);

    DryRun warm = run(Timeline.above(8, 0.5), 0);
    says(warm, 0, 600, 9);
    warm.passUntil(MONDAY + Duration.ofDays(2).toMillis());
    assertThat(warm.alerts().get(0).state()).isEqualTo(Alert.State.ACTIVE);
  }
}
