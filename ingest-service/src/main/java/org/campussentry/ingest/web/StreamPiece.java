package org.campussentry.ingest.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/**
 * A part of a stream that many read: encoded and compressed once for all of them. No compressed
 * piece looks back at one before it, so that it fits behind any other. Immutable.
 */
record StreamPiece(Buffer plain, Buffer compressed) {
  private static final int CHUNK = 16 << 10;

  /** What a gzip stream begins with; ours end with the connection, without a check sum. */
  static final Buffer GZIP_HEAD =
      Buffer.buffer(new byte[] {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, 3});

  static StreamPiece of(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    return new StreamPiece(Buffer.buffer(plain), Buffer.buffer(compress(plain)));
  }

  Buffer as(boolean gzip) {
    return gzip ? compressed : plain;
  }

  private static byte[] compress(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(plain);
      ByteArrayOutputStream all = new ByteArrayOutputStream(plain.length / 4);
      byte[] chunk = new byte[CHUNK];
      int length;
      do {
        length = deflater.deflate(chunk, 0, CHUNK, Deflater.FULL_FLUSH);
        all.write(chunk, 0, length);
      } while (length == CHUNK);
      return all.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
