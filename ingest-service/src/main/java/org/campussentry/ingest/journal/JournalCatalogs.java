package org.campussentry.ingest.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.campussentry.ingest.intake.CatalogStore;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.jdbi.v3.core.Jdbi;

/** {@link CatalogStore} in the journal; the points are kept as JSON. */
public final class JournalCatalogs implements CatalogStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Point>> POINTS = new TypeReference<>() {};

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalCatalogs(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public void save(Catalog catalog, long nowMs) {
    try {
      String points = JSON.writeValueAsString(catalog.points());
      jdbi.useHandle(
          h -> {
            h.execute(
                "INSERT INTO catalog VALUES (?, ?, ?, ?, ?) ON CONFLICT (gateway, hash) DO UPDATE SET"
                    + " seen_at = excluded.seen_at, site = excluded.site, points = excluded.points",
                catalog.gateway(),
                catalog.hash(),
                catalog.site(),
                nowMs,
                points);
            h.execute(
                "DELETE FROM catalog WHERE gateway = ? AND hash NOT IN (SELECT hash FROM catalog"
                    + " WHERE gateway = ? ORDER BY seen_at DESC LIMIT ?)",
                catalog.gateway(),
                catalog.gateway(),
                MOST);
          });
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a catalog is plain data", e);
    }
  }

  @Override
  public List<Catalog> all() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT site, gateway, hash, points FROM catalog WHERE "
                        + own.bySite()
                        + " ORDER BY seen_at")
                .map(
                    (rs, ctx) ->
                        new Catalog(
                            rs.getString(1),
                            rs.getString(2),
                            rs.getString(3),
                            points(rs.getString(4))))
                .list());
  }

  private static List<Point> points(String json) {
    try {
      return JSON.readValue(json, POINTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the journal's table catalog holds something unreadable", e);
    }
  }
}
