package org.campussentry.acceptance.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file system in memory, which can be filled to its last byte. */
final class Disk implements AutoCloseable {
  private static final int CHUNK_BYTES = 4 << 10;

  private final Path folder;
  private final boolean mounted;

  private Disk(Path folder, boolean mounted) {
    this.folder = folder;
    this.mounted = mounted;
  }

  /** Mounts one at a folder; where mounting is not permitted, it is the folder as it is. */
  static Disk at(Path folder, int mebibytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String size = "size=" + mebibytes + "m";
    return new Disk(folder, run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()));
  }

  /** Whether it can be filled without harm to others. */
  boolean mounted() {
    return mounted;
  }

  Path folder() {
    return folder;
  }

  void fill() {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (OutputStream ballast = Files.newOutputStream(folder.resolve("ballast"))) {
      while (mounted) {
        ballast.write(chunk);
      }
    } catch (IOException e) {
      // That is what full means.
    }
  }

  void free() {
    try {
      Files.deleteIfExists(folder.resolve("ballast"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (mounted) {
      run("umount", "-l", folder.toString());
    }
  }
}
