package org.campussentry.ingest.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.history.History.Bucket;
import org.junit.jupiter.api.Test;

class PassedUnmeasuredTest {
  private static final long START = 1_000_000;

  /** The values of each bucket; a minus is before the day. */
  private static long rise(double[]... values) throws Exception {
    Map<Bucket, List<Double>> buckets = new LinkedHashMap<>();
    long at = START;
    for (double[] some : values) {
      boolean earlier = some.length > 0 && some[0] < 0;
      double[] of = Arrays.stream(some).map(Math::abs).toArray();
      double max = Arrays.stream(of).max().orElse(0);
      double min = Arrays.stream(of).min().orElse(0);
      long start = earlier ? START - 300_000 : at;
      at += earlier ? 0 : 300_000;
      buckets.put(new Bucket(start, of.length, 0, min, 0, max), Arrays.stream(of).boxed().toList());
    }
    return PassedUnmeasured.rise(List.copyOf(buckets.keySet()), START, buckets::get);
  }

  private static double[] of(double... values) {
    return values;
  }

  @Test
  void it_is_what_the_counter_rose_since_the_day_before() throws Exception {
    assertThat(rise(of(-4), of(4, 4), of(4, 6), of(7))).isEqualTo(3);
    assertThat(rise(of(-4, -5), of(6))).isEqualTo(1);
  }

  @Test
  void what_stood_there_at_first_is_no_rise() throws Exception {
    assertThat(rise(of(9), of(9))).isZero();
    assertThat(rise()).isZero();
  }

  @Test
  void an_agent_that_starts_again_counts_from_nothing() throws Exception {
    assertThat(rise(of(-8), of(8, 9, 0, 2), of(3))).isEqualTo(4);
    assertThat(rise(of(8), of(), of(1))).isEqualTo(1);
  }
}
