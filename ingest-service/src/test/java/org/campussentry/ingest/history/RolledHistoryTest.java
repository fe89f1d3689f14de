package org.campussentry.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes when, the answer is that of the store itself; and most of it is not asked for. */
class RolledHistoryTest {
  private static final long HOUR = 3_600_000;
  private static final long FIVE = 300_000;
  private static final long BEGIN = HourOfSeries.hourOf(1_760_000_000_000L);
  private static final Retention WEEK = new Retention(7);

  private static final RecursiveComparisonConfiguration NEARLY =
      RecursiveComparisonConfiguration.builder()
          .withComparatorForType(
              (a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b), Double.class)
          .build();

  @TempDir Path folder;
  private final MemorySeries store = new MemorySeries();
  private long now = BEGIN;
  private final InstantSource clock = () -> Instant.ofEpochMilli(now);
  private final Point point = HistoryContract.point("gw", "temperature");
  private RolledHistory history;

  @BeforeEach
  void open() {
    history = new RolledHistory(store, folder.resolve("rollups.db"), WEEK, Sites.ALL, clock);
  }

  @AfterEach
  void close() {
    history.close();
  }

  private void reopen() {
    history.close();
    open();
  }

  private void write(long time, double value) throws HistoryException {
    history.write(List.of(HistoryContract.measured(point, time, value)));
  }

  private void rollAll() throws HistoryException {
    while (history.roll(clock.instant())) {
      assertThat(now).isPositive();
    }
  }

  private List<History.Bucket> sameAsTheStore(long from, long to, long width)
      throws HistoryException {
    List<History.Bucket> answer = history.buckets(point, from, to, width);
    assertThat(answer)
        .usingRecursiveComparison(NEARLY)
        .isEqualTo(store.buckets(point, from, to, width));
    return answer;
  }

  /** Of how long a time the store was asked. */
  private long asked(long from, long to) throws HistoryException {
    long before = store.askedMs;
    assertThat(history.buckets(point, from, to, FIVE)).isNotNull();
    return store.askedMs - before;
  }

  private void aDayOfReadings() throws HistoryException {
    List<Sample> samples = new ArrayList<>();
    for (long time = BEGIN - 24 * HOUR; time < BEGIN; time += 60_000) {
      samples.add(
          time % 700_000 == 0
              ? HistoryContract.unavailable(point, time)
              : HistoryContract.measured(point, time, Math.sin((double) time)));
    }
    history.write(samples);
  }

  @Test
  void a_day_is_read_without_asking_the_store_for_more_than_its_ends() throws HistoryException {
    aDayOfReadings();
    now = BEGIN + 2 * HOUR;
    rollAll();
    assertThat(sameAsTheStore(BEGIN - 24 * HOUR, BEGIN, 6 * FIVE)).hasSize(48);
    assertThat(asked(BEGIN - 24 * HOUR, BEGIN)).isZero();
    sameAsTheStore(BEGIN - 24 * HOUR + 1234, BEGIN - 77, 5 * FIVE);
    assertThat(asked(BEGIN - 24 * HOUR + 1, BEGIN - 1)).isLessThanOrEqualTo(2 * HOUR);
    reopen();
    assertThat(asked(BEGIN - 24 * HOUR, BEGIN)).as("it is on disk").isZero();
  }

  @Test
  void narrow_buckets_are_those_of_the_store() throws HistoryException {
    aDayOfReadings();
    now = BEGIN + 2 * HOUR;
    rollAll();
    long before = store.askedMs;
    assertThat(history.buckets(point, BEGIN - HOUR, BEGIN, 10_000)).hasSize(60);
    assertThat(store.askedMs - before).isEqualTo(HOUR);
  }

