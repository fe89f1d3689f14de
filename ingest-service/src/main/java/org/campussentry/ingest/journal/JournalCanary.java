package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.deadman.CanaryRun;
import org.campussentry.ingest.deadman.CanaryStore;
import org.campussentry.ingest.notice.Delivery;
import org.jdbi.v3.core.Jdbi;

/** {@link CanaryStore} in the journal. */
public final class JournalCanary implements CanaryStore {
  private static final String SAVE =
      """
      INSERT INTO canary_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET received_at = excluded.received_at, alerted_at = excluded.alerted_at,
        called_at = excluded.called_at, taken_at = excluded.taken_at, failed_at = excluded.failed_at,
        channel = excluded.channel
      """;

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalCanary(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public void save(CanaryRun run) {
    jdbi.useHandle(
        h ->
            h.execute(
                SAVE,
                run.id(),
                run.site(),
                run.day().toString(),
                run.startedAt(),
                run.receivedAt(),
                run.alertedAt(),
                run.calledAt(),
                run.takenAt(),
                run.failedAt(),
                run.channel()));
  }

  @Override
  public Optional<CanaryRun> last() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM canary_run WHERE "
                        + own.bySite()
                        + " ORDER BY started_at DESC LIMIT 1")
                .map((rs, ctx) -> read(rs))
                .findOne());
  }

  @Override
  public List<Delivery> deliveries(String run) {
    return new JournalDeliveries(jdbi, own).of(run);
  }

  private static CanaryRun read(ResultSet rs) throws SQLException {
    return new CanaryRun(
        rs.getString("id"),
        rs.getString("site"),
        LocalDate.parse(rs.getString("day")),
        rs.getLong("started_at"),
        rs.getLong("received_at"),
        rs.getLong("alerted_at"),
        rs.getLong("called_at"),
        rs.getLong("taken_at"),
        rs.getLong("failed_at"),
        rs.getString("channel"));
  }
}
