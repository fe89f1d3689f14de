package org.campussentry.edge.outbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The folder of one agent: held by a lock, so that two agents never share an outbox. */
public final class Home implements AutoCloseable {
  private static final String LOCK = "agent.lock";

  private final Path folder;
  private final FileChannel channel;

  private Home(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static Home enter(Path folder) throws OutboxUnavailable {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new OutboxUnavailable(
            "home "
                + folder
                + " is in use by another edge-agent. Stop that one, or give this one another"
                + " `home:`.");
      }
      return new Home(folder, channel);
    } catch (IOException e) {
      throw new OutboxUnavailable(
          "home %s cannot be written (%s). Create it and give it to the user that runs the agent, or"
                  .formatted(folder, e)
              + " set `home:` to another folder.");
    }
  }

  /**
   * Keeps agents out for a while without leaving anything behind; empty when one is in.
   *
   * @throws IOException if that cannot be known, mostly because the home is another user's
   */
  public static Optional<Closeable> borrow(Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    if (Files.notExists(lock)) {
      return Optional.of(() -> {}); // No agent has ever been here; what we made would be ours.
    }
    FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
    if (locked(channel)) {
      return Optional.of(channel);
    }
    channel.close();
    return Optional.empty();
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Reserve reserve() {
    return new Reserve(folder);
  }

  Path file() {
    return folder.resolve("outbox.db");
  }

  Path nativeFolder() {
    return folder.resolve("native");
  }

  /** Renames a damaged outbox with all that belongs to it; nothing is deleted. */
  Path setAside(long time) throws IOException {
    String suffix = ".damaged-" + time;
    for (String part : List.of("-wal", "-shm", "")) {
      Path from = folder.resolve("outbox.db" + part);
      if (Files.exists(from)) {
        Files.move(from, folder.resolve("outbox.db" + suffix + part));
      }
    }
    return folder.resolve("outbox.db" + suffix);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
