package org.campussentry.edge.outbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ranges of batches that had to go, merged where they touch; pure. Not thread-safe. */
final class Drops {
  private final List<Range> ranges = new ArrayList<>();

  Drops(List<Range> remembered) {
    remembered.forEach(this::add);
  }

  void add(Range range) {
    ranges.add(range);
    ranges.sort(Comparator.comparing(Range::stream).thenComparing(Range::first));
    for (int index = ranges.size() - 1; index > 0; index--) {
      Range before = ranges.get(index - 1);
      Range here = ranges.get(index);
      if (before.stream().equals(here.stream()) && here.first() <= before.last() + 1) {
        long last = Math.max(before.last(), here.last());
        ranges.set(index - 1, new Range(before.stream(), before.first(), last));
        ranges.remove(index);
      }
    }
  }

  /** Takes out what the range covers, and keeps the rest of what it touches. */
  void remove(Range gone) {
    var rest = new ArrayList<Range>();
    for (Range range : ranges) {
      if (!range.stream().equals(gone.stream())
          || range.last() < gone.first()
          || range.first() > gone.last()) {
        rest.add(range);
        continue;
      }
      if (range.first() < gone.first()) {
        rest.add(new Range(range.stream(), range.first(), gone.first() - 1));
      }
      if (range.last() > gone.last()) {
        rest.add(new Range(range.stream(), gone.last() + 1, range.last()));
      }
    }
    ranges.clear();
    ranges.addAll(rest);
  }

  List<Range> all() {
    return List.copyOf(ranges);
  }
}
