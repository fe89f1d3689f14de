package org.campussentry.ingest.disinfection;

import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.reading.PointId;

/**
 * A sprayer whose controller is read. Immutable.
 *
 * @param gateway that reads it
 * @param device its id there
 * @param area where it is built in; empty for a portable one
 * @param tank litres that it holds when it is full; empty when nobody knows, and then the level
 *     proves nothing
 */
public record Sprayer(
    String id,
    String name,
    String nameEn,
    String site,
    String gateway,
    String device,
    Optional<String> area,
    OptionalDouble tank) {

  public boolean isPortable() {
    return area.isEmpty();
  }

  /** The point of one of its quantities. */
  public PointId point(Quantity quantity) {
    return new PointId(gateway, device + "." + quantity.word());
  }

  /** Whether the point is one of its own. */
  boolean has(PointId point) {
    return point.gateway().equals(gateway) && point.wire().startsWith(device + ".");
  }
}
