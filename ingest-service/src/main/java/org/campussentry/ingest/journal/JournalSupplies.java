package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.campussentry.ingest.supply.Movement;
import org.campussentry.ingest.supply.SupplyStore;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** {@link SupplyStore} in the journal. */
public final class JournalSupplies implements SupplyStore {
  private static final String ADD =
      """
      INSERT INTO supply_movement (item, site, kind, amount, at, corrects, slot, version, expires, person, note,
        entered_by, entered_at)
      VALUES (:item, :site, :kind, :amount, :at, :corrects, :slot, :version, :expires, :person, :note, :by, :entered)
      ON CONFLICT DO NOTHING
      """;

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalSupplies(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public Optional<Movement> add(Movement movement) {
    return jdbi.inTransaction(
        h -> {
          if (bind(h.createUpdate(ADD), movement).execute() == 0) {
            return Optional.empty();
          }
          long number =
              h.createQuery("SELECT MAX(number) FROM supply_movement WHERE item = :item")
                  .bind("item", movement.item())
                  .mapTo(Long.class)
                  .one();
          return Optional.of(movement.numbered(number));
        });
  }

  private static Update bind(Update update, Movement movement) {
    OptionalLong corrects = movement.corrects();
    return update
        .bind("item", movement.item())
        .bind("site", movement.site())
        .bind("kind", movement.kind().name())
        .bind("amount", movement.amount())
        .bind("at", movement.at().toEpochMilli())
        .bindByType(
            "corrects",
            corrects.isPresent() ? Long.valueOf(corrects.getAsLong()) : null,
            Long.class)
        .bindByType("slot", movement.slot().map(Movement.Version::slot).orElse(null), String.class)
        .bindByType(
            "version", movement.slot().map(Movement.Version::number).orElse(null), Integer.class)
        .bindByType(
            "expires", movement.expires().map(LocalDate::toString).orElse(null), String.class)
        .bind("person", movement.person())
        .bind("note", movement.note())
        .bind("by", movement.by())
        .bind("entered", movement.enteredAt().toEpochMilli());
  }

  @Override
  public List<Movement> movements(String item) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM supply_movement WHERE item = :item AND "
                        + own.bySite()
                        + " ORDER BY number")
                .bind("item", item)
                .map((rs, ctx) -> movement(rs))
                .list());
  }

  private static Movement movement(ResultSet rs) throws SQLException {
    long corrects = rs.getLong("corrects");
    OptionalLong of = rs.wasNull() ? OptionalLong.empty() : OptionalLong.of(corrects);
    int version = rs.getInt("version");
    return new Movement(
        rs.getLong("number"),
        rs.getString("item"),
        rs.getString("site"),
        Movement.Kind.valueOf(rs.getString("kind")),
        rs.getDouble("amount"),
        Instant.ofEpochMilli(rs.getLong("at")),
        of,
        Optional.ofNullable(rs.getString("slot")).map(s -> new Movement.Version(s, version)),
        Optional.ofNullable(rs.getString("expires")).map(LocalDate::parse),
        rs.getString("person"),
        rs.getString("note"),
        rs.getString("entered_by"),
        Instant.ofEpochMilli(rs.getLong("entered_at")));
  }
}