  @Test
  void what_comes_late_shows_at_once_and_is_rolled_when_it_is_quiet() throws HistoryException {
    aDayOfReadings();
    now = BEGIN + 2 * HOUR;
    rollAll();
    write(BEGIN - 5 * HOUR + 1, 99);
    assertThat(sameAsTheStore(BEGIN - 6 * HOUR, BEGIN, FIVE))
        .anySatisfy(bucket -> assertThat(bucket.max()).isEqualTo(99));
    assertThat(asked(BEGIN - 24 * HOUR, BEGIN)).isEqualTo(HOUR);
    rollAll();
    assertThat(asked(BEGIN - 24 * HOUR, BEGIN)).as("more may come").isEqualTo(HOUR);
    reopen();
    assertThat(asked(BEGIN - 24 * HOUR, BEGIN)).as("known after a kill").isEqualTo(HOUR);
    now += RolledHistory.QUIET_MS;
    rollAll();
    assertThat(asked(BEGIN - 24 * HOUR, BEGIN)).isZero();
    sameAsTheStore(BEGIN - 6 * HOUR, BEGIN, FIVE);
  }

  @Test
  void a_reading_for_the_hour_that_is_being_rolled_is_late_already() throws HistoryException {
    aDayOfReadings();
    now = BEGIN + 2 * HOUR;
    store.failure = new HistoryException(HistoryException.Kind.UNAVAILABLE, "away", null);
    assertThatThrownBy(() -> history.roll(clock.instant())).hasMessage("away");
    store.failure = null;
    write(BEGIN - 1, 5);
    rollAll();
    sameAsTheStore(BEGIN - HOUR, BEGIN + HOUR, FIVE);
    assertThat(asked(BEGIN - HOUR, BEGIN)).as("stale, though it came in time").isEqualTo(HOUR);
  }

  @Test
  void a_write_that_fails_leaves_the_hour_stale() throws HistoryException {
    aDayOfReadings();
    now = BEGIN + 2 * HOUR;
    rollAll();
    store.failure = new HistoryException(HistoryException.Kind.UNAVAILABLE, "away", null);
    assertThatThrownBy(() -> write(BEGIN - HOUR, 7)).hasMessage("away");
    store.failure = null;
    assertThat(asked(BEGIN - HOUR, BEGIN)).as("it may have been stored").isEqualTo(HOUR);
  }

  @Test
  void readings_without_a_true_time_make_nothing_stale() throws HistoryException {
    aDayOfReadings();
    now = BEGIN + 2 * HOUR;
    rollAll();
    history.write(
        List.of(
            new Sample(
                point, HistoryContract.measured(point, BEGIN - HOUR, 1).reading(), "stream")));
    assertThat(asked(BEGIN - HOUR, BEGIN)).isZero();
  }

  @Test
  void what_is_older_than_the_retention_is_forgotten() throws HistoryException {
    aDayOfReadings();
    now = BEGIN + 2 * HOUR;
    rollAll();
    now = BEGIN + 8 * 24 * HOUR;
    rollAll();
    assertThat(asked(BEGIN - 24 * HOUR, BEGIN))
        .as("the store says what is left")
        .isEqualTo(24 * HOUR);
  }

  @Test
  void another_store_and_a_damaged_file_begin_anew() throws HistoryException, IOException {
    aDayOfReadings();
    now = BEGIN + 2 * HOUR;
    rollAll();
    store.identity = "another";
    reopen();
    assertThat(asked(BEGIN - HOUR, BEGIN)).isEqualTo(HOUR);
    rollAll();
    assertThat(asked(BEGIN - HOUR, BEGIN)).isZero();
    history.close();
    Files.write(folder.resolve("rollups.db"), new byte[8192]);
    Files.deleteIfExists(folder.resolve("rollups.db-wal"));
    open();
    assertThat(asked(BEGIN - HOUR, BEGIN)).isEqualTo(HOUR);
    rollAll();
    sameAsTheStore(BEGIN - 24 * HOUR, BEGIN, FIVE);
  }

  @Test
  void nothing_is_looked_for_before_the_oldest_reading_until_an_older_one_comes()
      throws HistoryException {
    assertThat(history.roll(clock.instant())).as("an empty store").isFalse();
    write(BEGIN - 50 * HOUR, 1);
    rollAll();
    assertThat(asked(BEGIN - 50 * HOUR, BEGIN - HOUR)).isZero();
    sameAsTheStore(BEGIN - 60 * HOUR, BEGIN, FIVE);
  }

