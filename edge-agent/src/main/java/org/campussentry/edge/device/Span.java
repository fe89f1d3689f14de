package org.campussentry.edge.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.campussentry.edge.bus.Function;
import org.campussentry.edge.bus.Request;

/**
 * Fields that are read in one request, because their registers are adjacent. Immutable.
 *
 * @param first address of the first register or bit
 * @param count how many
 */
record Span(Function function, int first, int count, List<Field> fields) {

  Part part(int unit) {
    return new Part(new Request.Registers(unit, function, first, count), first, fields);
  }

  /**
   * As few requests as adjacency allows. Gaps are not read across: many devices answer an exception
   * to a request that touches a register they do not have.
   */
  static List<Span> plan(List<Field> fields) {
    var sorted = new ArrayList<>(fields);
    sorted.sort(
        Comparator.comparing((Field field) -> field.register().function())
            .thenComparing(field -> field.register().address()));
    var spans = new ArrayList<Span>();
    var group = new ArrayList<Field>();
    int end = 0;
    for (Field field : sorted) {
      if (!group.isEmpty() && !joins(group.get(0).register(), field.register(), end)) {
        spans.add(of(group, end));
        group.clear();
      }
      int fieldEnd = field.register().end();
      end = group.isEmpty() ? fieldEnd : Math.max(end, fieldEnd);
      group.add(field);
    }
    spans.add(of(group, end));
    return List.copyOf(spans);
  }

  private static boolean joins(Source.Register first, Source.Register next, int end) {
    return next.function() == first.function()
        && next.address() <= end
        && next.end() - first.address() <= first.function().countMax();
  }

  private static Span of(List<Field> group, int end) {
    Source.Register first = group.get(0).register();
    return new Span(first.function(), first.address(), end - first.address(), List.copyOf(group));
  }
}
