package org.campussentry.edge.outbox;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries over what can still be read of a damaged outbox, and remembers as dropped what cannot.
 * Reads from the front until it meets damage, then what lies behind it.
 */
final class Salvage {
  private static final int STEP = 100;

  private final OutboxFile damaged;
  private final OutboxFile into;
  private final Map<String, Long> ends = new HashMap<>();
  private final Map<String, Drops> missing = new HashMap<>();
  private long carried;

  private Salvage(OutboxFile damaged, OutboxFile into) {
    this.damaged = damaged;
    this.into = into;
  }

  /**
   * Reads the file and leaves it as it is; returns how many batches were carried over.
   *
   * @param into an outbox that is empty
   * @param known batches that the file had, as far as the caller knows
   * @throws SQLException if {@code into} takes no more
   */
  static long carry(Path file, OutboxFile into, Optional<Range> known) throws SQLException {
    try (OutboxFile damaged = OutboxFile.openDamaged(file)) {
      var salvage = new Salvage(damaged, into);
      known.ifPresent(salvage::expect);
      salvage.streams();
      salvage.catalogs();
      salvage.batches();
      for (Drops lost : salvage.missing.values()) {
        for (Range range : lost.all()) {
          salvage.drop(range);
        }
      }
      return salvage.carried;
    }
  }

  private record Last(String stream, long seq) {}

  private void streams() throws SQLException {
    List<Last> streams =
        read(
            row -> new Last(row.getString(1), row.getLong(2)),
            "SELECT id, last_seq FROM streams WHERE last_seq >= 0 ORDER BY ordinal");
    for (Last last : streams) {
      into.update("INSERT INTO streams (id, last_seq) VALUES (?, ?)", last.stream(), last.seq());
      ends.put(last.stream(), last.seq());
      // What was receipted is not there any more, and is not missing.
      Optional<Long> oldest = oldest(last.stream());
      oldest.ifPresent(first -> expect(new Range(last.stream(), first, last.seq())));
    }
  }

  private Optional<Long> oldest(String stream) {
    try {
      return damaged
          .rows(
              row -> row.getLong(1),
              "SELECT seq FROM batches WHERE stream = ? ORDER BY seq LIMIT 1",
              stream)
          .stream()
          .findFirst();
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private void expect(Range range) {
    missing.put(range.stream(), new Drops(List.of(range)));
  }

  private void drop(Range range) throws SQLException {
    into.update("INSERT INTO drops VALUES (?, ?, ?)", range.stream(), range.first(), range.last());
  }

  private record Catalog(String hash, Payload payload) {}

  private void catalogs() throws SQLException {
    for (Catalog catalog :
        read(
            row -> new Catalog(row.getString(1), new Payload(row.getBytes(2))),
            "SELECT hash, payload FROM catalogs")) {
      into.update("INSERT INTO catalogs VALUES (?, ?)", catalog.hash(), catalog.payload().bytes());
    }
    for (Range range :
        read(
            row -> new Range(row.getString(1), row.getLong(2), row.getLong(3)),
            "SELECT stream, first, last FROM drops")) {
      drop(range);
    }
  }

  private void batches() throws SQLException {
    long front = 0;
    while (true) {
      Optional<List<Kept>> step = behind(front);
      if (step.isEmpty()) {
        break;
      }
      if (step.get().isEmpty()) {
        return;
      }
      carry(step.get());
      front = step.get().get(step.get().size() - 1).position();
    }
    for (long position : readableAbove(front)) {
      carry(read(row -> Shelf.kept(row), "SELECT * FROM batches WHERE position = " + position));
    }
  }

  /** The next hundred, or the next one where the damage is near; empty at the damage. */
  private Optional<List<Kept>> behind(long position) {
    for (int count : new int[] {STEP, 1}) {
      try {
        return Optional.of(
            damaged.rows(
                Shelf::kept,
                "SELECT * FROM batches WHERE position > ? ORDER BY position LIMIT ?",
                position,
                count));
      } catch (SQLException e) {
        // It lies among these: try fewer.
      }
    }
    return Optional.empty();
  }

  /** Positions beyond the damage, in order: found from the back. */
  private List<Long> readableAbove(long front) {
    var positions = new ArrayList<Long>();
    long end = Long.MAX_VALUE;
    while (true) {
      try {
        Optional<Long> last =
            damaged.number(
                "SELECT position FROM batches WHERE position < ? ORDER BY position DESC LIMIT 1",
                end);
        if (last.isEmpty() || last.get() <= front) {
          break;
        }
        end = last.get();
        positions.add(end);
      } catch (SQLException e) {
        break;
      }
    }
    java.util.Collections.reverse(positions);
    return positions;
  }

  private void carry(List<Kept> step) throws SQLException {
    into.commit(
        false,
        () -> {
          for (Kept kept : step) {
            if (kept.whole()) {
              carry(kept.batch());
            }
          }
        });
  }

  private void carry(Batch batch) throws SQLException {
    Shelf.insert(into, batch);
    carried++;
    // Where the oldest could not be looked up, the first that is found stands for it.
    long end = ends.getOrDefault(batch.stream(), batch.seq());
    missing
        .computeIfAbsent(batch.stream(), id -> new Drops(List.of(new Range(id, batch.seq(), end))))
        .remove(new Range(batch.stream(), batch.seq(), batch.seq()));
  }

  private <T> List<T> read(OutboxFile.Row<T> row, String sql) {
    try {
      return damaged.rows(row, sql);
    } catch (SQLException e) {
      return List.of();
    }
  }
}
