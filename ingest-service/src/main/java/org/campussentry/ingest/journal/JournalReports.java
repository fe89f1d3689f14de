package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.report.ReportStore;
import org.campussentry.ingest.report.UpwardReport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link ReportStore} in the journal. */
public final class JournalReports implements ReportStore {
  private static final String ADD =
      """
      INSERT INTO upward_version VALUES (:report, :number, :kind, :happened, :reported, :place, :what, :affected,
        :measures, :to, :way, :recorder, :reviewer, :signatory, :by, :at)
      ON CONFLICT DO NOTHING
      """;

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalReports(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public boolean open(UpwardReport report) {
    return jdbi.withHandle(
            h ->
                h.execute(
                    "INSERT INTO upward_report VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    report.id(),
                    report.site(),
                    report.openedAt().toEpochMilli(),
                    report.dueAt().toEpochMilli()))
        == 1;
  }

  @Override
  public boolean add(String report, UpwardReport.Version version) {
    // Nobody was told of what is not required; its column wants a time all the same.
    Instant reportedAt =
        version.told().map(UpwardReport.Told::reportedAt).orElse(version.recordedAt());
    return jdbi.withHandle(
            h ->
                h.createUpdate(ADD)
                    .bind("report", report)
                    .bind("number", version.number())
                    .bind("kind", version.kind().word())
                    .bind("happened", version.event().happenedAt().toEpochMilli())
                    .bind("reported", reportedAt.toEpochMilli())
                    .bind("place", version.event().place())
                    .bind("what", version.event().what())
                    .bind("affected", version.event().affected())
                    .bind("measures", version.event().measures())
                    .bind("to", version.told().map(UpwardReport.Told::to).orElse(""))
                    .bind("way", version.told().map(t -> t.way().word()).orElse(""))
                    .bind("recorder", version.signed().recorder())
                    .bind("reviewer", version.signed().reviewer())
                    .bind("signatory", version.signed().signatory())
                    .bind("by", version.signed().by())
                    .bind("at", version.recordedAt().toEpochMilli())
                    .execute())
        == 1;
  }

  @Override
  public Optional<UpwardReport> find(String id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM upward_report WHERE id = :id AND " + own.bySite())
                .bind("id", id)
                .map((rs, ctx) -> report(h, rs))
                .findOne());
  }

  @Override
  public List<UpwardReport> list(boolean waiting, int limit) {
    String which = waiting ? "id NOT IN (SELECT report FROM upward_version) AND " : "";
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM upward_report WHERE "
                        + which
                        + own.bySite()
                        + (waiting ? " ORDER BY due_at, id" : " ORDER BY opened_at DESC, id")
                        + " LIMIT :limit")
                .bind("limit", limit)
                .map((rs, ctx) -> report(h, rs))
                .list());
  }

  private static UpwardReport report(Handle h, ResultSet rs) throws SQLException {
    String id = rs.getString("id");
    List<UpwardReport.Version> versions =
        h.createQuery("SELECT * FROM upward_version WHERE report = :id ORDER BY number")
            .bind("id", id)
            .map((row, ctx) -> version(row))
            .list();
    return new UpwardReport(
        id, rs.getString("site"), time(rs, "opened_at"), time(rs, "due_at"), versions);
  }

  private static Instant time(ResultSet rs, String column) throws SQLException {
    return Instant.ofEpochMilli(rs.getLong(column));
  }

  private static Optional<UpwardReport.Told> told(ResultSet rs) throws SQLException {
    Instant at = time(rs, "reported_at");
    String to = rs.getString("reported_to");
    return UpwardReport.Way.of(rs.getString("way")).map(w -> new UpwardReport.Told(at, to, w));
  }

  private static UpwardReport.Version version(ResultSet rs) throws SQLException {
    return new UpwardReport.Version(
        rs.getInt("number"),
        UpwardReport.Kind.of(rs.getString("kind")).orElseThrow(),
        new UpwardReport.Event(
            time(rs, "happened_at"),
            rs.getString("place"),
            rs.getString("what"),
            rs.getInt("affected"),
            rs.getString("measures")),
        told(rs),
        new UpwardReport.Signed(
            rs.getString("recorder"),
            rs.getString("reviewer"),
            rs.getString("signatory"),
            rs.getString("recorded_by")),
        time(rs, "recorded_at"));
  }
}
