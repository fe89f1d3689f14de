package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.amend.Amendment;
import org.campussentry.ingest.amend.AmendmentStore;
import org.jdbi.v3.core.Jdbi;

/** {@link AmendmentStore} in the journal. */
public final class JournalAmendments implements AmendmentStore {
  private final Jdbi jdbi;
  private final OwnRows own;

  JournalAmendments(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public List<Amendment> latest(String kind) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM amendment a WHERE kind = :kind AND number ="
                        + " (SELECT MAX(number) FROM amendment WHERE kind = a.kind AND entry ="
                        + " a.entry) AND "
                        + own.bySite()
                        + " ORDER BY changed_at, entry")
                .bind("kind", kind)
                .map((rs, ctx) -> amendment(rs))
                .list());
  }

  @Override
  public List<Amendment> of(String kind, String entry) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM amendment WHERE kind = :kind AND entry = :entry AND "
                        + own.bySite()
                        + " ORDER BY number DESC")
                .bind("kind", kind)
                .bind("entry", entry)
                .map((rs, ctx) -> amendment(rs))
                .list());
  }

  @Override
  public boolean add(Amendment amendment) {
    return jdbi.withHandle(
            h ->
                h.execute(
                    "INSERT INTO amendment VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    amendment.kind(),
                    amendment.entry(),
                    amendment.number(),
                    amendment.site(),
                    amendment.keys().orElse(null),
                    amendment.base().orElse(null),
                    amendment.by(),
                    amendment.at().toEpochMilli()))
        == 1;
  }

  private static Amendment amendment(ResultSet rs) throws SQLException {
    return new Amendment(
        rs.getString("kind"),
        rs.getString("entry"),
        rs.getString("site"),
        rs.getInt("number"),
        Optional.ofNullable(rs.getString("keys")),
        Optional.ofNullable(rs.getString("base")),
        rs.getString("changed_by"),
        Instant.ofEpochMilli(rs.getLong("changed_at")));
  }
}
