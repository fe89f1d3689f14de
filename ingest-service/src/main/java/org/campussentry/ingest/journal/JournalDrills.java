package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.drill.Drill;
import org.campussentry.ingest.drill.DrillStore;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;
import org.jdbi.v3.core.Jdbi;

/** {@link DrillStore} in the journal. */
public final class JournalDrills implements DrillStore {
  private static final String SAVE =
      """
      INSERT INTO drill VALUES (:id, :point, :site, :area, :quantity, :unit, :severity, :value, :note, :startedBy,
        :startedAt, :untilAt, :firstBy, :firstAt, :lastBy, :lastAt, :endHow, :endAt, :endBy, :endNote)
      ON CONFLICT (id) DO UPDATE SET first_by = excluded.first_by, first_at = excluded.first_at,
        last_by = excluded.last_by, last_at = excluded.last_at, end_how = excluded.end_how,
        end_at = excluded.end_at, end_by = excluded.end_by, end_note = excluded.end_note
      """;

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalDrills(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public void save(Drill d) {
    OptionalDouble value = d.plan().value();
    jdbi.useHandle(
        h ->
            h.createUpdate(SAVE)
                .bind("id", d.id())
                .bind("point", d.place().point())
                .bind("site", d.place().site())
                .bind("area", d.place().area())
                .bind("quantity", d.place().quantity())
                .bind("unit", d.place().unit())
                .bind("severity", d.plan().severity().name())
                .bind("value", value.isPresent() ? Double.valueOf(value.getAsDouble()) : null)
                .bind("note", d.plan().note())
                .bind("startedBy", d.by())
                .bind("startedAt", d.startedAt().toEpochMilli())
                .bind("untilAt", d.until().toEpochMilli())
                .bind("firstBy", d.first().map(Alert.Mark::by).orElse(null))
                .bind("firstAt", d.first().map(Alert.Mark::at).orElse(null))
                .bind("lastBy", d.last().map(Alert.Mark::by).orElse(null))
                .bind("lastAt", d.last().map(Alert.Mark::at).orElse(null))
                .bind("endHow", d.end().map(e -> e.how().word()).orElse(null))
                .bind("endAt", d.end().map(e -> e.at().toEpochMilli()).orElse(null))
                .bind("endBy", d.end().map(Drill.End::by).orElse(null))
                .bind("endNote", d.end().map(Drill.End::note).orElse(null))
                .execute());
  }

  @Override
  public Optional<Drill> find(String id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM drill WHERE id = :id AND " + own.bySite())
                .bind("id", id)
                .map((rs, ctx) -> read(rs))
                .findOne());
  }

  @Override
  public List<Drill> running() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM drill WHERE end_at IS NULL AND "
                        + own.bySite()
                        + " ORDER BY started_at, id")
                .map((rs, ctx) -> read(rs))
                .list());
  }

  @Override
  public List<Drill> list(int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM drill WHERE "
                        + own.bySite()
                        + " ORDER BY started_at DESC, id LIMIT :limit")
                .bind("limit", limit)
                .map((rs, ctx) -> read(rs))
                .list());
  }

  private static Drill read(ResultSet rs) throws SQLException {
    double value = rs.getDouble("value");
    OptionalDouble shown = rs.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    Instant from = Instant.ofEpochMilli(rs.getLong("started_at"));
    Instant until = Instant.ofEpochMilli(rs.getLong("until_at"));
    return new Drill(
        rs.getString("id"),
        new Drill.Place(
            rs.getString("point"),
            rs.getString("site"),
            rs.getString("area"),
            rs.getString("quantity"),
            rs.getString("unit")),
        new Drill.Plan(
            Severity.valueOf(rs.getString("severity")),
            shown,
            rs.getString("note"),
            Duration.between(from, until)),
        rs.getString("started_by"),
        from,
        until,
        mark(rs, "first"),
        mark(rs, "last"),
        end(rs));
  }

  private static Optional<Alert.Mark> mark(ResultSet rs, String which) throws SQLException {
    String by = rs.getString(which + "_by");
    return by == null
        ? Optional.empty()
        : Optional.of(new Alert.Mark(by, rs.getLong(which + "_at"), ""));
  }

  private static Optional<Drill.End> end(ResultSet rs) throws SQLException {
    String how = rs.getString("end_how");
    return how == null
        ? Optional.empty()
        : Optional.of(
            new Drill.End(
                Drill.How.valueOf(how.toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(rs.getLong("end_at")),
                rs.getString("end_by"),
                rs.getString("end_note")));
  }
}
