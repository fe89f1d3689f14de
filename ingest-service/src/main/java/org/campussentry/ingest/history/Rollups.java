package org.campussentry.ingest.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.campussentry.ingest.history.History.Bucket;
import org.campussentry.ingest.history.SeriesStore.Series;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Five-minute buckets of each series, an hour a row, in an SQLite file. All can be made anew from
 * the store: a file that is damaged, or is of another store, is thrown away. Thread-safe.
 *
 * <p>What lies from {@link #lowMs} to {@link #highMs} is whole, but for the hours that are stale.
 * That an hour is stale is on disk when {@link #stale} returns; what else was written last a power
 * cut may undo, as a whole.
 */
final class Rollups implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Rollups.class);

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS state (store TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL)",
          "CREATE TABLE IF NOT EXISTS series (id INTEGER PRIMARY KEY, site TEXT NOT NULL, gateway TEXT NOT NULL,"
              + " point TEXT NOT NULL, quantity TEXT NOT NULL, UNIQUE (site, gateway, point, quantity))",
          "CREATE TABLE IF NOT EXISTS summary (series INTEGER NOT NULL, hour INTEGER NOT NULL, buckets BLOB NOT NULL,"
              + " PRIMARY KEY (series, hour)) WITHOUT ROWID",
          "CREATE TABLE IF NOT EXISTS stale (series INTEGER NOT NULL, hour INTEGER NOT NULL,"
              + " PRIMARY KEY (series, hour)) WITHOUT ROWID");

  /** An hour of a series. Immutable. */
  record Cell(Series series, long hour) {}

  private final Connection writer;
  private final Connection reader;
  private final Map<Series, Long> ids = new ConcurrentHashMap<>();
  private volatile long low;
  private volatile long high;

  private Rollups(Path file, String store, long startMs) throws SQLException {
    writer = DriverManager.getConnection("jdbc:sqlite:" + file);
    try {
      execute(writer, "PRAGMA journal_mode=WAL");
      execute(writer, "PRAGMA synchronous=NORMAL");
      for (String table : TABLES) {
        execute(writer, table);
      }
      reader = DriverManager.getConnection("jdbc:sqlite:" + file);
      begin(store, startMs);
    } catch (SQLException e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Opens what is there, or begins anew.
   *
   * @param startMs the hour from which on it grows in both directions, when it is new
   * @throws IllegalStateException when the file can't be written at all
   */
  static Rollups open(Path file, String store, long startMs) {
    try {
      return new Rollups(file, store, startMs);
    } catch (SQLException e) {
      log.warn("{} can't be read ({}); it is made anew from the store", file, e.getMessage());
      try {
        for (String ending : List.of("", "-wal", "-shm")) {
          Files.deleteIfExists(file.resolveSibling(file.getFileName() + ending));
        }
        return new Rollups(file, store, startMs);
      } catch (IOException | SQLException again) {
        throw new IllegalStateException(file + " can't be written: " + again.getMessage(), again);
      }
    }
  }

  private void begin(String store, long startMs) throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("SELECT store, low, high FROM state")) {
      if (row.next() && row.getString(1).equals(store)) {
        low = row.getLong(2);
        high = row.getLong(3);
      }
    }
    if (high == 0) {
      for (String table : List.of("state", "series", "summary", "stale")) {
        execute(writer, "DELETE FROM " + table);
      }
      try (PreparedStatement insert =
          writer.prepareStatement("INSERT INTO state VALUES (?, ?, ?)")) {
        insert.setString(1, store);
        insert.setLong(2, startMs);
        insert.setLong(3, startMs);
        insert.execute();
      }
      low = startMs;
      high = startMs;
    }
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM series")) {
      while (row.next()) {
        Series series =
            new Series(row.getString(2), row.getString(3), row.getString(4), row.getString(5));
        ids.put(series, row.getLong(1));
      }
    }
  }

  private static void execute(Connection on, String sql) throws SQLException {
    try (Statement statement = on.createStatement()) {
      statement.execute(sql);
    }
  }

  long lowMs() {
    return low;
  }

  /** Exclusive. */
  long highMs() {
    return high;
  }

  /** All or nothing; a failure leaves what was there. */
  private interface Change {
    void run() throws SQLException;
  }

  private void change(Change change) throws HistoryException {
    try {
      writer.setAutoCommit(false);
      try {
        change.run();
        writer.commit();
      } catch (SQLException e) {
        writer.rollback();
        throw e;
      } finally {
        writer.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new HistoryException(
          HistoryException.Kind.UNAVAILABLE, "the roll-ups are not written: " + e.getMessage(), e);
    }
  }

  /** Adds an hour next to what is whole, of all series that have something in it. */
  synchronized void add(long hour, Map<Series, HourOfSeries> summaries) throws HistoryException {
    long nextLow = Math.min(low, hour);
    long nextHigh = Math.max(high, hour + HourOfSeries.HOUR_MS);
    identify(summaries.keySet());
    change(
        () -> {
          try (PreparedStatement put = put()) {
            for (var summary : summaries.entrySet()) {
              add(put, summary.getKey(), hour, summary.getValue());
            }
            put.executeBatch();
          }
          state(nextLow, nextHigh);
        });
    low = nextLow;
    high = nextHigh;
  }

  private PreparedStatement put() throws SQLException {
    return writer.prepareStatement("INSERT OR REPLACE INTO summary VALUES (?, ?, ?)");
  }

  private void add(PreparedStatement put, Series series, long hour, HourOfSeries of)
      throws SQLException {
    put.setLong(1, ids.get(series));
    put.setLong(2, hour);
    put.setBytes(3, of.bytes());
    put.addBatch();
  }

  private void state(long nextLow, long nextHigh) throws SQLException {
    try (PreparedStatement update = writer.prepareStatement("UPDATE state SET low = ?, high = ?")) {
      update.setLong(1, nextLow);
      update.setLong(2, nextHigh);
      update.execute();
    }
  }

  /** New series get a number of their own, whatever becomes of the change that follows. */
  private void identify(Iterable<Series> wanted) throws HistoryException {
    List<Series> unknown = new ArrayList<>();
    wanted.forEach(
        series -> {
          if (!ids.containsKey(series)) {
            unknown.add(series);
          }
        });
    if (unknown.isEmpty()) {
      return;
    }
    long next = ids.values().stream().mapToLong(id -> id).max().orElse(0) + 1;
    Map<Series, Long> fresh = new HashMap<>();
    for (Series series : unknown) {
      fresh.put(series, next++);
    }
    change(
        () -> {
          try (PreparedStatement insert =
              writer.prepareStatement("INSERT INTO series VALUES (?, ?, ?, ?, ?)")) {
            for (var one : fresh.entrySet()) {
              insert.setLong(1, one.getValue());
              insert.setString(2, one.getKey().site());
              insert.setString(3, one.getKey().gateway());
              insert.setString(4, one.getKey().point());
              insert.setString(5, one.getKey().quantity());
              insert.addBatch();
            }
            insert.executeBatch();
          }
        });
    ids.putAll(fresh);
  }

  /** Says, durably, that these hours must be read from the store until they are made anew. */
  synchronized void stale(List<Cell> cells) throws HistoryException {
    identify(cells.stream().map(Cell::series).distinct().toList());
    try {
      execute(writer, "PRAGMA synchronous=FULL");
      change(() -> each("INSERT OR IGNORE INTO stale VALUES (?, ?)", cells));
    } catch (SQLException e) {
      throw new HistoryException(HistoryException.Kind.UNAVAILABLE, e.getMessage(), e);
    } finally {
      lessSync();
    }
  }

  private void lessSync() {
    try {
      execute(writer, "PRAGMA synchronous=NORMAL");
    } catch (SQLException e) {
      log.debug("it stays as safe as it is", e);
    }
  }

  private void each(String sql, List<Cell> cells) throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      for (Cell cell : cells) {
        statement.setLong(1, ids.get(cell.series()));
        statement.setLong(2, cell.hour());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** All that are stale now. */
  synchronized List<Cell> stale() throws HistoryException {
    String sql =
        "SELECT site, gateway, point, quantity, hour FROM stale JOIN series ON id = series";
    List<Cell> cells = new ArrayList<>();
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        Series series =
            new Series(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
        cells.add(new Cell(series, row.getLong(5)));
      }
      return cells;
    } catch (SQLException e) {
      throw new HistoryException(HistoryException.Kind.UNAVAILABLE, e.getMessage(), e);
    }
  }

  /** Made anew, so that they are stale no more; an hour without readings has empty bytes. */
  synchronized void mend(Map<Cell, HourOfSeries> mended) throws HistoryException {
    List<Cell> cells = List.copyOf(mended.keySet());
    identify(cells.stream().map(Cell::series).distinct().toList());
    change(
        () -> {
          try (PreparedStatement put = put()) {
            for (var one : mended.entrySet()) {
              add(put, one.getKey().series(), one.getKey().hour(), one.getValue());
            }
            put.executeBatch();
          }
          each("DELETE FROM stale WHERE series = ? AND hour = ?", cells);
        });
  }

  /** Forgets what is older. */
  synchronized void forget(long beforeMs) throws HistoryException {
    long next = Math.max(low, HourOfSeries.hourOf(beforeMs));
    if (next == low || next > high) {
      return;
    }
    // First: nobody looks for what is being deleted.
    low = next;
    change(
        () -> {
          execute(writer, "DELETE FROM summary WHERE hour < " + next);
          execute(writer, "DELETE FROM stale WHERE hour < " + next);
          state(next, high);
        });
  }

  /**
   * The five-minute buckets of whole hours, in order of time.
   *
   * @param leftOut hours that are not wanted
   */
  void read(Series series, long fromHour, long toHour, Set<Long> leftOut, Consumer<Bucket> buckets)
      throws HistoryException {
    Long id = ids.get(series);
    if (id == null) {
      return;
    }
    synchronized (reader) {
      try (PreparedStatement select =
          reader.prepareStatement(
              "SELECT hour, buckets FROM summary WHERE series = ? AND hour >= ? AND hour < ? ORDER BY hour")) {
        select.setLong(1, id);
        select.setLong(2, fromHour);
        select.setLong(3, toHour);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            if (!leftOut.contains(row.getLong(1))) {
              HourOfSeries.read(row.getLong(1), row.getBytes(2), buckets);
            }
          }
        }
      } catch (SQLException e) {
        throw new HistoryException(
            HistoryException.Kind.UNAVAILABLE, "the roll-ups are not read: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public synchronized void close() {
    try {
      reader.close();
      writer.close();
    } catch (SQLException e) {
      log.debug("closed", e);
    }
  }
}