  @Test
  void other_sites_are_left_to_those_who_write_them_until_they_are_ones_own()
      throws HistoryException {
    aDayOfReadings();
    now = BEGIN + 2 * HOUR;
    history.close();
    Path file = folder.resolve("rollups.db");
    history = new RolledHistory(store, file, WEEK, Sites.of(List.of("east")), clock);
    rollAll();
    assertThat(history.buckets(point, BEGIN - HOUR, BEGIN, FIVE)).isEmpty();
    reopen();
    assertThat(sameAsTheStore(BEGIN - HOUR, BEGIN, FIVE)).isNotEmpty();
  }

  /** Readings on time and late, rolls and reopenings in any order. */
  @Test
  void whatever_happens_in_whatever_order_the_answer_is_that_of_the_store()
      throws HistoryException {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      for (int step = 0; step < 40; step++) {
        now += random.nextInt(2_000_000);
        long late = (long) (Math.pow(random.nextDouble(), 3) * 40 * HOUR);
        write(now - late, random.nextInt(100));
        int todo = random.nextInt(8);
        for (int roll = 0; roll < todo; roll++) {
          history.roll(clock.instant());
        }
        if (random.nextInt(30) == 0) {
          reopen();
        }
        long from = now - random.nextInt(50) * HOUR - random.nextInt(1_000_000);
        sameAsTheStore(from, now + 1, FIVE * (1 + random.nextInt(20)));
      }
    }
    assertThat(asked(now - 30 * HOUR, now)).as("some of it is rolled").isLessThan(30 * HOUR);
  }

  /** Of each of them an hour is stale, and the last hour is not rolled up. */
  @Test
  void many_points_are_read_together_and_not_one_after_the_other() throws HistoryException {
    List<Point> points = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Point one = HistoryContract.point("gw-" + i, "temperature");
      points.add(one);
      for (long time = BEGIN - 6 * HOUR; time < BEGIN + HOUR / 2; time += 60_000 + i) {
        samples.add(HistoryContract.measured(one, time, i + Math.sin((double) time)));
      }
    }
    history.write(samples);
    now = BEGIN + HOUR / 2;
    rollAll();
    for (Point one : points.subList(0, 40)) {
      history.write(List.of(HistoryContract.measured(one, BEGIN - 3 * HOUR + 1, 99)));
    }
    history.write(List.of(HistoryContract.measured(points.get(45), BEGIN - 5 * HOUR + 1, 99)));
    long from = BEGIN - 5 * HOUR - HOUR / 3;
    long before = store.askedMs;
    Map<PointId, List<History.Bucket>> all = history.buckets(points, from, now, 2 * FIVE);
    assertThat(store.askedMs - before).as("of one point alone: its hour").isEqualTo(HOUR);
    assertThat(all).hasSize(50);
    for (Point one : points) {
      assertThat(all.get(one.id()))
          .usingRecursiveComparison(NEARLY)
          .isEqualTo(store.buckets(one, from, now, 2 * FIVE));
    }
  }

  @Test
  void before_anything_is_rolled_many_points_are_read_together() throws HistoryException {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      points.add(HistoryContract.point("gw-" + i, "temperature"));
      history.write(List.of(HistoryContract.measured(points.get(i), BEGIN - HOUR - i, i)));
    }
    long before = store.askedMs;
    assertThat(history.buckets(points, BEGIN - 2 * HOUR, BEGIN, FIVE).values())
        .hasSize(10)
        .allSatisfy(buckets -> assertThat(buckets).hasSize(1));
    assertThat(store.askedMs).isEqualTo(before);
  }

  @Test
  void buckets_are_in_order_of_time() throws HistoryException {
    aDayOfReadings();
    now = BEGIN + 2 * HOUR;
    rollAll();
    write(BEGIN - 20 * HOUR, 1);
    assertThat(sameAsTheStore(BEGIN - 24 * HOUR, BEGIN, FIVE))
        .isSortedAccordingTo(Comparator.comparing(History.Bucket::startMs));
  }
}
