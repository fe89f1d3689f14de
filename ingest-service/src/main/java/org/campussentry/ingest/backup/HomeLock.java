package org.campussentry.ingest.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held while a service runs in its home, or a command works on it. */
public final class HomeLock implements AutoCloseable {
  private static final String FILE = "service.lock";
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Where a complete restored home waits for its name. */
  static Path restored(Path home) {
    return home.resolveSibling(home.getFileName() + ".restored");
  }

  /**
   * Makes the home if it is missing; a restore that a power cut ended between its two renames is
   * ended here. Empty when somebody else is in.
   *
   * @throws IOException when the home can't be written
   */
  public static Optional<HomeLock> enter(Path home) throws IOException {
    if (Files.notExists(home) && Files.exists(restored(home))) {
      Files.move(restored(home), home);
    }
    Files.createDirectories(home);
    FileChannel channel =
        FileChannel.open(home.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new HomeLock(channel));
      }
    } catch (OverlappingFileLockException e) {
      // This process has it.
    }
    channel.close();
    return Optional.empty();
  }

  /** Whether anything but the lock lies in a home. */
  static boolean isEmpty(Path home) throws IOException {
    try (var files = Files.list(home)) {
      return files.allMatch(f -> f.endsWith(FILE));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
