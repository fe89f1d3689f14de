package org.campussentry.ingest.intake;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;

/**
 * Finds the points of a batch by its gateway and catalog hash. Of each gateway it knows those that
 * were declared or asked for last: who sends ever new ones must not fill the memory. A gateway
 * declares all that its outbox refers to on each connect. Not thread-safe.
 */
final class Catalogs {
  /** Stands for whichever came last. */
  static final String NEWEST = "*";

  /** In all catalogs of a gateway, but for the newest. */
  static final int POINTS_MOST = 20_000;

  private static final class OfGateway {
    private final LinkedHashMap<String, Map<String, Point>> byHash =
        new LinkedHashMap<>(16, 0.75f, true);
    private Map<String, Point> newest = Map.of();
    private int points;

    void put(String hash, Map<String, Point> catalog) {
      newest = catalog;
      Map<String, Point> before = byHash.put(hash, catalog);
      points += catalog.size() - (before == null ? 0 : before.size());
      Iterator<Map<String, Point>> oldest = byHash.values().iterator();
      while (byHash.size() > 1 && (byHash.size() > CatalogStore.MOST || points > POINTS_MOST)) {
        points -= oldest.next().size();
        oldest.remove();
      }
    }
  }

  private final Map<String, OfGateway> gateways = new HashMap<>();

  void put(Catalog catalog) {
    gateways
        .computeIfAbsent(catalog.gateway(), gateway -> new OfGateway())
        .put(catalog.hash(), catalog.byWireId());
  }

  Optional<Map<String, Point>> find(Batch batch) {
    return find(batch.gateway(), batch.catalog());
  }

  /** By id on the wire; empty while the catalog has not come. */
  Optional<Map<String, Point>> find(String gateway, String hash) {
    return Optional.ofNullable(gateways.get(gateway))
        .map(own -> hash.equals(NEWEST) ? own.newest : own.byHash.get(hash));
  }
}
