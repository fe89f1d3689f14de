package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.junit.jupiter.api.Test;

class CatalogsTest {
  private final Catalogs catalogs = new Catalogs();

  private void declare(String gateway, String hash, int points) {
    List<Point> all =
        IntStream.range(0, points)
            .mapToObj(
                i ->
                    new Point(
                        new PointId(gateway, "d" + i + ".temperature"),
                        "main",
                        "lab/bench",
                        "d" + i,
                        "temperature",
                        "Cel",
                        5_000,
                        false))
            .toList();
    catalogs.put(new Catalog("main", gateway, hash, all));
  }

  @Test
  void who_sends_ever_new_ones_displaces_its_own_oldest_and_nobody_elses() {
    declare("gw-b", "other", 1);
    for (int i = 0; i <= CatalogStore.MOST; i++) {
      assertThat(catalogs.find("gw-a", "hash1").isPresent()).isEqualTo(i > 1);
      declare("gw-a", "hash" + i, 1);
    }
    assertThat(catalogs.find("gw-a", "hash0")).as("the oldest").isEmpty();
    assertThat(catalogs.find("gw-a", "hash1")).as("a batch asked for it").isPresent();
    assertThat(catalogs.find("gw-b", "other")).isPresent();
    declare("gw-a", "large", Catalogs.POINTS_MOST);
    assertThat(catalogs.find("gw-a", "hash1")).isEmpty();
    assertThat(catalogs.find("gw-a", "large")).isPresent();
    assertThat(catalogs.find("gw-a", Catalogs.NEWEST)).isPresent();
  }
}
