package org.campussentry.edge.device;

import java.util.List;
import java.util.Optional;
import org.campussentry.edge.bus.Request;

/**
 * What a kind of device measures and where, read from a data file. Immutable.
 *
 * @param name what `profile:` in a configuration says
 */
public record Profile(String name, List<Field> fields, Optional<CrossingRule> crossing) {

  /** The requests that one poll makes, for a device at {@code unit}. */
  public List<Request> requests(int unit) {
    return Span.plan(fields).stream().map(span -> span.request(unit)).toList();
  }

  /** Every quantity that a device of this profile gives, with its unit. */
  List<String> quantities() {
    return fields.stream().map(Field::quantity).toList();
  }
}
