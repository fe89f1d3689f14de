package org.campussentry.edge.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.campussentry.edge.config.Problems;

/**
 * The profiles that devices may name: those of this program, and those of a folder beside the
 * configuration. Immutable after reading.
 */
public final class Profiles {
  static final List<String> SHIPPED =
      List.of(
          "body-temperature-line",
          "body-thermometer",
          "coil",
          "current-loop",
          "ds18b20",
          "float-32",
          "kincony-sht30",
          "mlx90614",
          "pulse-counter",
          "register-16",
          "sprayer",
          "vaisala-f32",
          "xy-md02",
          "zigbee2mqtt-thermometer");

  private final Map<String, Profile> own = new HashMap<>();
  private final Set<String> broken = new TreeSet<>();

  private Profiles() {}

  /**
   * Reads the folder of own profiles; a missing one counts as empty. An own profile may not bear
   * the name of a shipped one: what a name means must not depend on a folder.
   */
  public static Profiles read(Path folder, Problems problems) {
    var profiles = new Profiles();
    if (!Files.isDirectory(folder)) {
      return profiles;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Profiles::isYaml).sorted().toList()) {
        profiles.add(file, problems);
      }
    } catch (IOException e) {
      problems.error(folder.toString(), "cannot be read: " + e.getMessage());
    }
    return profiles;
  }

  private static boolean isYaml(Path file) {
    return file.toString().endsWith(".yaml");
  }

  private void add(Path file, Problems problems) throws IOException {
    String name = nameOf(file);
    if (SHIPPED.contains(name)) {
      problems.error(
          file + ":1",
          "profile `%s` comes with the program. Rename the file, and `profile:` of the devices."
              .formatted(name));
      return;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    ProfileFile.read(name, file.toString(), text, problems)
        .ifPresentOrElse(profile -> own.put(name, profile), () -> broken.add(name));
  }

  private static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ".yaml".length());
  }

  /** The profile of this name, or empty when there is none that could be read. */
  public Optional<Profile> named(String name) {
    return SHIPPED.contains(name) ? Optional.of(shipped(name)) : Optional.ofNullable(own.get(name));
  }

  /** Whether a file of this name is there, but wrong: that has been complained about already. */
  public boolean broken(String name) {
    return broken.contains(name);
  }

  /** Every name that a device may use. */
  public Set<String> names() {
    var names = new TreeSet<>(own.keySet());
    names.addAll(SHIPPED);
    return names;
  }

  private static Profile shipped(String name) {
    String resource = "/profiles/" + name + ".yaml";
    var problems = new Problems();
    try (InputStream stream = Profiles.class.getResourceAsStream(resource)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return ProfileFile.read(name, resource, text, problems)
          .orElseThrow(() -> new IllegalStateException(problems.errors().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
