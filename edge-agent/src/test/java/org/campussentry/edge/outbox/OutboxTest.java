package org.campussentry.edge.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.MovedClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the class comment, line by line. */
class OutboxTest {
  private static final long LIMIT = 1 << 20;

  @TempDir private Path folder;
  private final MovedClock clock = new MovedClock();
  private Outbox outbox;

  @AfterEach
  void close() {
    if (outbox != null) {
      outbox.close();
    }
  }

  private void open(long limit) throws OutboxUnavailable {
    close();
    outbox = Outbox.open(folder, new Bounds(limit, 0), clock);
  }

  private Kept keep(long seq) {
    return keep(seq, "batch " + seq);
  }

  private Kept keep(long seq, String payload) {
    clock.move(Duration.ofMillis(100));
    var batch =
        new Batch(
            outbox.stream().id(),
            seq,
            "hash",
            clock.millis(),
            new Payload(payload.getBytes(UTF_8)));
    return outbox.keep(batch).orElseThrow();
  }

  private List<String> waiting() {
    return outbox.between(0, Long.MAX_VALUE, 1000).stream()
        .map(kept -> kept.batch().payload().toString())
        .toList();
  }

  private Range range(long first, long last) {
    return new Range(outbox.stream().id(), first, last);
  }

  @Test
  void batches_come_back_in_order_until_they_are_stored() throws OutboxUnavailable {
    open(LIMIT);
    keep(0);
    keep(1);
    keep(2);
    assertThat(waiting()).containsExactly("batch 0", "batch 1", "batch 2");
    assertThat(outbox.size().batches()).isEqualTo(3);
    assertThat(outbox.size().bytes()).isEqualTo(21);
    assertThat(outbox.stored(range(0, 1))).hasSize(2);
    assertThat(waiting()).containsExactly("batch 2");
    assertThat(outbox.stored(range(0, 1))).as("a receipt that comes twice").isEmpty();
  }

  @Test
  void each_start_opens_a_stream_and_names_the_one_before() throws OutboxUnavailable {
    open(LIMIT);
    assertThat(outbox.stream().previous()).isEmpty();
    assertThat(outbox.stream().id()).matches("[a-z0-9]{12}");
    String first = outbox.stream().id();
    keep(0);
    keep(1);
    outbox.stored(range(0, 1));
    open(LIMIT);
    assertThat(outbox.stream().id()).isNotEqualTo(first);
    assertThat(outbox.stream().previous()).contains(new Stream.Previous(first, 1));
    open(LIMIT);
    assertThat(outbox.stream().previous())
        .as("a start without a batch is passed over")
        .contains(new Stream.Previous(first, 1));
  }

  @Test
  void files_copied_while_it_is_written_open_as_after_a_kill() throws Exception {
    open(LIMIT);
    for (int seq = 0; seq < 50; seq++) {
      keep(seq);
    }
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (String part : List.of("outbox.db", "outbox.db-wal")) {
      Files.copy(folder.resolve(part), copy.resolve(part));
    }
    try (Outbox after = Outbox.open(copy, new Bounds(LIMIT, 0), clock)) {
      assertThat(after.between(0, Long.MAX_VALUE, 100)).hasSize(50);
      assertThat(after.stream().previous().orElseThrow().seq()).isEqualTo(49);
    }
  }

  @Test
  void a_torn_journal_loses_its_tail_and_nothing_else() throws Exception {
    open(LIMIT);
    for (int seq = 0; seq < 50; seq++) {
      keep(seq);
    }
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (String part : List.of("outbox.db", "outbox.db-wal")) {
      Files.copy(folder.resolve(part), copy.resolve(part));
    }
    cutOff(copy.resolve("outbox.db-wal"), 3000);
    try (Outbox after = Outbox.open(copy, new Bounds(LIMIT, 0), clock)) {
      List<Kept> kept = after.between(0, Long.MAX_VALUE, 100);
      assertThat(kept).hasSizeBetween(40, 49);
      for (int seq = 0; seq < kept.size(); seq++) {
        assertThat(kept.get(seq).batch().payload()).hasToString("batch " + seq);
      }
      assertThat(damaged(copy)).isEmpty();
    }
  }

