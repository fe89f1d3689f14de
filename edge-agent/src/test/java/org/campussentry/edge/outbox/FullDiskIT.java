package org.campussentry.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.campussentry.edge.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The outbox on a disk that the kernel calls full, or read-only: a small file system in a name
 * space of its own.
 */
class FullDiskIT {
  @TempDir private Path folder;

  @Test
  void the_bounds_hold_and_what_is_stored_can_be_forgotten() {
    List<String> lines = onADiskOfItsOwn("mount -t tmpfs -o size=12m tmpfs \"$1\"", FullDisk.class);
    assertThat(lines).anyMatch(line -> line.equals("as it should be"));
  }

  /** As the kernel mounts a card that it does not trust any more. */
  @Test
  void a_card_that_is_read_only_is_told_with_the_remedy_and_left_as_it_is() {
    List<String> lines =
        onADiskOfItsOwn(
            "mount -t tmpfs tmpfs \"$1\" && touch \"$1/outbox.db\" && mount -o remount,ro \"$1\"",
            ReadOnlyDisk.class);
    assertThat(lines)
        .anyMatch(line -> line.matches("home .* cannot be written .*Read-only.* set `home:` .*"));
  }

  private List<String> onADiskOfItsOwn(String mount, Class<?> story) {
    var command =
        List.of(
            "unshare",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            mount + " && shift && exec \"$@\"",
            "sh",
            folder.toString(),
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            story.getName(),
            folder.toString());
    try (Program run = new Program(Map.of(), command)) {
      assertThat(run.exitCode()).as("%s", run.lines()).isZero();
      return run.lines();
    }
  }
}
