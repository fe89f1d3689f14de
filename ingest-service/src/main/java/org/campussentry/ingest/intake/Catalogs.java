package org.campussentry.ingest.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;

/** Finds the points of a batch by its gateway and catalog hash. Confined to the intake's thread. */
final class Catalogs {
  private record Key(String gateway, String hash) {}

  private final Map<Key, Map<String, Point>> points = new HashMap<>();

  void put(Catalog catalog) {
    points.put(new Key(catalog.gateway(), catalog.hash()), catalog.byWireId());
  }

  Optional<Map<String, Point>> find(Batch batch) {
    return Optional.ofNullable(points.get(new Key(batch.gateway(), batch.catalog())));
  }
}
