package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.Test;

/** Watched at once and once; stored when there is room; forgotten only after the write. */
class IntakeTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochMilli(1_760_000_001_000L));

  private static final String TOPIC = "sentry/v1/main/gw-canteen1/";

  private final List<Batch> watched = new ArrayList<>();
  private final MemoryLetters letters = new MemoryLetters();
  private final List<Runnable> writes = new ArrayList<>();
  private final List<Sample> kept = new ArrayList<>();
  private final MemoryStreams streams = new MemoryStreams();
  private final List<Boolean> live = new ArrayList<>();
  private boolean room = true;
  private boolean writeAtOnce;

  private final Intake intake =
      new Intake(
          Sites.ALL,
          CLOCK,
          new Intake.Listener() {
            @Override
            public void status(Status status, boolean live, long nowMs) {}

            @Override
            public void catalog(Catalog catalog, long nowMs) {}

            @Override
            public void batch(Batch batch, boolean live, long nowMs) {
              watched.add(batch);
              IntakeTest.this.live.add(live);
            }
          },
          (samples, stored) -> {
            if (room) {
              kept.addAll(samples);
              if (writeAtOnce) {
                stored.run();
              } else {
                writes.add(stored);
              }
            }
            return room;
          },
          letters,
          new CatalogStore() {
            @Override
            public void save(Catalog catalog, long nowMs) {}

            @Override
            public List<Catalog> all() {
              return List.of();
            }
          },
          streams,
          new Tally(ZoneOffset.UTC));

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
    intake.settle();
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
    assertThat(letters.all()).hasSize(1);
    assertThat(receipts()).singleElement().asString().contains("[813,813,\"not JSON");
  }

  @Test
  void each_status_is_answered_with_the_time_and_drops_are_confirmed() throws IOException {
    arrives("status", "status-online.json", 0);
    assertThat(receipts())
        .containsExactly(
            new String(WireCodecTest.golden("receipt-now.json"), StandardCharsets.UTF_8));
    arrives("status", "status-dropped.json", 0);
    assertThat(intake.takeReceipts(100)).as("not before the journal has it").isEmpty();
    assertThat(receipts())
        .singleElement()
        .asString()
        .contains("\"dropped\":[[\"j8r1m5p0c6d2\",200,417],[\"k3v9q2x7a1b4\",0,12]]");
  }

  @Test
  void what_a_gateway_says_of_its_streams_is_kept() throws IOException {
    arrives("status", "status-dropped.json", 0);
    intake.settle();
    StreamRecord before = streams.find("gw-canteen1", "j8r1m5p0c6d2").orElseThrow();
    assertThat(before.ended()).isTrue();
    assertThat(before.dropped()).hasToString("200-417");
    assertThat(before.missing()).hasToString("0-199,418-811");
    StreamRecord now = streams.find("gw-canteen1", "k3v9q2x7a1b4").orElseThrow();
    assertThat(now.previous()).contains(new StreamRecord.Previous("j8r1m5p0c6d2", 811));
    assertThat(intake.lost()).containsEntry("gw-canteen1", new StreamStore.Totals(594, 218 + 13));
  }

  @Test
  void stored_wins_over_dropped() throws IOException {
    arrives("catalog", "catalog.json", 0);
    arrives("data", "data.json", 812);
    writes.get(0).run();
    says("\"dropped\":[[\"k3v9q2x7a1b4\",0,812]]");
    intake.settle();
    StreamRecord damaged = streams.find("gw-canteen1", "k3v9q2x7a1b4").orElseThrow();
    assertThat(damaged.dropped()).as("all but the one that is stored").hasToString("0-811");
    assertThat(damaged.missing().isEmpty()).isTrue();
    assertThat(intake.lost()).containsEntry("gw-canteen1", new StreamStore.Totals(0, 812));
  }

  /** Stream names are opaque, and another gateway may have heard or guessed one. */
  @Test
  void what_a_gateway_says_of_a_stream_of_another_changes_nothing_of_that_one() throws IOException {
    arrives("catalog", "catalog.json", 0);
    arrives("data", "data.json", 812);
    writes.get(0).run();
    intake.settle();
    StreamRecord before = streams.find("gw-canteen1", "k3v9q2x7a1b4").orElseThrow();
    says(
        "gw-b",
        "\"previous\":{\"stream\":\"k3v9q2x7a1b4\",\"seq\":9000},"
            + "\"dropped\":[[\"k3v9q2x7a1b4\",0,9000]]");
    intake.settle();
    StreamRecord after = streams.find("gw-canteen1", "k3v9q2x7a1b4").orElseThrow();
    assertThat(after.dropped()).hasToString(before.dropped().toString());
    assertThat(after.missing()).hasToString(before.missing().toString());
    assertThat(after.ended()).isFalse();
    assertThat(streams.find("gw-b", "k3v9q2x7a1b4").orElseThrow().dropped()).hasToString("0-9000");
    assertThat(intake.lost().get("gw-canteen1")).isEqualTo(new StreamStore.Totals(812, 0));
  }

  private void says(String more) {
    says("gw-canteen1", "\"previous\":null," + more);
  }

  private void says(String gateway, String more) {
    String status = "{\"v\":1,\"state\":\"online\",\"stream\":\"k3v9q2x7a1b4\",%s}".formatted(more);
    intake.accept(
        new Intake.Message(
            "sentry/v1/main/" + gateway + "/status",
            status.getBytes(StandardCharsets.UTF_8),
            false,
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void a_rejected_batch_arrived_and_is_not_missing() throws IOException {
    arrives("data", "bad/data-not-json.txt", 0);
    intake.settle();
    StreamRecord record = streams.find("gw-canteen1", "k3v9q2x7a1b4").orElseThrow();
    assertThat(record.rejected()).hasToString("0");
    assertThat(record.received()).hasToString("0");
    assertThat(record.missing().isEmpty()).isTrue();
  }

  @Test
  void no_receipt_while_the_journal_takes_nothing_and_alerts_go_on() throws IOException {
    arrives("catalog", "catalog.json", 0);
    streams.broken = true;
    arrives("data", "data.json", 812);
    assertThat(watched).hasSize(1);
    assertThat(writes).as("nobody can say whether the store has it").isEmpty();
    assertThatThrownBy(intake::settle).hasMessageContaining("could not be read");
    assertThat(intake.takeReceipts(100)).isEmpty();
    streams.broken = false;
    intake.settle();
    arrives("history", "data.json", 812);
    writes.get(0).run();
    streams.broken = true;
    assertThatThrownBy(intake::settle).hasMessageContaining("disk");
    streams.broken = false;
    assertThat(receipts()).hasSize(1);
    assertThat(watched).hasSize(1);
    assertThat(streams.readings()).isEqualTo(5);
  }

  @Test
  void a_row_that_can_be_read_later_is_stored_and_counted_then_without_its_neighbours()
      throws IOException {
    arrives("catalog", "catalog.json", 0);
    byte[] one =
        new String(WireCodecTest.golden("data.json"), StandardCharsets.UTF_8)
            .replaceFirst("cold1.temperature", "cold9.temperature")
            .getBytes(StandardCharsets.UTF_8);
    intake.accept(message("data", one));
    writes.get(0).run();
    receipts();
    assertThat(kept).hasSize(4);
    assertThat(letters.all())
        .singleElement()
        .satisfies(l -> assertThat(l.rows()).isTrue())
        .satisfies(l -> assertThat(l.reason()).startsWith("cold9.temperature is not in"));
    assertThat(new Redrive(intake, letters).run(List.of()).refused()).containsKey(1L);
    assertThat(kept).hasSize(4);

    // Somebody gives the catalog that was meant, under the same hash.
    byte[] right =
        new String(WireCodecTest.golden("catalog.json"), StandardCharsets.UTF_8)
            .replace("cold1.temperature", "cold9.temperature")
            .getBytes(StandardCharsets.UTF_8);
    intake.accept(message("catalog", right));
    writeAtOnce = true;
    assertThat(new Redrive(intake, letters).run(List.of()).stored()).isEqualTo(1);
    assertThat(kept).hasSize(5);
    assertThat(streams.readings()).isEqualTo(5);
    assertThat(letters.all()).isEmpty();
    assertThat(watched).as("it is watched, and no sign of life").hasSize(2);
    assertThat(live).containsExactly(true, false);
  }

  @Test
  void a_whole_message_is_kept_until_the_store_has_it() throws IOException {
    byte[] batch = WireCodecTest.golden("data.json");
    letters.add(
        new DeadLetter(
            0,
            1_760_000_001_000L,
            false,
            TOPIC + "data",
            new Fault(Fault.Kind.VERSION, "an old version"),
            batch,
            batch.length));
    assertThat(new Redrive(intake, letters).run(List.of()).refused().get(1L).text())
        .contains("catalog")
        .contains("has not come");
    arrives("catalog", "catalog.json", 0);
    room = false;
    assertThat(new Redrive(intake, letters).run(List.of()).refused().get(1L).text())
        .contains("no room");
    room = true;
    writeAtOnce = true;
    assertThat(new Redrive(intake, letters).run(List.of()).stored()).isEqualTo(1);
    assertThat(streams.readings()).isEqualTo(5);
    assertThat(letters.all()).isEmpty();
    arrives("history", "data.json", 812);
    assertThat(kept).as("it is stored already").hasSize(5);
  }

  @Test
  void what_is_of_no_use_any_more_is_refused_with_its_reason() throws IOException {
    Fault wrong = new Fault(Fault.Kind.OTHER, "");
    letters.add(
        DeadLetter.ofMessage(1, message("data", new byte[DeadLetter.WHOLE_BYTES + 1]), wrong));
    letters.add(
        DeadLetter.ofMessage(
            1, message("status", WireCodecTest.golden("status-online.json")), wrong));
    letters.add(
        DeadLetter.ofMessage(1, message("data", "half a".getBytes(StandardCharsets.UTF_8)), wrong));
    Map<Long, Fault> refused = new Redrive(intake, letters).run(List.of()).refused();
    assertThat(refused.get(1L))
        .isEqualTo(new Fault(Fault.Kind.CUT, "only its first 8192 bytes were kept"));
    assertThat(refused.get(2L).text()).contains("anew by itself");
    assertThat(refused.get(3L).text()).startsWith("not JSON");
    assertThat(letters.all()).hasSize(3);
  }

  @Test
  void what_is_on_its_way_is_not_counted_twice_and_a_mended_sample_invents_no_batch()
      throws IOException {
    arrives("catalog", "catalog.json", 0);
    PointId id = new PointId("gw-canteen1", "cold1.temperature");
    Sample refused =
        new Sample(
            new Point(id, "main", "a", "cold1", "temperature", "Cel", 5000, false),
            new Reading.Measured(id, 1_760_000_000_000L, 3.4),
            "");
    letters.add(DeadLetter.ofSample(1_760_000_001_000L, refused, "field type conflict"));
    DeadLetter letter = letters.all().get(0);
    assertThat(intake.again(letter, () -> {})).isEmpty();
    assertThat(intake.again(letter, () -> {}).orElseThrow().kind()).isEqualTo(Fault.Kind.UNDERWAY);
    writes.get(0).run();
    receipts();
    assertThat(letters.all()).isEmpty();
    assertThat(streams.readings()).isEqualTo(1);
    assertThat(streams.list(Optional.empty(), 10)).isEmpty();
  }

  private static Intake.Message message(String kind, byte[] payload) {
    return new Intake.Message(TOPIC + kind, payload, false, Optional.empty(), Optional.empty());
  }

  @Test
  void a_stranger_topic_is_a_dead_letter() {
    var none = Optional.<Long>empty();
    intake.accept(
        new Intake.Message("sentry/v1/x/y/z", new byte[0], false, Optional.empty(), none));
    assertThat(letters.all()).hasSize(1);
  }

  @Test
  void times_that_no_store_knows_are_bad_rows() {
    for (String t0dt : List.of("9223372036854775807,1", "0,-5", "253402300799999,1")) {
      String[] part = t0dt.split(",", 2);
      intake.accept(
          message(
              "data",
              "{\"v\":1,\"stream\":\"s\",\"seq\":%s,\"cat\":\"c\",\"clock\":\"unsure\",\"t0\":%s,\"r\":[[\"a.b\",%s,1]]}"
                  .formatted(letters.all().size(), part[0], part[1])
                  .getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(letters.all()).hasSize(3);
    assertThat(letters.all()).allMatch(l -> l.reason().contains("set the gateway's clock"));
  }
}
