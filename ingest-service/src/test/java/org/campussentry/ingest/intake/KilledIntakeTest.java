package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sites;

/** The service is killed between any two of its steps, and the account is right all the same. */
class KilledIntakeTest {
  private static final long NOW = 1_760_000_001_000L;
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(NOW));
  private static final Point POINT =
      new Point(new PointId("gw", "a.t"), "main", "room", "a", "t", "Cel", 1000, false);

  /** A gateway with its outbox, a store, a journal; and an intake that dies. */
  private static final class Scene {
    final MemoryStreams journal = new MemoryStreams();
    final Set<Long> store = new HashSet<>();
    final Set<Long> forgotten = new HashSet<>();
    final Set<Long> sent = new HashSet<>();
    final Deque<Runnable> writes = new ArrayDeque<>();
    Intake intake = start();

    private Intake start() {
      writes.clear();
      return new Intake(
          Sites.ALL,
          CLOCK,
          new Intake.Listener() {
            @Override
            public void status(Status status, boolean live, long nowMs) {}

            @Override
            public void catalog(Catalog catalog, long nowMs) {}

            @Override
            public void batch(Batch batch, boolean live, long nowMs) {
              assertThat(recorded().contains(batch.seq())).as("watched once").isFalse();
            }
          },
          (samples, stored) -> {
            long seq = NOW - samples.get(0).reading().time();
            writes.add(
                () -> {
                  store.add(seq);
                  stored.run();
                });
            return true;
          },
          new MemoryLetters(),
          new CatalogStore() {
            @Override
            public void save(Catalog catalog, long nowMs) {}

            @Override
            public List<Catalog> all() {
              return List.of(new Catalog("main", "gw", "c", List.of(POINT)));
            }
          },
          journal,
          new Tally(ZoneOffset.UTC));
    }

    private Ranges recorded() {
      return journal.find("gw", "s").map(StreamRecord::stored).orElseGet(Ranges::new);
    }

    void send(long seq) {
      if (forgotten.contains(seq)) {
        return;
      }
      sent.add(seq);
      String batch =
          "{\"v\":1,\"stream\":\"s\",\"seq\":%d,\"cat\":\"c\",\"t0\":%d,\"r\":[[\"a.t\",0,1]]}"
              .formatted(seq, NOW - seq);
      intake.accept(
          new Intake.Message(
              "sentry/v1/main/gw/data",
              batch.getBytes(StandardCharsets.UTF_8),
              false,
              Optional.empty(),
              Optional.empty()));
    }

    void write() {
      if (!writes.isEmpty()) {
        writes.poll().run();
      }
    }

    void receipts() {
      for (Receipts.Receipt receipt : intake.takeReceipts(100)) {
        try {
          for (JsonNode range : new ObjectMapper().readTree(receipt.payload()).path("stored")) {
            for (long n = range.get(0).asLong(); n <= range.get(1).asLong(); n++) {
              forgotten.add(n);
            }
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    void step(int action) {
      switch (action) {
        case 20 -> write();
        case 21 -> intake.settle();
        case 22 -> receipts();
        case 23 -> intake = start();
        default -> send(action);
      }
      recorded().list().forEach(r -> assertThat(store).contains(r[0], r[1]));
      forgotten.forEach(seq -> assertThat(recorded().contains(seq)).isTrue());
      assertThat(journal.readings()).isEqualTo(recorded().count());
    }
  }

  @Property
  void the_journal_claims_no_more_than_the_store_has_and_counts_each_batch_once(
      @ForAll List<@IntRange(min = 0, max = 23) Integer> steps) {
    Scene scene = new Scene();
    steps.forEach(scene::step);
    // What has no receipt comes again.
    scene.sent.forEach(scene::send);
    while (!scene.writes.isEmpty()) {
      scene.write();
    }
    scene.intake.settle();
    scene.receipts();
    assertThat(scene.forgotten).isEqualTo(scene.sent);
    assertThat(scene.journal.readings()).isEqualTo(scene.sent.size());
    scene
        .journal
        .find("gw", "s")
        .ifPresent(
            s -> s.missing().list().forEach(r -> assertThat(scene.sent).doesNotContain(r[0])));
  }
}
