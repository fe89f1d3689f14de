package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.watch.RuleChange;
import org.campussentry.ingest.watch.RuleStore;
import org.jdbi.v3.core.Jdbi;

/** {@link RuleStore} in the journal; rules are the same at all sites. */
public final class JournalRules implements RuleStore {
  private final Jdbi jdbi;

  JournalRules(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<RuleChange> latest() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM rule_change c WHERE number ="
                        + " (SELECT MAX(number) FROM rule_change WHERE rule = c.rule)"
                        + " ORDER BY changed_at, rule")
                .map((rs, ctx) -> change(rs))
                .list());
  }

  @Override
  public List<RuleChange> of(String rule) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM rule_change WHERE rule = :rule ORDER BY number DESC")
                .bind("rule", rule)
                .map((rs, ctx) -> change(rs))
                .list());
  }

  @Override
  public boolean add(RuleChange change) {
    return jdbi.withHandle(
            h ->
                h.execute(
                    "INSERT INTO rule_change VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    change.rule(),
                    change.number(),
                    change.keys().orElse(null),
                    change.base().orElse(null),
                    change.by(),
                    change.at().toEpochMilli()))
        == 1;
  }

  private static RuleChange change(ResultSet rs) throws SQLException {
    return new RuleChange(
        rs.getString("rule"),
        rs.getInt("number"),
        Optional.ofNullable(rs.getString("keys")),
        Optional.ofNullable(rs.getString("base")),
        rs.getString("changed_by"),
        Instant.ofEpochMilli(rs.getLong("changed_at")));
  }
}
