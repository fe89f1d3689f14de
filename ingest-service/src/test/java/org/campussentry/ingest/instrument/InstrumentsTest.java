package org.campussentry.ingest.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.reading.PointId;
import org.junit.jupiter.api.Test;

class InstrumentsTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final PointId POINT = new PointId("gw", "cold1.temperature");

  /** Just after midnight of the campus, the evening before in London. */
  private static final Instant NOW = Instant.parse("2026-11-23T16:30:00Z");

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private final List<Instrument> kept = new ArrayList<>();
  private final Instruments instruments = reopened();

  private Instruments reopened() {
    return new Instruments(
        new InstrumentStore() {
          @Override
          public List<Instrument> all() {
            return List.copyOf(kept);
          }

          @Override
          public void add(Instrument entry) {
            kept.add(entry);
          }
        },
        SHANGHAI);
  }

  private static Instrument entry(
      String serial, Instant since, Optional<LocalDate> calibrated, Optional<LocalDate> due) {
    return new Instrument(
        POINT,
        since,
        serial,
        calibrated,
        due,
        OptionalDouble.of(-0.2),
        "RZ-1",
        "",
        "officer-a",
        "admin",
        NOW);
  }

  private static Instrument plain(String serial, long hoursAgo) {
    Instant since = NOW.minus(Duration.ofHours(hoursAgo));
    return entry(serial, since, Optional.empty(), Optional.empty());
  }

  @Test
  void a_swap_is_a_mark_and_a_calibration_is_none() {
    assertThat(instruments.record(plain("a", 30))).isEmpty();
    Instrument calibrated =
        entry("a", NOW.minus(Duration.ofHours(20)), Optional.of(TODAY), Optional.empty());
    assertThat(instruments.record(calibrated)).isEmpty();
    assertThat(instruments.record(plain("b", 10))).isEmpty();
    Instruments again = reopened();
    assertThat(again.current(POINT)).contains(plain("b", 10));
    assertThat(again.history(POINT)).hasSize(3);
    assertThat(again.swaps(POINT, NOW.minus(Duration.ofHours(48)), NOW))
        .containsExactly(
            new Instruments.Swap(NOW.minus(Duration.ofHours(10)), "b", "a", "officer-a"));
    assertThat(again.swaps(POINT, NOW.minus(Duration.ofHours(9)), NOW)).isEmpty();
    assertThat(again.current(new PointId("gw", "x.y"))).isEmpty();
  }

  @Test
  void the_day_of_a_calibration_is_one_of_the_campus() {
    Instrument due = entry("a", NOW, Optional.of(TODAY), Optional.of(TODAY.plusDays(1)));
    assertThat(instruments.record(due)).isEmpty();
    assertThat(due.isOverdue(TODAY.plusDays(1))).isFalse();
    assertThat(due.isOverdue(TODAY.plusDays(2))).isTrue();
  }

  @Test
  void what_can_not_be_is_refused_with_its_remedy_and_nothing_is_kept() {
    assertThat(instruments.record(plain("a", 1))).isEmpty();
    assertRefused(plain(" ", 0), "'serial' is the number on the instrument's plate");
    assertRefused(plain("b", -1), "'from' lies in the future");
    assertRefused(plain("b", 2), "'from' lies before the last entry, of 2026-11-23T23:30+08:00");
    assertRefused(
        entry("b", NOW, Optional.of(TODAY.plusDays(1)), Optional.empty()),
        "'calibrated' 2026-11-25 lies in the future");
    assertRefused(
        entry("b", NOW, Optional.empty(), Optional.of(TODAY)), "'due' needs 'calibrated'");
    assertRefused(
        entry("b", NOW, Optional.of(TODAY), Optional.of(TODAY)), "'due' lies after 'calibrated'");
    assertRefused(plain("a", 0), "nothing is new");
    assertThat(kept).hasSize(1);
  }

  private void assertRefused(Instrument entry, String why) {
    assertThat(instruments.record(entry).orElse("")).startsWith(why);
  }

  @Test
  void whoever_looks_does_not_wait_for_a_journal_that_hangs() throws Exception {
    CountDownLatch saving = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Instruments some =
        new Instruments(
            new InstrumentStore() {
              @Override
              public List<Instrument> all() {
                return List.of(plain("a", 30));
              }

              @Override
              public void add(Instrument entry) {
                saving.countDown();
                try {
                  over.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            },
            SHANGHAI);
    CompletableFuture<?> swap = CompletableFuture.runAsync(() -> some.record(plain("b", 1)));
    try {
      saving.await();
      assertThat(CompletableFuture.supplyAsync(() -> some.current(POINT)).get(5, TimeUnit.SECONDS))
          .contains(plain("a", 30));
    } finally {
      over.countDown();
    }
    swap.get(5, TimeUnit.SECONDS);
    assertThat(some.current(POINT)).contains(plain("b", 1));
  }

  @Test
  void what_must_be_calibrated_soon_is_found_until_another_one_measures() {
    assertThat(
            instruments.record(
                entry("a", NOW, Optional.of(TODAY.minusDays(300)), Optional.of(TODAY.plusDays(9)))))
        .isEmpty();
    assertThat(instruments.due(TODAY.plusDays(8))).isEmpty();
    assertThat(instruments.due(TODAY.plusDays(9)))
        .extracting(Instrument::serial)
        .containsExactly("a");
    assertThat(
            instruments.record(
                entry("b", NOW, Optional.of(TODAY.minusDays(1)), Optional.of(TODAY.plusDays(364)))))
        .isEmpty();
    assertThat(instruments.due(TODAY.plusDays(30))).isEmpty();
  }
}
