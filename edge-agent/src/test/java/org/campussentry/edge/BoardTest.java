package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTest {
  @TempDir private Path zones;

  private void zone(String name, String temperature) throws IOException {
    Path zone = Files.createDirectory(zones.resolve(name));
    Files.writeString(zone.resolve("temp"), temperature + "\n");
  }

  @Test
  void the_hottest_zone_counts_in_degrees() throws IOException {
    zone("thermal_zone0", "48234");
    zone("thermal_zone1", "51861");
    zone("cooling_device0", "99000");
    assertThat(Board.celsius(zones)).hasValue(51.9);
  }

  @Test
  void what_no_board_has_is_not_told() throws IOException {
    zone("thermal_zone0", "-274000");
    zone("thermal_zone1", "unreadable");
    assertThat(Board.celsius(zones)).isEmpty();
    assertThat(Board.celsius(zones.resolve("none"))).isEmpty();
  }
}
