package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Sample;
import org.junit.jupiter.api.Test;

/**
 * Watched at once and once; stored when there is room; forgotten by the gateway only after the
 * write.
 */
class IntakeTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochMilli(1_760_000_001_000L));

  private final List<Batch> watched = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final List<Runnable> writes = new ArrayList<>();
  private final List<Sample> kept = new ArrayList<>();
  private final List<Status.Dropped> drops = new ArrayList<>();
  private boolean room = true;

  private final Intake intake =
      new Intake(
          CLOCK,
          new Intake.Listener() {
            @Override
            public void status(Status status, boolean live, long nowMs) {}

            @Override
            public void catalog(Catalog catalog, long nowMs) {}

            @Override
            public void batch(Batch batch, long nowMs) {
              watched.add(batch);
            }
          },
          (samples, stored) -> {
            if (room) {
              kept.addAll(samples);
              writes.add(stored);
            }
            return room;
          },
          letters::add,
          new CatalogStore() {
            @Override
            public void save(Catalog catalog, long nowMs) {}

            @Override
            public List<Catalog> all() {
              return List.of();
            }
          },
          (gateway, range, now) -> drops.add(range));

  private void arrives(String kind, String golden, long seq) throws IOException {
    intake.accept(
        new Intake.Message(
            "sentry/v1/main/gw-canteen1/" + kind,
            WireCodecTest.golden(golden),
            false,
            Optional.of("k3v9q2x7a1b4"),
            Optional.of(seq)));
  }

  private List<String> receipts() {
    return intake.takeReceipts(100).stream()
        .map(r -> new String(r.payload(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void a_receipt_comes_after_the_write_and_equals_the_golden_one() throws IOException {
    arrives("catalog", "catalog.json", 0);
    arrives("data", "data.json", 812);
    assertThat(kept).hasSize(5);
    assertThat(receipts()).isEmpty();
    writes.get(0).run();
    assertThat(receipts())
        .containsExactly(
            "{\"v\":1,\"now\":1760000001000,\"stream\":\"k3v9q2x7a1b4\",\"stored\":[[812,812]],\"rejected\":[]}");
  }

  @Test
  void a_batch_is_watched_once_however_often_it_is_sent() throws IOException {
    arrives("catalog", "catalog.json", 0);
    arrives("data", "data.json", 812);
    arrives("history", "data.json", 812);
    assertThat(watched).hasSize(1);
    assertThat(writes).as("waiting for the store already").hasSize(1);
    writes.get(0).run();
    receipts();
    arrives("history", "data.json", 812);
    assertThat(writes).hasSize(1);
    assertThat(receipts()).as("a duplicate is always receipted").hasSize(1);
  }

  @Test
  void without_its_catalog_a_batch_is_watched_but_neither_stored_nor_receipted()
      throws IOException {
    arrives("data", "data.json", 812);
    assertThat(watched).hasSize(1);
    assertThat(kept).isEmpty();
    assertThat(receipts()).isEmpty();
    arrives("catalog", "catalog.json", 0);
    arrives("history", "data.json", 812);
    assertThat(kept).hasSize(5);
    assertThat(watched).hasSize(1);
  }

  @Test
  void without_room_a_batch_is_watched_and_stays_with_its_gateway() throws IOException {
    arrives("catalog", "catalog.json", 0);
    room = false;
    arrives("data", "data.json", 812);
    assertThat(watched).hasSize(1);
    assertThat(receipts()).isEmpty();
    room = true;
    arrives("history", "data.json", 812);
    writes.get(0).run();
    assertThat(receipts()).hasSize(1);
  }

  @Test
  void a_batch_with_an_unsure_time_is_kept_apart_and_never_watched() throws IOException {
    arrives("catalog", "catalog.json", 0);
    arrives("data", "data-unsure.json", 0);
    assertThat(watched).isEmpty();
    assertThat(kept).singleElement().matches(Sample::isUntimed);
  }

  @Test
  void an_unreadable_payload_is_answered_by_its_properties() throws IOException {
    arrives("data", "bad/data-not-json.txt", 813);
    assertThat(letters).hasSize(1);
    assertThat(receipts()).singleElement().asString().contains("[813,813,\"not JSON");
  }

  @Test
  void each_status_is_answered_with_the_time_and_drops_are_confirmed() throws IOException {
    arrives("status", "status-online.json", 0);
    assertThat(receipts())
        .containsExactly(
            new String(WireCodecTest.golden("receipt-now.json"), StandardCharsets.UTF_8));
    arrives("status", "status-dropped.json", 0);
    assertThat(drops).as("kept before they are confirmed").hasSize(2);
    assertThat(receipts())
        .singleElement()
        .asString()
        .contains("\"dropped\":[[\"j8r1m5p0c6d2\",200,417],[\"k3v9q2x7a1b4\",0,12]]");
  }

  @Test
  void a_stranger_topic_is_a_dead_letter() {
    intake.accept(
        new Intake.Message(
            "sentry/v1/x/y/z", new byte[0], false, Optional.empty(), Optional.empty()));
    assertThat(letters).hasSize(1);
  }

  @Test
  void times_that_no_store_knows_are_bad_rows() {
    for (String t0dt : List.of("9223372036854775807,1", "0,-5", "253402300799999,1")) {
      String[] part = t0dt.split(",", 2);
      intake.accept(
          new Intake.Message(
              "sentry/v1/main/gw-canteen1/data",
              "{\"v\":1,\"stream\":\"s\",\"seq\":%s,\"cat\":\"c\",\"clock\":\"unsure\",\"t0\":%s,\"r\":[[\"a.b\",%s,1]]}"
                  .formatted(letters.size(), part[0], part[1])
                  .getBytes(StandardCharsets.UTF_8),
              false,
              Optional.empty(),
              Optional.empty()));
    }
    assertThat(letters).hasSize(3).allMatch(l -> l.reason().contains("set the gateway's clock"));
  }
}
