package org.campussentry.benchmarks.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.campussentry.edge.outbox.Batch;
import org.campussentry.edge.outbox.Bounds;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.OutboxUnavailable;
import org.campussentry.edge.outbox.Payload;

/** An outbox as an agent leaves it after a long outage, made by its own code. */
final class FullOutbox {
  private static final int POINTS = 64;
  private static final int READINGS_A_BATCH = 200;
  private static final long LIMIT = 512L << 20;
  private static final String CATALOG = "00000000bench000";

  private FullOutbox() {}

  /** Fills it with so many readings, each second 64 of them, up to now. Returns how many bytes. */
  static long fill(Path home, int readings) throws OutboxUnavailable {
    try (Outbox outbox = Outbox.open(home, new Bounds(LIMIT, 0), InstantSource.system())) {
      outbox.keepCatalog(
          CATALOG,
          new Payload(("{\"v\":1,\"hash\":\"" + CATALOG + "\",\"points\":[]}").getBytes(UTF_8)));
      int batches = readings / READINGS_A_BATCH;
      long step = READINGS_A_BATCH * 1000L / POINTS;
      long time = System.currentTimeMillis() - batches * step;
      for (int seq = 0; seq < batches; seq++) {
        byte[] payload = payload(outbox.stream().id(), seq, time).getBytes(UTF_8);
        outbox.keep(new Batch(outbox.stream().id(), seq, CATALOG, time, new Payload(payload)));
        time += step;
      }
      return outbox.size().bytes();
    }
  }

  private static String payload(String stream, int seq, long time) {
    var text = new StringBuilder();
    text.append(
        "{\"v\":1,\"stream\":\"%s\",\"seq\":%d,\"cat\":\"%s\",\"t0\":%d,\"r\":["
            .formatted(stream, seq, CATALOG, time));
    var random = ThreadLocalRandom.current();
    for (int row = 0; row < READINGS_A_BATCH; row++) {
      text.append(row == 0 ? "" : ",");
      text.append(
          "[\"lan-1-d%d.temperature\",%d,%d.%d]"
              .formatted(
                  row % POINTS, row * 1000L / POINTS, random.nextInt(30), random.nextInt(1, 10)));
    }
    return text.append("]}").toString();
  }
}
