package org.campussentry.ingest.reading;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The points that a gateway declared under one hash. Immutable.
 *
 * @param hash opaque; a batch names the catalog that it was written under
 */
public record Catalog(String site, String gateway, String hash, List<Point> points) {
  public Catalog {
    points = List.copyOf(points);
  }

  /** By the id on the wire. */
  public Map<String, Point> byWireId() {
    return points.stream()
        .collect(Collectors.toUnmodifiableMap(p -> p.id().wire(), Function.identity()));
  }
}
