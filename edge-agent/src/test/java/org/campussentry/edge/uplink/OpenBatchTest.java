package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.campussentry.edge.MovedClock;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.reading.Reading;
import org.junit.jupiter.api.Test;

class OpenBatchTest {
  private static final Point SAMPLED = new Point("a.b", "x", "a", "b", "Cel", 1000);
  private static final Point EVENT = new Point("a.c", "x", "a", "c", "Cel", 0);

  private final MovedClock clock = new MovedClock();
  private final OpenBatch batch = new OpenBatch();

  private void add(Point point) {
    batch.add(new Reading.Measured(point, 0, BigDecimal.ONE), clock.instant());
  }

  @Test
  void an_empty_one_is_never_due() {
    clock.move(Duration.ofDays(1));
    assertThat(batch.due(clock.instant())).isFalse();
  }

  @Test
  void it_is_due_250_ms_after_its_first_reading() {
    add(SAMPLED);
    clock.move(Duration.ofMillis(200));
    add(SAMPLED);
    clock.move(Duration.ofMillis(49));
    assertThat(batch.due(clock.instant())).isFalse();
    clock.move(Duration.ofMillis(1));
    assertThat(batch.due(clock.instant())).isTrue();
    assertThat(batch.close()).hasSize(2);
    assertThat(batch.empty()).isTrue();
  }

  @Test
  void an_event_makes_it_due_at_once() {
    add(SAMPLED);
    add(EVENT);
    assertThat(batch.due(clock.instant())).isTrue();
    batch.close();
    add(SAMPLED);
    assertThat(batch.due(clock.instant())).isFalse();
  }

  @Test
  void two_hundred_readings_are_enough() {
    for (int count = 0; count < OpenBatch.READINGS_MAX; count++) {
      assertThat(batch.full()).isFalse();
      add(SAMPLED);
    }
    assertThat(batch.full()).isTrue();
    assertThat(batch.due(clock.instant())).isTrue();
  }

  @Test
  void it_never_grows_beyond_64_kib() {
    var longNamed = new Point("d".repeat(2000) + ".q", "x", "d", "q", "1", 1000);
    int bytes = 0;
    while (!batch.full()) {
      add(longNamed);
      bytes += 2100;
    }
    assertThat(bytes).isBetween(60_000, OpenBatch.BYTES_MAX + 2100);
    assertThat(Wire.batch("s", 0, "h", false, batch.close(), tick -> tick).size())
        .isLessThan(OpenBatch.BYTES_MAX);
  }
}
