package org.campussentry.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.campussentry.edge.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The outbox on a disk that the kernel calls full: a small file system in a name space of its own.
 */
class FullDiskIT {
  @TempDir private Path folder;

  @Test
  void the_bounds_hold_and_what_is_stored_can_be_forgotten() throws Exception {
    var command =
        List.of(
            "unshare",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            "mount -t tmpfs -o size=12m tmpfs \"$1\" && shift && exec \"$@\"",
            "sh",
            folder.toString(),
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            FullDisk.class.getName(),
            folder.toString());
    try (Program story = new Program(Map.of(), command)) {
      assertThat(story.exitCode()).as("%s", story.lines()).isZero();
      assertThat(story.lines()).anyMatch(line -> line.equals("as it should be"));
    }
  }
}
