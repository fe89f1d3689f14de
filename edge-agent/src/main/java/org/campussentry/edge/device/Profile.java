package org.campussentry.edge.device;

import java.util.List;
import java.util.Optional;
import org.campussentry.edge.bus.Address;
import org.campussentry.edge.bus.Request;

/**
 * What a kind of device measures and where, read from a data file. Immutable.
 *
 * @param name what `profile:` in a configuration says
 */
public record Profile(String name, List<Field> fields, Optional<CrossingRule> crossing) {

  /** The requests that one poll makes, for a device there. */
  public List<Request> requests(Address at) {
    return Span.plan(fields).stream().map(span -> span.request(at)).toList();
  }

  /** Every quantity that a device of this profile gives, with its unit. */
  List<String> quantities() {
    return fields.stream().map(Field::quantity).toList();
  }
}
