package org.campussentry.edge.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.campussentry.edge.bus.Bus;

/** Who was found on a bus. Immutable. */
public final class ScanReport {
  private final Bus bus;
  private final List<Found> found;
  private final List<String> silent;

  /**
   * Of a scan that is done.
   *
   * @param silent devices of the configuration that were looked for, and not found
   */
  ScanReport(Bus bus, List<Found> found, List<String> silent) {
    this.bus = bus;
    this.found = List.copyOf(found);
    this.silent = List.copyOf(silent);
  }

  /** Whether there is anybody at all. */
  public boolean anybody() {
    return !found.isEmpty();
  }

  /** For people, a table. */
  public String text() {
    var text = new StringBuilder();
    text.append("%s: %d found%n".formatted(bus.place(), found.size()));
    int width = found.stream().mapToInt(one -> one.said().length()).max().orElse(0);
    for (Found one : found) {
      text.append(
          ("  %-16s %-" + Math.max(1, width) + "s %9s  %s%n")
              .formatted(
                  one.place(),
                  one.said(),
                  one.millis(),
                  one.device().map(id -> "device " + id).orElse("not in the configuration")));
    }
    if (!silent.isEmpty()) {
      text.append("  Configured, but silent: %s%n".formatted(String.join(", ", silent)));
    }
    if (!anybody()) {
      text.append(bus.advice()).append(System.lineSeparator());
    }
    return text.toString();
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("bus", bus.name());
    var list = json.putArray("found");
    found.forEach(one -> one.describe(list.addObject()));
    silent.forEach(json.putArray("silent")::add);
    return json;
  }
}
