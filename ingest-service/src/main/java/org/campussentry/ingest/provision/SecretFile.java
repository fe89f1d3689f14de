package org.campussentry.ingest.provision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes files that only their owner may read: whole or not at all, and on the disk when the method
 * returns, so that a power cut does not take what was handed out already.
 */
public final class SecretFile {
  private SecretFile() {}

  /** Writes it, or replaces it. */
  public static void write(Path file, String text) throws IOException {
    Path beside = beside(file, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    sync(file.getParent());
  }

  /** Writes it unless it is there; then that one counts. */
  static void make(Path file, String text) throws IOException {
    Path beside = beside(file, text);
    try {
      Files.createLink(file, beside);
    } catch (FileAlreadyExistsException e) {
      // Another command has just made it.
    } finally {
      Files.delete(beside);
    }
    sync(file.getParent());
  }

  /** Replaces it, and leaves it to whom {@code like} belongs: a broker runs as another user. */
  static void writeLike(Path file, String text, Path like) throws IOException {
    PosixFileAttributes wanted = Files.readAttributes(like, PosixFileAttributes.class);
    Path beside = beside(file, text);
    var view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
    view.setGroup(wanted.group());
    view.setOwner(wanted.owner());
    if (wanted.isRegularFile()) {
      view.setPermissions(wanted.permissions());
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    sync(file.getParent());
  }

  private static Path beside(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path beside = Files.createTempFile(file.getParent(), ".new", "", owner);
    try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    return beside;
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
