package org.campussentry.edge.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CrossingsTest {
  private final Crossings crossings = new Crossings();

  @Test
  void the_counter_wraps_at_65536() {
    crossings.advance(65_530);
    assertThat(crossings.advance(3)).isEqualTo(9);
    assertThat(crossings.missed()).isEqualTo(8);
  }

  @Test
  void a_counter_that_went_back_is_a_new_base() {
    crossings.advance(500);
    assertThat(crossings.advance(2)).isZero();
    assertThat(crossings.missed()).isZero();
    assertThat(crossings.advance(3)).isEqualTo(1);
  }

  @Property
  void everybody_is_either_seen_or_missed(
      @ForAll @IntRange(max = 65_535) int start,
      @ForAll List<@IntRange(max = Crossings.PLAUSIBLE_MAX) Integer> steps) {
    var counted = new Crossings();
    counted.advance(start);
    long count = start;
    long seen = 0;
    for (int step : steps) {
      count += step;
      seen += Math.min(1, counted.advance((int) (count % 65_536)));
    }
    assertThat(seen + counted.missed()).isEqualTo(count - start);
  }
}
