package org.campussentry.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DropsTest {
  private final Drops drops = new Drops(List.of());

  @Test
  void ranges_that_touch_are_merged() {
    drops.add(new Range("a", 0, 2));
    drops.add(new Range("a", 5, 5));
    drops.add(new Range("b", 3, 3));
    drops.add(new Range("a", 3, 4));
    assertThat(drops.all()).containsExactly(new Range("a", 0, 5), new Range("b", 3, 3));
  }

  @Test
  void what_is_announced_is_forgotten_and_no_more() {
    drops.add(new Range("a", 0, 9));
    drops.remove(new Range("a", 3, 5));
    drops.remove(new Range("b", 0, 9));
    assertThat(drops.all()).containsExactly(new Range("a", 0, 2), new Range("a", 6, 9));
  }

  @Property
  void it_is_a_set_of_numbers(
      @ForAll List<@IntRange(max = 40) Integer> added,
      @ForAll List<@IntRange(max = 40) Integer> removed) {
    var ranges = new Drops(List.of());
    Set<Long> expected = new TreeSet<>();
    for (long number : added) {
      ranges.add(new Range("a", number, number + 2));
      expected.addAll(List.of(number, number + 1, number + 2));
    }
    for (long number : removed) {
      ranges.remove(new Range("a", number, number + 1));
      expected.removeAll(List.of(number, number + 1));
    }
    Set<Long> found = new TreeSet<>();
    long before = -2;
    for (Range range : ranges.all()) {
      assertThat(range.first()).isGreaterThan(before + 1);
      for (long number = range.first(); number <= range.last(); number++) {
        found.add(number);
      }
      before = range.last();
    }
    assertThat(found).isEqualTo(expected);
  }
}
