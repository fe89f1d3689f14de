package org.campussentry.edge.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the tables of an outbox hold, in words of batches and ranges. One thread. */
final class Shelf implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int PUSH_OUT_STEP = 16;

  private final OutboxFile file;
  private long batches;
  private long bytes;
  private Drops drops;

  Shelf(OutboxFile file, String stream) throws SQLException {
    this.file = file;
    file.commit(
        true,
        () -> {
          file.update("DELETE FROM streams WHERE last_seq < 0");
          file.update(
              "INSERT INTO streams (id, last_seq) VALUES (?, -1) ON CONFLICT DO NOTHING", stream);
        });
    count();
    drops =
        new Drops(
            file.rows(
                row -> new Range(row.getString(1), row.getLong(2), row.getLong(3)),
                "SELECT stream, first, last FROM drops"));
  }

  private void count() throws SQLException {
    batches = file.number("SELECT count(*) FROM batches").orElse(0L);
    bytes = file.number("SELECT coalesce(sum(bytes), 0) FROM batches").orElse(0L);
  }

  /** The last stream that made a batch: one that made none has nothing that could be missed. */
  static Optional<Stream.Previous> previous(OutboxFile file) throws SQLException {
    return file
        .rows(
            row -> new Stream.Previous(row.getString(1), row.getLong(2)),
            "SELECT id, last_seq FROM streams WHERE last_seq >= 0 ORDER BY ordinal DESC LIMIT 1")
        .stream()
        .findFirst();
  }

  void addCatalog(String hash, Payload payload) throws SQLException {
    file.commit(
        false,
        () -> {
          file.update("DELETE FROM catalogs WHERE hash NOT IN (SELECT catalog FROM batches)");
          file.update(
              "INSERT INTO catalogs VALUES (?, ?) ON CONFLICT DO NOTHING", hash, payload.bytes());
        });
  }

  List<Payload> catalogsInUseBut(String current) throws SQLException {
    return file.rows(
        row -> new Payload(row.getBytes(1)),
        "SELECT payload FROM catalogs WHERE hash <> ? AND hash IN (SELECT catalog FROM batches)",
        current);
  }

  /** Adds a batch, after pushing out as many of the oldest as {@code limit} asks for. */
  long add(Batch batch, long limit, boolean durable) throws SQLException {
    int size = batch.payload().size();
    var after = new Drops(drops.all());
    var position = new long[1];
    file.commit(
        durable,
        () -> {
          pushOut(bytes + size - limit, after);
          position[0] = insert(file, batch);
          file.update("UPDATE streams SET last_seq = ? WHERE id = ?", batch.seq(), batch.stream());
        });
    if (after.all().equals(drops.all())) {
      batches++;
      bytes += size;
    } else {
      drops = after;
      count();
    }
    return position[0];
  }

  static long insert(OutboxFile file, Batch batch) throws SQLException {
    return file.rows(
            row -> row.getLong(1),
            "INSERT INTO batches (stream, seq, catalog, time, bytes, crc, payload, boot,"
                + " clock_offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING position",
            batch.stream(),
            batch.seq(),
            batch.catalog(),
            batch.time(),
            batch.payload().size(),
            batch.crc(),
            batch.payload().bytes(),
            batch.provisional().map(Provisional::boot).orElse(null),
            batch.provisional().map(Provisional::offset).orElse(null))
        .get(0);
  }

  /** Puts what is certain now in the place of what was provisional. */
  void settle(List<Kept> certain) throws SQLException {
    var change = new long[1];
    file.commit(
        false,
        () -> {
          for (Kept kept : certain) {
            change[0] += settle(kept);
          }
        });
    bytes += change[0];
  }

  private long settle(Kept kept) throws SQLException {
    Payload payload = kept.batch().payload();
    long before =
        file.number("SELECT bytes FROM batches WHERE position = ?", kept.position()).orElse(0L);
    file.update(
        "UPDATE batches SET time = ?, bytes = ?, crc = ?, payload = ?, boot = NULL,"
            + " clock_offset = NULL WHERE position = ?",
        kept.batch().time(),
        payload.size(),
        kept.batch().crc(),
        payload.bytes(),
        kept.position());
    return payload.size() - before;
  }

  void rememberClock(Provisional known) throws SQLException {
    file.commit(
        false,
        () -> {
          file.update("DELETE FROM clock");
          file.update("INSERT INTO clock VALUES (?, ?)", known.boot(), known.offset());
        });
  }

  OptionalLong knownClock(String boot) throws SQLException {
    return file
        .rows(row -> row.getLong(1), "SELECT clock_offset FROM clock WHERE boot = ?", boot)
        .stream()
        .mapToLong(offset -> offset)
        .findFirst();
  }

  private record Victim(long position, Range range, long bytes) {}

  private void pushOut(long excess, Drops into) throws SQLException {
    long left = excess;
    while (left > 0) {
      List<Victim> oldest =
          file.rows(
              row ->
                  new Victim(
                      row.getLong(1),
                      new Range(row.getString(2), row.getLong(3), row.getLong(3)),
                      row.getLong(4)),
              "SELECT position, stream, seq, bytes FROM batches ORDER BY position LIMIT ?",
              PUSH_OUT_STEP);
      if (oldest.isEmpty()) {
        return;
      }
      for (Victim victim : oldest) {
        file.update("DELETE FROM batches WHERE position = ?", victim.position());
        into.add(victim.range());
        left -= victim.bytes();
      }
      write(into);
    }
  }

  private void write(Drops all) throws SQLException {
    file.update("DELETE FROM drops");
    for (Range range : all.all()) {
      file.update(
          "INSERT INTO drops VALUES (?, ?, ?)", range.stream(), range.first(), range.last());
    }
  }

  /** Remembers as dropped what was never kept, or forgets what the other side knows. */
  void changeDrops(Range range, boolean announced) throws SQLException {
    var after = new Drops(drops.all());
    if (announced) {
      after.remove(range);
    } else {
      after.add(range);
    }
    // First in memory: what is lost stays announced even while the disk takes nothing.
    drops = after;
    file.commit(false, () -> write(after));
  }

  /** Batches between two positions, both excluded, oldest first; damaged ones are set aside. */
  List<Kept> between(long after, long before, int count) throws SQLException {
    var whole = new ArrayList<Kept>();
    var damaged = new ArrayList<Kept>();
    file.rows(
        row -> {
          Kept kept = kept(row);
          return kept.whole() ? whole.add(kept) : damaged.add(kept);
        },
        "SELECT * FROM batches WHERE position > ? AND position < ? ORDER BY position LIMIT ?",
        after,
        before,
        count);
    for (Kept kept : damaged) {
      setAside(kept);
    }
    return whole;
  }

  /** By its position: what else the row says of itself may be what is damaged. */
  private void setAside(Kept damaged) throws SQLException {
    file.commit(
        false,
        () -> {
          file.update(
              "INSERT OR IGNORE INTO rejected SELECT stream, seq, 'damaged in the outbox', payload"
                  + " FROM batches WHERE position = ?",
              damaged.position());
          file.update("DELETE FROM batches WHERE position = ?", damaged.position());
        });
    count();
    Batch batch = damaged.batch();
    log.error(
        "batch {} of stream {} is damaged: it is set aside in table `rejected` of the outbox and"
            + " announced as dropped. Look at the card and the power supply of this gateway.",
        batch.seq(),
        batch.stream());
    changeDrops(new Range(batch.stream(), batch.seq(), batch.seq()), false);
  }

  static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getLong("position"),
        new Batch(
            row.getString("stream"),
            row.getLong("seq"),
            row.getString("catalog"),
            row.getLong("time"),
            provisional(row),
            new Payload(row.getBytes("payload"))),
        row.getLong("crc"));
  }

  private static Optional<Provisional> provisional(ResultSet row) throws SQLException {
    String boot = row.getString("boot");
    return boot == null
        ? Optional.empty()
        : Optional.of(new Provisional(boot, row.getLong("clock_offset")));
  }

  /** Deletes what is stored elsewhere; returns the positions. */
  List<Long> forget(Range range) throws SQLException {
    var positions = new ArrayList<Long>();
    file.commit(false, () -> positions.addAll(delete(range)));
    return positions;
  }

  /** Sets aside what nobody can read; returns the positions. */
  List<Long> reject(Range range, String reason) throws SQLException {
    var positions = new ArrayList<Long>();
    file.commit(
        false,
        () -> {
          file.update(
              "INSERT OR IGNORE INTO rejected SELECT stream, seq, ?, payload FROM batches"
                  + " WHERE stream = ? AND seq BETWEEN ? AND ?",
              reason,
              range.stream(),
              range.first(),
              range.last());
          positions.addAll(delete(range));
        });
    return positions;
  }

  private List<Long> delete(Range range) throws SQLException {
    return file.rows(
        row -> {
          batches--;
          bytes -= row.getLong(2);
          return row.getLong(1);
        },
        "DELETE FROM batches WHERE stream = ? AND seq BETWEEN ? AND ? RETURNING position, bytes",
        range.stream(),
        range.first(),
        range.last());
  }

  /** What payloads take. */
  long bytes() {
    return bytes;
  }

  /** Bytes of the pages that a pragma of SQLite counts. */
  long pageBytes(String count) throws SQLException {
    return file.number("PRAGMA " + count).orElse(0L) * file.number("PRAGMA page_size").orElse(0L);
  }

  List<Range> drops() {
    return drops.all();
  }

  Size size(long limit) throws SQLException {
    OptionalLong oldest =
        file
            .rows(row -> row.getLong(1), "SELECT time FROM batches ORDER BY position LIMIT 1")
            .stream()
            .mapToLong(time -> time)
            .findFirst();
    return new Size(batches, bytes, oldest, Math.max(0, limit - bytes));
  }

  @Override
  public void close() throws SQLException {
    file.close();
  }
}
