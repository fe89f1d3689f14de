package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class RangesTest {
  @Property
  void holds_what_was_added_in_ranges_that_do_not_touch(
      @ForAll List<@LongRange(min = 0, max = 60) Long> numbers) {
    Ranges ranges = new Ranges();
    Set<Long> expected = new TreeSet<>();
    for (long n : numbers) {
      assertThat(ranges.add(n)).isEqualTo(expected.add(n));
    }
    Set<Long> held = new TreeSet<>();
    long previousEnd = -2;
    for (long[] range : ranges.list()) {
      assertThat(range[0]).isGreaterThan(previousEnd + 1);
      previousEnd = range[1];
      for (long n = range[0]; n <= range[1]; n++) {
        held.add(n);
        assertThat(ranges.contains(n)).isTrue();
      }
    }
    assertThat(held).isEqualTo(expected);
  }

  @Property
  void ranges_join_and_part_as_sets_do(
      @ForAll List<@LongRange(min = 0, max = 60) Long> bounds,
      @ForAll List<@LongRange(min = 0, max = 60) Long> others) {
    Ranges ranges = ofPairs(bounds);
    Ranges other = ofPairs(others);
    Set<Long> expected = numbers(ranges);
    expected.removeAll(numbers(other));
    assertThat(numbers(ranges.without(other))).isEqualTo(expected);
    assertThat(ranges.without(other).count()).isEqualTo(expected.size());
    assertThat(Ranges.parse(ranges.text())).isEqualTo(ranges);
  }

  private static Ranges ofPairs(List<Long> bounds) {
    Ranges ranges = new Ranges();
    Set<Long> expected = new TreeSet<>();
    for (int i = 0; i + 1 < bounds.size(); i += 2) {
      ranges.add(bounds.get(i), bounds.get(i + 1));
      for (long n = bounds.get(i); n <= bounds.get(i + 1); n++) {
        expected.add(n);
      }
    }
    assertThat(numbers(ranges)).isEqualTo(expected);
    return ranges;
  }

  private static Set<Long> numbers(Ranges ranges) {
    Set<Long> numbers = new TreeSet<>();
    for (long[] range : ranges.list()) {
      for (long n = range[0]; n <= range[1]; n++) {
        numbers.add(n);
      }
    }
    return numbers;
  }
}
