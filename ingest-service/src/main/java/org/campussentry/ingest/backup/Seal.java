package org.campussentry.ingest.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The last 64 bytes of a backup, in the comment of the zip: SHA-256 of all bytes before them. The
 * manifest says what a part must be; this, that nothing between the parts was changed either.
 */
final class Seal {
  private static final int LENGTH = 64;

  /** What the zip is written with; its place is kept by it. */
  static final String EMPTY = "0".repeat(LENGTH);

  private Seal() {}

  static void put(Path file) throws IOException {
    String seal = of(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.position(channel.size() - LENGTH);
      channel.write(ByteBuffer.wrap(seal.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
  }

  static boolean isWhole(Path file) throws IOException {
    if (Files.size(file) < LENGTH) {
      return false;
    }
    ByteBuffer seal = ByteBuffer.allocate(LENGTH);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(seal, channel.size() - LENGTH);
    }
    return new String(seal.array(), StandardCharsets.US_ASCII).equals(of(file));
  }

  private static String of(Path file) throws IOException {
    MessageDigest digest = BackupWriter.sha256();
    long left = Files.size(file) - LENGTH;
    byte[] buffer = new byte[1 << 16];
    try (InputStream bytes = Files.newInputStream(file)) {
      while (left > 0) {
        int read = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException(file + " became shorter while it was read");
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
