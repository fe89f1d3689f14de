package org.campussentry.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What is compressed once is the same text in every stream. */
class StreamPieceTest {
  private static String read(Buffer stream) throws IOException {
    var text = new StringBuilder();
    try (var in = new GZIPInputStream(new ByteArrayInputStream(stream.getBytes()))) {
      byte[] some = new byte[1000];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        text.append(new String(some, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (EOFException e) {
      // A stream goes on for ever; what has come must be there.
    }
    return new String(
        text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Test
  void pieces_stand_behind_each_other_in_any_order() throws IOException {
    // Of any size, also of exactly a whole number of chunks, and not to be compressed.
    var random = new Random(5);
    for (int size : new int[] {1, 1000, 16_000, 40_000, 500_000}) {
      String noise =
          random
              .ints(size, 0x4e00, 0x9fff)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      StreamPiece one = StreamPiece.of("event: 一\n\n");
      StreamPiece other = StreamPiece.of(noise);
      Buffer stream = StreamPiece.GZIP_HEAD.copy();
      for (StreamPiece piece : new StreamPiece[] {other, one, one, other, one}) {
        stream.appendBuffer(piece.as(true));
      }
      assertThat(read(stream)).isEqualTo(noise + "event: 一\n\n".repeat(2) + noise + "event: 一\n\n");
      assertThat(one.as(false).toString()).isEqualTo("event: 一\n\n");
    }
  }
}
