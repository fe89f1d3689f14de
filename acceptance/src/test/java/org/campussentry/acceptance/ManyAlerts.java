package org.campussentry.acceptance;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Ten thousand alerts of a year, straight into a journal. */
final class ManyAlerts {
  private ManyAlerts() {}

  /** Closed ones, one a minute. */
  static void fill(Path journal) throws SQLException {
    String row =
        """
        INSERT INTO alert (id, rule, source, site, area, quantity, unit, severity, kind, state, value, threshold, reason,
          since, active_at, ended_at, closed_by, closed_at, closed_note, late)
        VALUES (?, 'cold-store-warm', 'gw:cold1.temperature', 'main', 'canteen-1/cold-store', 'temperature', 'Cel',
          'CRITICAL', 'THRESHOLD', 'CLOSED', 9.5, 8, '', ?, ?, ?, 'admin', ?, ?, 0)
        """;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        PreparedStatement insert = connection.prepareStatement(row)) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 10_000; i++) {
        long at = 1_760_000_000_000L + i * 60_000L;
        insert.setString(1, "made%05d".formatted(i));
        for (int column = 2; column <= 5; column++) {
          insert.setLong(column, at);
        }
        insert.setString(6, "note " + i);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
  }
}
