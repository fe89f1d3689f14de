package org.campussentry.ingest.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.campussentry.ingest.web.FloorPlan;
import org.campussentry.ingest.web.FloorPlan.Place;
import org.campussentry.ingest.web.FloorPlan.Spot;
import org.campussentry.ingest.web.FloorPlanStore;
import org.campussentry.ingest.web.Photo;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link FloorPlanStore} in the journal: what is backed up is whole. */
public final class JournalFloorPlans implements FloorPlanStore {
  private static final String THIS = " WHERE site = ? AND building = ?";

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalFloorPlans(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  private record Placed(Place place, Spot spot) {}

  @Override
  public List<FloorPlan> list() {
    return jdbi.inTransaction(
        h -> {
          Map<Place, List<Spot>> spots =
              h
                  .createQuery(
                      "SELECT * FROM floor_plan_point WHERE " + own.bySite() + " ORDER BY point")
                  .map(
                      (rs, ctx) ->
                          new Placed(
                              new Place(rs.getString("site"), rs.getString("building")),
                              new Spot(
                                  rs.getString("point"), rs.getDouble("x"), rs.getDouble("y"))))
                  .stream()
                  .collect(
                      Collectors.groupingBy(
                          Placed::place, Collectors.mapping(Placed::spot, Collectors.toList())));
          return h.createQuery(
                  "SELECT site, building, type, LENGTH(content) AS bytes, digest, changed_by, changed_at"
                      + " FROM floor_plan WHERE "
                      + own.bySite()
                      + " ORDER BY site, building")
              .map(
                  (rs, ctx) -> {
                    Place place = new Place(rs.getString("site"), rs.getString("building"));
                    return new FloorPlan(
                        place,
                        new Photo.About(
                            rs.getString("type"),
                            rs.getInt("bytes"),
                            rs.getString("digest"),
                            rs.getString("changed_by"),
                            rs.getLong("changed_at")),
                        spots.getOrDefault(place, List.of()));
                  })
              .list();
        });
  }

  @Override
  public Optional<byte[]> picture(Place place) {
    return jdbi.withHandle(
        h ->
            h.select(
                    "SELECT content FROM floor_plan" + THIS + " AND " + own.bySite(),
                    place.site(),
                    place.building())
                .map((rs, ctx) -> rs.getBytes(1))
                .findOne());
  }

  @Override
  public void put(Place place, Photo.About about, byte[] content) {
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO floor_plan VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, building) DO UPDATE SET"
                    + " type = excluded.type, digest = excluded.digest, content = excluded.content,"
                    + " changed_by = excluded.changed_by, changed_at = excluded.changed_at",
                place.site(),
                place.building(),
                about.type(),
                about.digest(),
                content,
                about.by(),
                about.at()));
  }

  @Override
  public boolean place(Place place, List<Spot> spots) {
    return jdbi.inTransaction(
        h -> {
          // Also holds off who would take the plan away meanwhile.
          if (h.execute(
                  "UPDATE floor_plan SET digest = digest" + THIS, place.site(), place.building())
              == 0) {
            return false;
          }
          clear(h, place);
          var rows = h.prepareBatch("INSERT INTO floor_plan_point VALUES (?, ?, ?, ?, ?)");
          spots.forEach(s -> rows.add(place.site(), place.building(), s.point(), s.x(), s.y()));
          if (!spots.isEmpty()) {
            rows.execute();
          }
          return true;
        });
  }

  @Override
  public boolean remove(Place place) {
    return jdbi.inTransaction(
        h -> {
          clear(h, place);
          return h.execute("DELETE FROM floor_plan" + THIS, place.site(), place.building()) == 1;
        });
  }

  private static void clear(Handle h, Place place) {
    h.execute("DELETE FROM floor_plan_point" + THIS, place.site(), place.building());
  }
}
