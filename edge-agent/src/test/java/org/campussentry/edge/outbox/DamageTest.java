package org.campussentry.edge.outbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.campussentry.edge.MovedClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every batch of a damaged outbox is either what it was, or announced as dropped. */
class DamageTest {
  private static final int BATCHES = 400;
  private static final int PAGE = 4096;

  @TempDir private Path folder;
  private final MovedClock clock = new MovedClock();
  private final Bounds bounds = new Bounds(4 << 20, 0);
  private String stream;

  @BeforeEach
  void fill() throws OutboxUnavailable {
    try (Outbox outbox = Outbox.open(folder, bounds, clock)) {
      stream = outbox.stream().id();
      for (int seq = 0; seq < BATCHES; seq++) {
        outbox.keep(new Batch(stream, seq, "hash", seq, new Payload(text(seq).getBytes(UTF_8))));
      }
      outbox.keepCatalog("hash", new Payload("catalog".getBytes(UTF_8)));
      outbox.stored(new Range(stream, 0, 9));
    }
  }

  private static String text(long seq) {
    return "batch " + seq + " " + "x".repeat((int) (300 + seq % 7 * 900));
  }

  private byte[] read() throws IOException {
    return Files.readAllBytes(folder.resolve("outbox.db"));
  }

  private void write(byte[] bytes) throws IOException {
    Files.write(folder.resolve("outbox.db"), bytes);
  }

  /** Reads all, and returns which batches are still there. */
  private Set<Long> whole(Outbox outbox) {
    var whole = new HashSet<Long>();
    for (Kept kept : outbox.between(0, Long.MAX_VALUE, 10_000)) {
      assertThat(kept.batch().payload()).hasToString(text(kept.batch().seq()));
      assertThat(kept.batch().stream()).isEqualTo(stream);
      whole.add(kept.batch().seq());
    }
    return whole;
  }

  private static boolean announced(List<Range> drops, String stream, long seq) {
    return drops.stream()
        .anyMatch(
            range -> range.stream().equals(stream) && range.first() <= seq && seq <= range.last());
  }

  private Set<Long> everyBatchIsWholeOrAnnounced() throws OutboxUnavailable {
    try (Outbox outbox = Outbox.open(folder, bounds, clock)) {
      Set<Long> whole = whole(outbox);
      List<Range> drops = outbox.drops();
      for (long seq = 10; seq < BATCHES; seq++) {
        assertThat(whole.contains(seq) || announced(drops, stream, seq))
            .as("batch %d of %s", seq, drops)
            .isTrue();
      }
      var next = new Batch(outbox.stream().id(), 0, "hash", 0, new Payload("next".getBytes(UTF_8)));
      assertThat(outbox.keep(next)).as("polling goes on").isPresent();
      return whole;
    }
  }

  @Test
  void a_page_in_the_middle_that_is_gone_takes_only_its_neighbours_with_it() throws Exception {
    byte[] bytes = read();
    java.util.Arrays.fill(
        bytes, bytes.length / 2 / PAGE * PAGE, bytes.length / 2 / PAGE * PAGE + PAGE, (byte) 0);
    write(bytes);
    assertThat(everyBatchIsWholeOrAnnounced()).hasSizeGreaterThan(BATCHES / 3);
  }

  @Test
  void of_a_file_cut_in_half_the_first_half_is_carried_over() throws Exception {
    byte[] bytes = read();
    write(java.util.Arrays.copyOf(bytes, bytes.length / 2 / PAGE * PAGE));
    assertThat(everyBatchIsWholeOrAnnounced()).hasSizeGreaterThan(BATCHES / 10);
  }

  /**
   * SQLite finds nothing wrong with a column of another name; the agent must start all the same.
   */
  @ParameterizedTest
  @ValueSource(strings = {"bytes", "payload", "seq", "crc", "batches", "last_seq", "drops"})
  void a_bit_that_flips_in_a_name_of_the_schema_is_damage(String name) throws Exception {
    byte[] bytes = read();
    String text = new String(bytes, ISO_8859_1);
    int schema = text.indexOf("CREATE TABLE " + (name.equals("last_seq") ? "streams" : "batches"));
    int at = name.equals("drops") ? text.indexOf("CREATE TABLE drops") + 13 : schema;
    bytes[text.indexOf(name, at) + 2] ^= 1;
    write(bytes);
    try (Outbox outbox = Outbox.open(folder, bounds, clock)) {
      var next = new Batch(outbox.stream().id(), 0, "hash", 0, new Payload("next".getBytes(UTF_8)));
      assertThat(outbox.keep(next)).as("polling goes on").isPresent();
      if (name.equals("bytes")) {
        assertThat(outbox.size().batches())
            .as("not needed to read them")
            .isGreaterThan(BATCHES / 2);
      }
    }
    assertThat(folder.toFile().list()).anyMatch(file -> file.matches("outbox.db.damaged-[0-9]+"));
  }

  @RepeatedTest(40)
  void flipped_bits_anywhere_behind_the_first_pages(RepetitionInfo repetition) throws Exception {
    var random = new Random(repetition.getCurrentRepetition());
    byte[] bytes = read();
    for (int flip = 0; flip < 5; flip++) {
      bytes[PAGE * 9 + random.nextInt(bytes.length - PAGE * 9)] ^= (byte) (1 << random.nextInt(8));
    }
    write(bytes);
    everyBatchIsWholeOrAnnounced();
  }

  @Test
  void damage_that_is_found_while_it_runs_keeps_the_stream_and_its_numbers() throws Exception {
    try (Outbox outbox = Outbox.open(folder, bounds, clock)) {
      String present = outbox.stream().id();
      for (int seq = 0; seq < 3; seq++) {
        outbox.keep(new Batch(present, seq, "hash", 0, new Payload("new".getBytes(UTF_8))));
      }
      byte[] bytes = read();
      java.util.Arrays.fill(bytes, 0, bytes.length, (byte) 0x5A);
      write(bytes);
      byte[] journal = Files.readAllBytes(folder.resolve("outbox.db-wal"));
      java.util.Arrays.fill(journal, (byte) 0x5A);
      Files.write(folder.resolve("outbox.db-wal"), journal);
      var next = new Batch(present, 3, "hash", 0, new Payload("next".getBytes(UTF_8)));
      outbox.between(0, Long.MAX_VALUE, 10_000);
      assertThat(outbox.keep(next)).isPresent();
      assertThat(outbox.stream().id()).isEqualTo(present);
      assertThat(outbox.between(0, Long.MAX_VALUE, 10_000))
          .extracting(kept -> kept.batch().payload().toString())
          .containsExactly("next");
      assertThat(outbox.drops()).containsExactly(new Range(present, 0, 2));
    }
  }
}
