package org.campussentry.ingest.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.duty.Town.at;

import java.util.List;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.junit.jupiter.api.Test;

class MaintenanceTest {
  private static final PointId COLD = new PointId("gw", "cold1.temperature");

  private static Point point(PointId id, String site, String area) {
    return new Point(id, site, area, "cold1", "temperature", "Cel", 5000, false);
  }

  private static Maintenance of(MaintenanceWindow.Target target) {
    return new Maintenance(
        List.of(
            new MaintenanceWindow("m", "main", target, "化霜", at(0, 9, 0), at(0, 10, 0), "admin")));
  }

  @Test
  void an_area_is_covered_from_the_start_until_the_end_at_its_site_only() {
    Maintenance planned = of(new MaintenanceWindow.InArea(new AreaGlob("canteen-1/**")));
    Point there = point(COLD, "main", "canteen-1/cold-store");
    assertThat(planned.covers(there, at(0, 9, 0).minusMillis(1))).isEmpty();
    assertThat(planned.covers(there, at(0, 9, 0))).isPresent();
    assertThat(planned.covers(there, at(0, 10, 0).minusMillis(1))).isPresent();
    assertThat(planned.covers(there, at(0, 10, 0))).isEmpty();
    assertThat(planned.covers(point(COLD, "east", "canteen-1/cold-store"), at(0, 9, 0))).isEmpty();
    assertThat(planned.covers(point(COLD, "main", "canteen-2/cold-store"), at(0, 9, 0))).isEmpty();
  }

  @Test
  void a_point_is_covered_and_its_neighbour_is_not() {
    Maintenance planned = of(new MaintenanceWindow.AtPoint(COLD));
    PointId other = new PointId("gw", "cold2.temperature");
    assertThat(planned.covers(point(COLD, "main", ""), at(0, 9, 30))).isPresent();
    assertThat(planned.covers(point(other, "main", ""), at(0, 9, 30))).isEmpty();
  }
}
