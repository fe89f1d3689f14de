package org.campussentry.edge;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The machine under the agent, as far as Linux tells. */
final class Board {
  private static final Path ZONES = Path.of("/sys/class/thermal");
  private static final double LOWEST = -40;
  private static final double HIGHEST = 150;

  private Board() {}

  /** Temperature of the hottest thermal zone, in degrees Celsius; empty where there is none. */
  static OptionalDouble celsius() {
    return celsius(ZONES);
  }

  /** The file {@code temp} of each zone holds thousandths (kernel: sysfs-class-thermal). */
  static OptionalDouble celsius(Path zones) {
    OptionalDouble hottest = OptionalDouble.empty();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(zones, "thermal_zone*")) {
      for (Path zone : found) {
        OptionalDouble here = read(zone.resolve("temp"));
        if (here.isPresent() && here.getAsDouble() > hottest.orElse(LOWEST)) {
          hottest = here;
        }
      }
    } catch (IOException e) {
      // No such folder: a container, or another system.
    }
    return hottest;
  }

  private static OptionalDouble read(Path file) {
    try {
      double celsius = Math.round(Integer.parseInt(Files.readString(file).strip()) / 100.0) / 10.0;
      boolean possible = celsius > LOWEST && celsius < HIGHEST;
      return possible ? OptionalDouble.of(celsius) : OptionalDouble.empty();
    } catch (IOException | NumberFormatException e) {
      // A zone that is switched off answers with an error.
      return OptionalDouble.empty();
    }
  }
}
