package org.campussentry.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;
import org.junit.jupiter.api.Test;

/** What waits for a store that stands still has a ceiling; the rest is for the gateways to keep. */
class HistoryWriterTest {
  private static final int BATCH = 1000;
  private static final Point POINT =
      new Point(
          new PointId("gw-a", "cold1.temperature"),
          "main",
          "a",
          "cold1",
          "temperature",
          "Cel",
          0,
          false);

  private final CountDownLatch mended = new CountDownLatch(1);
  private final Set<Long> written = ConcurrentHashMap.newKeySet();

  /** A store that answers nobody until it is mended. */
  private final class StandingStore implements History {
    @Override
    public void write(List<Sample> samples) throws HistoryException {
      try {
        mended.await();
      } catch (InterruptedException e) {
        throw new HistoryException(HistoryException.Kind.UNAVAILABLE, "interrupted", e);
      }
      samples.forEach(sample -> written.add(sample.reading().time()));
    }

    @Override
    public List<Bucket> buckets(Point point, long fromMs, long toMs, long bucketMs) {
      return List.of();
    }

    @Override
    public List<Row> rows(Point point, long fromMs, long toMs, int limit) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static List<Sample> batch(int number) {
    List<Sample> samples = new ArrayList<>();
    for (int row = 0; row < BATCH; row++) {
      long time = (long) number * BATCH + row;
      samples.add(new Sample(POINT, new Reading.Measured(POINT.id(), time, 3.4), ""));
    }
    return samples;
  }

  @Test
  void a_store_that_stands_still_fills_no_memory_and_what_is_turned_away_comes_again() {
    AtomicInteger receipts = new AtomicInteger();
    List<Integer> kept = new ArrayList<>();
    int sent = 3 * HistoryWriter.SAMPLES_MAX / BATCH;
    try (HistoryWriter writer =
        new HistoryWriter(new StandingStore(), 2, (sample, why) -> {}, InstantSource.system())) {
      writer.start();
      for (int number = 0; number < sent; number++) {
        if (!writer.offer(batch(number), receipts::incrementAndGet)) {
          kept.add(number);
        }
        assertThat(writer.waiting()).isLessThanOrEqualTo(HistoryWriter.SAMPLES_MAX);
      }
      assertThat(kept).as("stays with the gateways").hasSize(sent * 2 / 3);
      assertThat(receipts).as("nothing is stored").hasValue(0);

      mended.countDown();
      for (int number : kept) {
        await()
            .pollDelay(Duration.ZERO)
            .until(() -> writer.offer(batch(number), receipts::incrementAndGet));
      }
      await().until(() -> receipts.get() == sent);
      assertThat(writer.waiting()).isZero();
      assertThat(written).hasSize(sent * BATCH);
    }
  }
}
