package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.notice.DeliveryStore;
import org.jdbi.v3.core.Jdbi;

/** {@link DeliveryStore} in the journal. */
public final class JournalDeliveries implements DeliveryStore {
  private final Jdbi jdbi;
  private final OwnRows own;

  JournalDeliveries(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public boolean create(Delivery d) {
    return jdbi.withHandle(
            h ->
                h.execute(
                    "INSERT INTO delivery VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    d.id(),
                    d.alert(),
                    d.kind(),
                    d.channel(),
                    d.state().name(),
                    d.attempts(),
                    d.createdAt(),
                    d.nextAt(),
                    d.sentAt(),
                    d.error(),
                    d.body(),
                    d.person(),
                    d.address(),
                    d.acknowledgedAt()))
        == 1;
  }

  @Override
  public void update(Delivery d) {
    jdbi.useHandle(
        h ->
            h.execute(
                "UPDATE delivery SET state = ?, attempts = ?, next_at = ?, sent_at = ?, error = ? WHERE id = ?",
                d.state().name(),
                d.attempts(),
                d.nextAt(),
                d.sentAt(),
                d.error(),
                d.id()));
  }

  @Override
  public Optional<Delivery> find(String id) {
    return list("id = ?", id).stream().findFirst();
  }

  @Override
  public boolean acknowledge(String id, long now) {
    return jdbi.withHandle(
            h ->
                h.execute(
                    "UPDATE delivery SET acknowledged_at = ? WHERE id = ? AND acknowledged_at = 0",
                    now,
                    id))
        == 1;
  }

  @Override
  public List<Delivery> waiting() {
    return list("state = ? AND " + own.byAlert(), "WAITING");
  }

  @Override
  public List<Delivery> of(String alert) {
    return list("alert = ?", alert);
  }

  private List<Delivery> list(String where, String argument) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM delivery WHERE " + where + " ORDER BY created_at, kind")
                .bind(0, argument)
                .map((rs, ctx) -> read(rs))
                .list());
  }

  private static Delivery read(ResultSet rs) throws SQLException {
    return new Delivery(
        rs.getString("id"),
        rs.getString("alert"),
        rs.getString("kind"),
        rs.getString("channel"),
        rs.getString("person"),
        rs.getString("address"),
        Delivery.State.valueOf(rs.getString("state")),
        rs.getInt("attempts"),
        rs.getLong("created_at"),
        rs.getLong("next_at"),
        rs.getLong("sent_at"),
        rs.getString("error"),
        rs.getString("body"),
        rs.getLong("acknowledged_at"));
  }
}
