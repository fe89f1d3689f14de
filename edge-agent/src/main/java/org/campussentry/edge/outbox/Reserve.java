package org.campussentry.edge.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Room on the disk that is held back for the day when it is full: even forgetting needs some, since
 * SQLite writes what changes beside the file first. Not thread-safe.
 */
final class Reserve {
  static final int BYTES = 1 << 20;

  private final Path file;

  Reserve(Path folder) {
    this.file = folder.resolve("reserve");
  }

  /** Takes the room, if the disk has plenty of it. */
  void take() {
    try {
      if (!Files.exists(file) && free() > 4L * BYTES) {
        byte[] bytes = new byte[BYTES];
        // Not zeros: some file systems store those as nothing.
        new Random(1).nextBytes(bytes);
        Files.write(file, bytes);
      }
    } catch (IOException e) {
      release();
    }
  }

  /** Gives the room back; returns whether there was some. */
  boolean release() {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      return false;
    }
  }

  /** Bytes of the disk that this user may still fill. */
  long free() throws IOException {
    return Files.getFileStore(file.getParent()).getUsableSpace();
  }
}
