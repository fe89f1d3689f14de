package org.campussentry.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a figure says beside its limit. */
class FigureTest {

  private static String line(Figure figure) {
    return figure.line().strip().replaceAll(" +", " ");
  }

  @Test
  void the_ratio_is_value_over_limit_and_says_whether_the_limit_is_kept() {
    assertThat(line(Figure.atMost(80, "MiB", 74.6))).isEqualTo("MiB 74.6 ≤ 80 ratio 0.93 kept");
    assertThat(line(Figure.atMost(80, "MiB", 82.1))).endsWith("ratio 1.03 MISSED");
    assertThat(line(Figure.atLeast(0.85, "of the wire", 0.905)))
        .isEqualTo("of the wire 0.905 ≥ 0.850 ratio 1.06 kept");
  }

  @Test
  void without_a_limit_or_with_zero_there_is_no_ratio() {
    assertThat(line(Figure.of("polls", 194_250.4))).isEqualTo("polls 194,250");
    assertThat(line(Figure.atMost(0, "late", 0))).isEqualTo("late 0 ≤ 0 kept");
  }
}
