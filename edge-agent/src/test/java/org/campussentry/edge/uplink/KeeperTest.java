package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.campussentry.edge.Logged;
import org.campussentry.edge.MovedClock;
import org.campussentry.edge.outbox.Bounds;
import org.campussentry.edge.outbox.Kept;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.OutboxUnavailable;
import org.campussentry.edge.outbox.Provisional;
import org.campussentry.edge.outbox.Range;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.reading.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches that the outbox does not take at once. */
class KeeperTest {
  private static final Point SMALL = new Point("gate.t", "x", "gate", "t", "Cel", 0);
  private static final Point LARGE =
      new Point("gate." + "t".repeat(60_000), "x", "gate", "t", "Cel", 0);

  private final MovedClock clock = new MovedClock();
  private final Logged logged = new Logged(Keeper.class);
  @TempDir private Path folder;
  private Outbox outbox;
  private Keeper keeper;

  @BeforeEach
  void open() throws OutboxUnavailable {
    outbox = Outbox.open(folder, new Bounds(64 << 20, 0), clock);
    keeper = keeper(OptionalLong.of(0));
  }

  private Keeper keeper(OptionalLong known) {
    var campus = new CampusClock(clock, clock, folder.resolve("synchronized"), known);
    return new Keeper(outbox, "hash", campus, "boot");
  }

  @AfterEach
  void close() {
    outbox.close();
    logged.close();
  }

  /** Makes every commit of a batch fail inside SQLite, and be rolled back as on a full disk. */
  private void breakCommits() throws SQLException {
    execute(
        "CREATE TRIGGER broken BEFORE INSERT ON batches"
            + " BEGIN SELECT RAISE(ROLLBACK, 'no room'); END");
  }

  private void mendCommits() throws SQLException {
    execute("DROP TRIGGER broken");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + outbox.file());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Reading reading(Point point) {
    return new Reading.Measured(point, clock.millis(), BigDecimal.ONE);
  }

  /** An event is a batch at once. */
  private List<Kept> add(Point point) {
    return keeper.add(List.of(reading(point)), clock.instant());
  }

  private List<Long> inOutbox() {
    return numbers(outbox.between(0, Long.MAX_VALUE, 1000));
  }

  private static List<Long> numbers(List<Kept> kept) {
    return kept.stream().map(one -> one.batch().seq()).toList();
  }

  @Test
  void what_could_not_be_committed_waits_and_is_kept_in_order() throws Exception {
    assertThat(numbers(add(SMALL))).containsExactly(0L);
    breakCommits();
    assertThat(add(SMALL)).isEmpty();
    assertThat(add(SMALL)).isEmpty();
    assertThat(inOutbox()).containsExactly(0L);
    mendCommits();
    assertThat(numbers(add(SMALL))).as("handed on for publishing").containsExactly(1L, 2L, 3L);
    assertThat(inOutbox()).containsExactly(0L, 1L, 2L, 3L);
    assertThat(keeper.retry()).as("each once").isEmpty();
    assertThat(outbox.drops()).isEmpty();
    assertThat(logged.lines()).isEmpty();
  }

  @Test
  void what_waits_is_kept_by_the_next_try_also_when_no_reading_comes() throws Exception {
    breakCommits();
    add(SMALL);
    assertThat(keeper.retry()).isEmpty();
    mendCommits();
    assertThat(numbers(keeper.retry())).containsExactly(0L);
  }

  @Test
  void beyond_four_mib_the_oldest_are_lost_counted_and_announced() throws Exception {
    breakCommits();
    var one = List.of(reading(LARGE));
    int size = Wire.batch(outbox.stream().id(), 10, "hash", false, one, tick -> tick).size();
    long fitting = Keeper.WAITING_BYTES_MAX / size;
    for (long seq = 0; seq < fitting + 5; seq++) {
      assertThat(add(LARGE)).isEmpty();
    }
    var lost = new Range(outbox.stream().id(), 0, 4);
    assertThat(outbox.drops()).containsExactly(lost);
    assertThat(logged.lines())
        .singleElement()
        .asString()
        .startsWith("ERROR outbox " + outbox.file() + " has taken nothing until 4 MiB waited")
        .contains("from batch 0 of stream " + outbox.stream().id(), "Free some disk space");

    mendCommits();
    List<Long> rest = LongStream.range(5, fitting + 5).boxed().toList();
    assertThat(numbers(keeper.retry())).isEqualTo(rest);
    assertThat(inOutbox()).isEqualTo(rest);
    assertThat(outbox.drops()).as("until a receipt says that it is known").containsExactly(lost);
    assertThat(logged.lines())
        .hasSize(2)
        .last()
        .asString()
        .contains("keeps batches again; 5 batches were lost");
  }

  @Test
  void before_anybody_told_the_time_a_batch_is_provisional() {
    keeper = keeper(OptionalLong.empty());
    assertThat(add(SMALL))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.batch().provisional())
                  .isEqualTo(Optional.of(new Provisional("boot", 0)));
              assertThat(kept.batch().payload().toString()).contains("\"clock\":\"unsure\"");
            });
  }
}
