package org.campussentry.edge.outbox;

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
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** The SQLite file behind the outbox: schema, pragmas, statements. One thread. */
final class OutboxFile implements AutoCloseable {
  private static final int SCHEMA = 2;
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE streams (ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
              + " last_seq INTEGER NOT NULL)",
          "CREATE TABLE batches (position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL,"
              + " seq INTEGER NOT NULL, catalog TEXT NOT NULL, time INTEGER NOT NULL,"
              + " bytes INTEGER NOT NULL, crc INTEGER NOT NULL, payload BLOB NOT NULL,"
              + " UNIQUE (stream, seq))",
          "CREATE TABLE catalogs (hash TEXT PRIMARY KEY, payload BLOB NOT NULL)",
          "CREATE TABLE drops (stream TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL)",
          "CREATE TABLE rejected (stream TEXT NOT NULL, seq INTEGER NOT NULL, reason TEXT NOT NULL,"
              + " payload BLOB NOT NULL, PRIMARY KEY (stream, seq))",
          "PRAGMA user_version = 1");

  /** From the schema before: batches whose times are a guess, and what was known of the clock. */
  private static final List<String> TO_2 =
      List.of(
          "ALTER TABLE batches ADD COLUMN boot TEXT",
          "ALTER TABLE batches ADD COLUMN clock_offset INTEGER",
          "CREATE TABLE clock (boot TEXT PRIMARY KEY, clock_offset INTEGER NOT NULL)",
          "PRAGMA user_version = " + SCHEMA);

  /** Read in less than a second from a slow card. */
  private static final long CHECKED_MAX = 8 << 20;

  private final Connection connection;
  private final Statement statement;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private OutboxFile(Connection connection) throws SQLException {
    this.connection = connection;
    this.statement = connection.createStatement();
  }

  /**
   * Opens or creates the file, and looks for damage: through all of it while it is small. A large
   * one is the backlog of an outage, and a gateway that reads it for a minute before it polls helps
   * nobody; there damage is found when its pages are read.
   */
  static OutboxFile open(Path path) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
    try {
      var file = new OutboxFile(connection);
      file.execute("PRAGMA journal_mode = WAL");
      file.execute("PRAGMA synchronous = NORMAL");
      file.execute("PRAGMA cache_size = -512");
      file.execute("PRAGMA journal_size_limit = 4194304");
      file.execute("PRAGMA busy_timeout = 2000");
      file.check(path.toFile().length());
      return file;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Opens a damaged file to read what is left, without changing it. */
  static OutboxFile openDamaged(Path path) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    var file =
        new OutboxFile(DriverManager.getConnection("jdbc:sqlite:" + path, config.toProperties()));
    // Without it SQLite refuses all of a file that is shorter than its header says.
    file.execute("PRAGMA writable_schema = ON");
    return file;
  }

  private void check(long size) throws SQLException {
    long version = number("PRAGMA user_version").orElse(0L);
    if (version < SCHEMA) {
      execute("BEGIN IMMEDIATE");
      for (String change : version == 0 ? TABLES : List.<String>of()) {
        execute(change);
      }
      for (String change : TO_2) {
        execute(change);
      }
      execute("COMMIT");
    } else if (version > SCHEMA) {
      throw new SQLException(
          "written by another version of the program: schema %d, this one knows %d"
              .formatted(version, SCHEMA),
          null,
          Trouble.SCHEMA_UNKNOWN);
    }
    if (size > CHECKED_MAX) {
      return;
    }
    Optional<String> verdict = text("PRAGMA integrity_check(1)");
    if (!verdict.equals(Optional.of("ok"))) {
      throw new SQLException(verdict.orElse("no verdict"), null, Trouble.CORRUPT);
    }
  }

  /** Runs {@code work} in one commit; {@code durable} says whether it is synced to the medium. */
  void commit(boolean durable, Work work) throws SQLException {
    if (durable) {
      execute("PRAGMA synchronous = FULL");
    }
    try {
      execute("BEGIN IMMEDIATE");
      work.run();
      execute("COMMIT");
    } catch (SQLException e) {
      rollback();
      throw e;
    } finally {
      if (durable) {
        execute("PRAGMA synchronous = NORMAL");
      }
    }
  }

  private void rollback() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has rolled back by itself already, as it does when the disk is full.
    }
  }

  void execute(String sql) throws SQLException {
    statement.execute(sql);
  }

  /** Changes rows; returns how many. */
  int update(String sql, Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  /** Maps the rows of an answer. */
  <T> List<T> rows(Row<T> row, String sql, Object... values) throws SQLException {
    try (ResultSet results = bound(sql, values).executeQuery()) {
      var rows = new ArrayList<T>();
      while (results.next()) {
        rows.add(row.map(results));
      }
      return rows;
    }
  }

  Optional<Long> number(String sql, Object... values) throws SQLException {
    return rows(results -> results.getLong(1), sql, values).stream().findFirst();
  }

  private Optional<String> text(String sql) throws SQLException {
    return rows(results -> results.getString(1), sql).stream().findFirst();
  }

  private PreparedStatement bound(String sql, Object... values) throws SQLException {
    PreparedStatement bound = prepared.get(sql);
    if (bound == null) {
      bound = connection.prepareStatement(sql);
      prepared.put(sql, bound);
    }
    for (int index = 0; index < values.length; index++) {
      bound.setObject(index + 1, values[index]);
    }
    return bound;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Statements of one commit. */
  interface Work {
    void run() throws SQLException;
  }

  /** Makes a value of the current row. */
  interface Row<T> {
    T map(ResultSet results) throws SQLException;
  }
}
