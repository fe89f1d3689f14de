package org.campussentry.edge.uplink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * This run of the machine: ticks of two processes can be compared if they saw the same one.
 *
 * @param id what the kernel calls it; elsewhere than on Linux another each time
 * @param ticks milliseconds since it began, never jumping. On Linux {@link System#nanoTime} reads
 *     CLOCK_MONOTONIC, which all processes share.
 */
public record Boot(String id, InstantSource ticks) {
  private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** The one that this process runs in. */
  public static Boot present() {
    return new Boot(read(), () -> Instant.EPOCH.plusNanos(System.nanoTime()));
  }

  private static String read() {
    try {
      return Files.readString(ID).strip();
    } catch (IOException e) {
      return UUID.randomUUID().toString();
    }
  }
}