  private static void cutOff(Path file, long bytes) throws IOException {
    try (var access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(access.length() - bytes);
    }
  }

  private static List<Path> damaged(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*damaged-[0-9]+")).toList();
    }
  }

  @Test
  void a_file_cut_off_in_the_middle_is_set_aside_and_a_new_one_begins_with_what_was_left()
      throws Exception {
    fill();
    Path file = folder.resolve("outbox.db");
    cutOff(file, Files.size(file) / 2);
    open(LIMIT);
    assertThat(waiting()).hasSizeBetween(20, 199).first().asString().startsWith("payload-0-");
    assertThat(outbox.drops()).singleElement().extracting(Range::last).isEqualTo(199L);
    keep(0);
    assertThat(waiting()).last().isEqualTo("batch 0");
    assertThat(damaged(folder)).hasSize(1);
  }

  @Test
  void a_file_of_something_else_is_set_aside() throws Exception {
    Files.writeString(folder.resolve("outbox.db"), "this is no database\n".repeat(100));
    open(LIMIT);
    keep(0);
    assertThat(damaged(folder))
        .singleElement()
        .satisfies(file -> assertThat(Files.readString(file)).startsWith("this is no database"));
  }

  @Test
  void a_flipped_bit_in_a_payload_never_leaves_the_house() throws Exception {
    fill();
    byte[] bytes = Files.readAllBytes(folder.resolve("outbox.db"));
    int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("payload-7-");
    bytes[at + 12] ^= 1;
    Files.write(folder.resolve("outbox.db"), bytes);
    open(LIMIT);
    assertThat(waiting()).hasSize(199).noneMatch(text -> text.startsWith("payload-7-"));
    assertThat(outbox.drops()).hasSize(1);
    assertThat(outbox.drops().get(0).first()).isEqualTo(7);
  }

  /** Two hundred batches of a kilobyte, closed in good order. */
  private void fill() throws OutboxUnavailable {
    open(LIMIT);
    for (int seq = 0; seq < 200; seq++) {
      keep(seq, "payload-" + seq + "-" + "x".repeat(1000));
    }
    outbox.close();
    outbox = null;
  }

  @Test
  void when_full_the_oldest_go_and_are_remembered_until_announced() throws Exception {
    open(64 << 10);
    for (int seq = 0; seq < 200; seq++) {
      keep(seq, "x".repeat(1000));
    }
    assertThat(outbox.size().bytes()).isLessThanOrEqualTo(64 << 10);
    assertThat(outbox.drops()).singleElement().extracting(Range::first).isEqualTo(0L);
    Range dropped = outbox.drops().get(0);
    assertThat(dropped.last()).isEqualTo(199 - outbox.size().batches());
    assertThat(outbox.between(0, Long.MAX_VALUE, 1).get(0).batch().seq())
        .isEqualTo(dropped.last() + 1);
    open(64 << 10);
    assertThat(outbox.drops()).as("also after a restart").containsExactly(dropped);
    outbox.dropAnnounced(new Range(dropped.stream(), 0, 100));
    assertThat(outbox.drops()).extracting(Range::first).containsExactly(101L);
    outbox.dropAnnounced(dropped);
    open(64 << 10);
    assertThat(outbox.drops()).isEmpty();
  }

  @Test
  void the_rejected_are_set_aside_with_their_reason() throws Exception {
    open(LIMIT);
    keep(0);
    keep(1);
    assertThat(outbox.rejected(range(1, 1), "not v1")).hasSize(1);
    assertThat(waiting()).containsExactly("batch 0");
    outbox.close();
    try (OutboxFile file = OutboxFile.open(folder.resolve("outbox.db"))) {
      assertThat(
              file.rows(
                  row ->
                      row.getLong(1)
                          + " "
                          + row.getString(2)
                          + " "
                          + new String(row.getBytes(3), UTF_8),
                  "SELECT seq, reason, payload FROM rejected"))
          .containsExactly("1 not v1 batch 1");
    }
    outbox = null;
  }

  @Test
  void a_second_agent_is_refused_with_the_place_and_the_remedy() throws OutboxUnavailable {
    open(LIMIT);
    assertThatThrownBy(() -> Outbox.open(folder, new Bounds(LIMIT, 0), clock))
        .isInstanceOf(OutboxUnavailable.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("another edge-agent")
        .hasMessageContaining("home:");
  }

  @Test
  void while_it_cannot_be_written_nothing_is_kept_and_nothing_changes() throws Exception {
    open(LIMIT);
    keep(0);
    try (var other =
        java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("outbox.db"))) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      var batch =
          new Batch(outbox.stream().id(), 1, "hash", 0, new Payload("batch 1".getBytes(UTF_8)));
      assertThat(outbox.keep(batch)).isEqualTo(Optional.empty());
      other.createStatement().execute("ROLLBACK");
      assertThat(outbox.size().batches()).isEqualTo(1);
      assertThat(outbox.keep(batch)).isPresent();
    }
    assertThat(waiting()).containsExactly("batch 0", "batch 1");
  }

  @Test
  void catalogs_stay_while_a_batch_refers_to_them() throws OutboxUnavailable {
    open(LIMIT);
    outbox.keepCatalog("hash", new Payload("old".getBytes(UTF_8)));
    outbox.keepCatalog("hash", new Payload("old".getBytes(UTF_8)));
    keep(0);
    String first = outbox.stream().id();
    open(LIMIT);
    outbox.keepCatalog("other", new Payload("new".getBytes(UTF_8)));
    assertThat(outbox.olderCatalogs("other").toString()).isEqualTo("[old]");
    assertThat(outbox.olderCatalogs("hash")).isEmpty();
    outbox.stored(new Range(first, 0, 0));
    assertThat(outbox.olderCatalogs("other")).isEmpty();
  }

  @Test
  void a_guess_of_the_time_is_kept_with_the_batch_until_it_is_settled() throws OutboxUnavailable {
    open(LIMIT);
    var guess = new Provisional("boot", 17);
    var batch =
        new Batch(
            outbox.stream().id(),
            0,
            "hash",
            20,
            Optional.of(guess),
            new Payload("guessed".getBytes(UTF_8)));
    long position = outbox.keep(batch).orElseThrow().position();
    open(LIMIT);
    assertThat(outbox.between(0, 9, 9).get(0).batch().provisional()).contains(guess);
    var certain =
        new Batch(batch.stream(), 0, "hash", 1020, new Payload("certain!".getBytes(UTF_8)));
    assertThat(outbox.settle(List.of(new Kept(position, certain)))).hasSize(1);
    assertThat(outbox.size().bytes()).isEqualTo(8);
    assertThat(outbox.size().oldest()).hasValue(1020);
    open(LIMIT);
    assertThat(outbox.between(0, 9, 9))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.position()).isEqualTo(position);
              assertThat(kept.batch().provisional()).isEmpty();
              assertThat(kept.batch().payload()).hasToString("certain!");
            });
    assertThat(outbox.size().bytes()).isEqualTo(8);
  }

  @Test
  void what_is_known_of_the_clock_is_remembered_for_its_boot_only() throws OutboxUnavailable {
    open(LIMIT);
    assertThat(outbox.knownClock("boot")).isEmpty();
    outbox.rememberClock(new Provisional("boot", 5));
    outbox.rememberClock(new Provisional("boot", 7));
    open(LIMIT);
    assertThat(outbox.knownClock("boot")).hasValue(7);
    assertThat(outbox.knownClock("next boot")).isEmpty();
  }

  @Test
  void an_outbox_of_the_version_before_is_taken_over() throws Exception {
    open(LIMIT);
    keep(0);
    close();
    outbox = null;
    for (String undo :
        List.of(
            "ALTER TABLE batches DROP COLUMN boot",
            "ALTER TABLE batches DROP COLUMN clock_offset",
            "DROP TABLE clock",
            "PRAGMA user_version = 1")) {
      try (var connection =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("outbox.db"));
          var statement = connection.createStatement()) {
        statement.execute(undo);
      }
    }
    open(LIMIT);
    assertThat(waiting()).containsExactly("batch 0");
  }
}
