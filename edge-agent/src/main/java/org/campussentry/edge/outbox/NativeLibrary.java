package org.campussentry.edge.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once for each version. The driver itself unpacks it at every
 * start, into a new file of the system's temporary folder, and a killed agent leaves that behind:
 * megabytes a power cut. Whoever has set {@code org.sqlite.lib.path} is left alone.
 */
final class NativeLibrary {
  private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String PLACE = "org.sqlite.lib.path";

  private NativeLibrary() {}

  /** Only who holds the lock of the home may call this. */
  static void unpackInto(Path folder) {
    if (System.getProperty(PLACE) != null) {
      return;
    }
    String resource = LibraryLoaderUtil.getNativeLibResourcePath();
    String name = LibraryLoaderUtil.getNativeLibName();
    // The last part of the resource is the architecture: a card may move to another board.
    String version = "sqlite-" + SQLiteJDBCLoader.getVersion() + resource.replace('/', '-');
    Path place = folder.resolve(version);
    try (InputStream packed = NativeLibrary.class.getResourceAsStream(resource + "/" + name)) {
      if (packed == null) {
        return; // The driver knows what to say about a system that it does not know.
      }
      if (!Files.exists(place.resolve(name))) {
        Files.createDirectories(place);
        unpack(packed, place.resolve(name));
      }
      System.setProperty(PLACE, place.toString());
    } catch (IOException e) {
      log.warn(
          "{} cannot be written ({}): SQLite unpacks its library into the system's temporary folder"
              + " instead. Free some disk space.",
          place,
          e.getMessage());
    }
  }

  /** Synced before it gets its name: a power cut leaves the whole file or none of that name. */
  private static void unpack(InputStream packed, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(packed.readAllBytes());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
