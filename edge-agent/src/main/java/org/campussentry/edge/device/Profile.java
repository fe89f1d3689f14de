package org.campussentry.edge.device;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.campussentry.edge.bus.Address;
import org.campussentry.edge.bus.Request;

/**
 * What a kind of device measures and where, read from a data file. Immutable.
 *
 * @param name what `profile:` in a configuration says
 * @param ask what a serial device is asked, one character a byte; one without speaks by itself
 * @param pattern what a frame of a serial device looks like
 */
public record Profile(
    String name,
    Medium medium,
    Optional<String> ask,
    Optional<Pattern> pattern,
    List<Field> fields,
    Optional<CrossingRule> crossing) {

  /** Whether its devices speak by themselves instead of being asked. */
  public boolean listens() {
    return medium == Medium.JSON || (medium == Medium.TEXT && ask.isEmpty());
  }

  /** Whether it gives readings only when something happens, so that none is expected. */
  public boolean eventsOnly() {
    return fields.stream().allMatch(Field::event);
  }

  /** Whether its devices can be where this is. */
  public boolean fits(Address address) {
    return medium == Medium.of(address);
  }

  /** The types of bus that its devices can be on, for a complaint. */
  public String busTypes() {
    return medium.busTypes;
  }

  /** The requests that one poll makes, for a device there. */
  List<Part> parts(Address at) {
    if (at instanceof Address.Unit unit) {
      return Span.plan(fields).stream().map(span -> span.part(unit.number())).toList();
    }
    return List.of(new Part(request(at), 0, fields));
  }

  private Request request(Address at) {
    if (at instanceof Address.Chip chip) {
      return new Request.Chip(chip.id());
    }
    if (at instanceof Address.Topic topic) {
      return new Request.Topic(topic.name(), topic.availability());
    }
    return ask.<Request>map(Request.Ask::new).orElseGet(Request.Listen::new);
  }
}
