package org.campussentry.ingest.history;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.campussentry.ingest.history.History.Bucket;

/** The five-minute buckets of one hour of one series, as bytes. Confined to one thread. */
final class HourOfSeries {
  static final long HOUR_MS = 3_600_000;
  static final long BUCKET_MS = 300_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(12 * 33);
  private final DataOutputStream out = new DataOutputStream(bytes);

  static long hourOf(long timeMs) {
    return Math.floorDiv(timeMs, HOUR_MS) * HOUR_MS;
  }

  void add(Bucket bucket) {
    try {
      out.writeByte((int) ((bucket.startMs() - hourOf(bucket.startMs())) / BUCKET_MS));
      out.writeInt((int) bucket.measured());
      out.writeInt((int) bucket.unavailable());
      out.writeDouble(bucket.min());
      out.writeDouble(bucket.mean());
      out.writeDouble(bucket.max());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  static void read(long hour, byte[] bytes, Consumer<Bucket> reader) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      reader.accept(
          new Bucket(
              hour + in.get() * BUCKET_MS,
              in.getInt(),
              in.getInt(),
              in.getDouble(),
              in.getDouble(),
              in.getDouble()));
    }
  }
}
