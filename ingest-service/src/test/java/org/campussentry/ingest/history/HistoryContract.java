package org.campussentry.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.reading.Sample;
import org.junit.jupiter.api.Test;

/** What every store must do; each store's own test only starts it. */
interface HistoryContract {
  long T0 = 1_760_000_000_000L;

  /** Opened by the test class, empty. */
  SeriesStore history();

  static Point point(String gateway, String quantity) {
    return new Point(
        new PointId(gateway, "cold1." + quantity),
        "main",
        "canteen-1/cold-store",
        "cold1",
        quantity,
        "Cel",
        5000,
        false);
  }

  static Sample measured(Point point, long time, double value) {
    return new Sample(point, new Reading.Measured(point.id(), time, value), "");
  }

  static Sample unavailable(Point point, long time) {
    return new Sample(point, new Reading.Unavailable(point.id(), time, Reason.TIMEOUT), "");
  }

  private List<History.Row> rowsWhenThere(Point point, int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> history().rows(point, T0, T0 + 3_600_000, 1000).size() >= count);
    try {
      return history().rows(point, T0, T0 + 3_600_000, 1000);
    } catch (HistoryException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  default void reads_back_values_and_reasons_in_order_of_time() throws HistoryException {
    Point point = point("gw-order", "temperature");
    history()
        .write(
            List.of(
                measured(point, T0 + 5000, -18.5),
                unavailable(point, T0 + 10_000),
                measured(point, T0, 3.4)));
    assertThat(rowsWhenThere(point, 3))
        .containsExactly(
            new History.Row(T0, 3.4, ""),
            new History.Row(T0 + 5000, -18.5, ""),
            new History.Row(T0 + 10_000, 0, "timeout"));
  }

  @Test
  default void writing_the_same_samples_again_changes_nothing() throws HistoryException {
    Point point = point("gw-twice", "temperature");
    List<Sample> samples = List.of(measured(point, T0, 3.4), unavailable(point, T0 + 5000));
    history().write(samples);
    history().write(samples);
    history().write(List.of(measured(point, T0 + 7000, 1)));
    assertThat(rowsWhenThere(point, 3)).hasSize(3);
  }

  @Test
  default void the_same_point_id_of_two_gateways_stays_two_points() throws HistoryException {
    Point one = point("gw-one", "humidity");
    Point other = point("gw-other", "humidity");
    history().write(List.of(measured(one, T0, 40), measured(other, T0, 60)));
    assertThat(rowsWhenThere(one, 1)).containsExactly(new History.Row(T0, 40, ""));
    assertThat(rowsWhenThere(other, 1)).containsExactly(new History.Row(T0, 60, ""));
  }

  @Test
  default void buckets_hold_counts_and_extremes_and_a_gap_stays_a_gap() throws HistoryException {
    Point point = point("gw-buckets", "temperature");
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      samples.add(measured(point, T0 + i * 1000L, i));
    }
    samples.add(unavailable(point, T0 + 30_000));
    samples.add(measured(point, T0 + 40_000, 7));
    history().write(samples);
    rowsWhenThere(point, 12);
    List<History.Bucket> buckets = history().buckets(point, T0, T0 + 60_000, 10_000);
    assertThat(buckets)
        .containsExactly(
            new History.Bucket(T0, 10, 0, 0, 4.5, 9),
            new History.Bucket(T0 + 30_000, 0, 1, 0, 0, 0),
            new History.Bucket(T0 + 40_000, 1, 0, 7, 7, 7));
  }

  @Test
  default void what_has_no_sure_time_is_kept_apart() throws HistoryException {
    Point point = point("gw-untimed", "temperature");
    history()
        .write(
            List.of(
                measured(point, T0, 3),
                new Sample(point, new Reading.Measured(point.id(), T0 + 1000, 99), "stream1")));
    history().write(List.of(measured(point, T0 + 2000, 4)));
    assertThat(rowsWhenThere(point, 2)).extracting(History.Row::value).containsExactly(3.0, 4.0);
  }

  @Test
  default void a_point_that_was_never_written_has_no_rows() throws HistoryException {
    Point point = point("gw-never", "temperature");
    assertThat(history().rows(point, T0, T0 + 1000, 10)).isEmpty();
    assertThat(history().buckets(point, T0, T0 + 1000, 100)).isEmpty();
  }

  @Test
  default void rows_of_several_points_are_those_of_each() throws HistoryException {
    Point warm = point("gw-several", "temperature");
    Point humid = point("gw-several", "humidity");
    Point elsewhere = point("gw-several-2", "temperature");
    Point never = point("gw-several", "pressure");
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      samples.add(measured(warm, T0 + i * 1000L, i));
      samples.add(unavailable(humid, T0 + i * 2000L));
      samples.add(measured(elsewhere, T0 + i * 1000L, -i));
      samples.add(measured(point("gw-several-2", "humidity"), T0 + i * 1000L, 7));
    }
    history().write(samples);
    history().settle();
    Map<PointId, List<History.Row>> all =
        history().rows(List.of(humid, warm, elsewhere, never), T0 + 1000, T0 + 9000);
    for (Point one : List.of(humid, warm, elsewhere)) {
      assertThat(all.get(one.id()))
          .as(one.id().toString())
          .isNotEmpty()
          .isEqualTo(history().rows(one, T0 + 1000, T0 + 9000, 100));
    }
    assertThat(all).containsEntry(never.id(), List.of()).hasSize(4);
    assertThat(history().rows(List.of(), T0, T0 + 9000)).isEmpty();
  }

  @Test
  default void all_series_are_summed_up_as_each_is_by_itself() throws HistoryException {
    Point warm = point("gw-sums", "temperature");
    Point humid = point("gw-sums", "humidity");
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      samples.add(measured(warm, T0 + i * 20_000L, i * 0.5));
      samples.add(
          i % 3 == 0
              ? unavailable(humid, T0 + i * 20_000L)
              : measured(humid, T0 + i * 20_000L, -i));
    }
    samples.add(new Sample(warm, new Reading.Measured(warm.id(), T0 + 5, 99), "stream1"));
    history().write(samples);
    history().settle();
    Map<SeriesStore.Series, List<History.Bucket>> found = new HashMap<>();
    history()
        .summaries(
            T0,
            T0 + 900_000,
            300_000,
            (series, bucket) -> {
              if (series.gateway().equals("gw-sums")) {
                found.computeIfAbsent(series, s -> new ArrayList<>()).add(bucket);
              }
            });
    assertThat(found)
        .containsOnly(
            Map.entry(
                SeriesStore.Series.of(warm), history().buckets(warm, T0, T0 + 900_000, 300_000)),
            Map.entry(
                SeriesStore.Series.of(humid), history().buckets(humid, T0, T0 + 900_000, 300_000)));
    assertThat(found.get(SeriesStore.Series.of(humid))).hasSizeGreaterThan(1);
  }

  @Test
  default void what_is_settled_can_be_read() throws HistoryException {
    Point point = point("gw-settled", "temperature");
    for (int i = 0; i < 50; i++) {
      history().write(List.of(measured(point, T0 + i, i)));
      history().settle();
      assertThat(history().rows(point, T0, T0 + 1000, 100)).hasSize(i + 1);
    }
    assertThat(history().oldestMs().orElseThrow()).isLessThanOrEqualTo(T0);
    assertThat(history().identity()).isEqualTo(history().identity()).isNotEmpty();
  }
}
