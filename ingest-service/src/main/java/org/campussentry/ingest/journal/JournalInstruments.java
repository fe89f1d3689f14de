package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.instrument.Instrument;
import org.campussentry.ingest.instrument.InstrumentStore;
import org.campussentry.ingest.reading.PointId;
import org.jdbi.v3.core.Jdbi;

/** {@link InstrumentStore} in the journal. */
public final class JournalInstruments implements InstrumentStore {
  private static final String ADD =
      """
      INSERT INTO instrument SELECT :gateway, :point, COALESCE(MAX(number), 0) + 1, :since, :serial, :calibrated,
        :due, :offset, :certificate, :note, :person, :by, :at
      FROM instrument WHERE gateway = :gateway AND point = :point
      """;

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalInstruments(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public List<Instrument> all() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM instrument WHERE "
                        + own.byGateway()
                        + " ORDER BY gateway, point, number")
                .map((rs, ctx) -> read(rs))
                .list());
  }

  private static Instrument read(ResultSet rs) throws SQLException {
    double offset = rs.getDouble("offset_value");
    OptionalDouble given = rs.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(offset);
    return new Instrument(
        new PointId(rs.getString("gateway"), rs.getString("point")),
        Instant.ofEpochMilli(rs.getLong("since")),
        rs.getString("serial"),
        Optional.ofNullable(rs.getString("calibrated")).map(LocalDate::parse),
        Optional.ofNullable(rs.getString("due")).map(LocalDate::parse),
        given,
        rs.getString("certificate"),
        rs.getString("note"),
        rs.getString("person"),
        rs.getString("recorded_by"),
        Instant.ofEpochMilli(rs.getLong("recorded_at")));
  }

  @Override
  public void add(Instrument entry) {
    jdbi.useHandle(
        h ->
            h.createUpdate(ADD)
                .bind("gateway", entry.point().gateway())
                .bind("point", entry.point().wire())
                .bind("since", entry.since().toEpochMilli())
                .bind("serial", entry.serial())
                .bind("calibrated", entry.calibrated().map(LocalDate::toString).orElse(null))
                .bind("due", entry.due().map(LocalDate::toString).orElse(null))
                .bindByType(
                    "offset",
                    entry.offset().isPresent() ? entry.offset().getAsDouble() : null,
                    Double.class)
                .bind("certificate", entry.certificate())
                .bind("note", entry.note())
                .bind("person", entry.person())
                .bind("by", entry.by())
                .bind("at", entry.recordedAt().toEpochMilli())
                .execute());
  }
}
