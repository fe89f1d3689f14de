package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.coverage.Expectation;
import org.campussentry.ingest.coverage.ExpectationStore;
import org.campussentry.ingest.reading.PointId;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@link ExpectationStore} in the journal. */
public final class JournalExpectations implements ExpectationStore {
  private static final String SAVE =
      """
      INSERT INTO expectation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (gateway, point, from_at) DO UPDATE SET until_at = excluded.until_at, site = excluded.site,
        area = excluded.area, every_ms = excluded.every_ms, retired_by = excluded.retired_by,
        reason = excluded.reason, catalog = excluded.catalog
      """;

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalExpectations(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public List<Expectation> all() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM expectation WHERE "
                        + own.bySite()
                        + " ORDER BY gateway, point, from_at")
                .map((rs, ctx) -> read(rs))
                .list());
  }

  @Override
  public void save(List<Expectation> changed) {
    jdbi.useTransaction(
        h -> {
          PreparedBatch batch = h.prepareBatch(SAVE);
          for (Expectation e : changed) {
            batch.add(
                e.point().gateway(),
                e.point().wire(),
                e.fromMs(),
                e.untilMs().orElse(null),
                e.site(),
                e.area(),
                e.everyMs(),
                e.retired().map(Expectation.Retirement::by).orElse(null),
                e.retired().map(Expectation.Retirement::reason).orElse(null),
                e.retired().map(Expectation.Retirement::catalog).orElse(null));
          }
          batch.execute();
        });
  }

  private static Expectation read(ResultSet rs) throws SQLException {
    long until = rs.getLong("until_at");
    Optional<Long> untilMs = rs.wasNull() ? Optional.empty() : Optional.of(until);
    String by = rs.getString("retired_by");
    return new Expectation(
        new PointId(rs.getString("gateway"), rs.getString("point")),
        rs.getString("site"),
        rs.getString("area"),
        rs.getLong("every_ms"),
        rs.getLong("from_at"),
        untilMs,
        by == null
            ? Optional.empty()
            : Optional.of(
                new Expectation.Retirement(by, rs.getString("reason"), rs.getString("catalog"))));
  }
}
