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
}
