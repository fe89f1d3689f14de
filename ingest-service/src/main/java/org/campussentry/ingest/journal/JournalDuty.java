package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.duty.AreaGlob;
import org.campussentry.ingest.duty.Assignment;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.DutyStore;
import org.campussentry.ingest.duty.Handover;
import org.campussentry.ingest.duty.MaintenanceWindow;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.reading.PointId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link DutyStore} in the journal. */
public final class JournalDuty implements DutyStore {
  private static final String ASSIGN =
      """
      INSERT INTO duty_assignment VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (day, shift, role) DO UPDATE SET person = excluded.person, changed_by = excluded.changed_by,
        changed_at = CASE WHEN duty_assignment.person = excluded.person THEN duty_assignment.changed_at
          ELSE excluded.changed_at END
      """;

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalDuty(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public List<Assignment> assignments() {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM duty_assignment ORDER BY day, shift, role")
                .map((rs, ctx) -> assignment(rs))
                .list());
  }

  private static Assignment assignment(ResultSet rs) throws SQLException {
    return new Assignment(
        LocalDate.parse(rs.getString("day")),
        rs.getString("shift"),
        Role.of(rs.getString("role")).orElseThrow(),
        Optional.of(rs.getString("person")),
        Instant.ofEpochMilli(rs.getLong("changed_at")));
  }

  /** Undoes what was done before it in the same call. */
  private static final class ChangedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public boolean assign(List<Assignment> changes, List<Assignment> seen, String by, Instant now) {
    try {
      jdbi.useTransaction(
          h -> {
            for (Assignment change : changes) {
              Optional<Assignment> before = seen.stream().filter(s -> s.isOf(change)).findFirst();
              if (before.isEmpty()) {
                assign(h, change, by, now);
              } else if (!assign(h, change, before.get().person(), by, now)) {
                throw new ChangedMeanwhile();
              }
            }
          });
      return true;
    } catch (ChangedMeanwhile e) {
      return false;
    }
  }

  private static void assign(Handle h, Assignment change, String by, Instant now) {
    String day = change.date().toString();
    String role = change.role().word();
    if (change.person().isPresent()) {
      h.execute(ASSIGN, day, change.shift(), role, change.person().get(), by, now.toEpochMilli());
    } else {
      h.execute(
          "DELETE FROM duty_assignment WHERE day = ? AND shift = ? AND role = ?",
          day,
          change.shift(),
          role);
    }
  }

  /** One statement each, which two that come together can't both do. */
  private static boolean assign(
      Handle h, Assignment change, Optional<String> seen, String by, Instant now) {
    String day = change.date().toString();
    String role = change.role().word();
    if (seen.isEmpty()) {
      return change.person().isEmpty()
          || h.execute(
                  "INSERT INTO duty_assignment VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                  day,
                  change.shift(),
                  role,
                  change.person().get(),
                  by,
                  now.toEpochMilli())
              == 1;
    }
    return change.person().isEmpty()
        ? h.execute(
                "DELETE FROM duty_assignment WHERE day = ? AND shift = ? AND role = ? AND person = ?",
                day,
                change.shift(),
                role,
                seen.get())
            == 1
        : h.execute(
                "UPDATE duty_assignment SET person = ?, changed_by = ?, changed_at = ?"
                    + " WHERE day = ? AND shift = ? AND role = ? AND person = ?",
                change.person().get(),
                by,
                now.toEpochMilli(),
                day,
                change.shift(),
                role,
                seen.get())
            == 1;
  }

  @Override
  public boolean open(Handover handover) {
    return jdbi.withHandle(
            h ->
                h.execute(
                    "INSERT INTO duty_handover VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL)"
                        + " ON CONFLICT DO NOTHING",
                    handover.id(),
                    handover.site(),
                    handover.changedAt().toEpochMilli(),
                    handover.takenAt().toEpochMilli(),
                    handover.outgoing(),
                    handover.incoming(),
                    String.join(",", handover.alerts())))
        == 1;
  }

  @Override
  public Optional<Handover> handover(String id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM duty_handover WHERE id = :id AND " + own.bySite())
                .bind("id", id)
                .map((rs, ctx) -> handover(rs))
                .findOne());
  }

  @Override
  public List<Handover> handovers(boolean onlyUnsigned, int limit) {
    String which = onlyUnsigned ? "(outgoing_at IS NULL OR incoming_at IS NULL) AND " : "";
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM duty_handover WHERE "
                        + which
                        + own.bySite()
                        + " ORDER BY changed_at DESC, site LIMIT :limit")
                .bind("limit", limit)
                .map((rs, ctx) -> handover(rs))
                .list());
  }

  private static Handover handover(ResultSet rs) throws SQLException {
    String alerts = rs.getString("alerts");
    return new Handover(
        rs.getString("id"),
        rs.getString("site"),
        Instant.ofEpochMilli(rs.getLong("changed_at")),
        Instant.ofEpochMilli(rs.getLong("taken_at")),
        rs.getString("outgoing"),
        rs.getString("incoming"),
        alerts.isEmpty() ? List.of() : List.of(alerts.split(",")),
        signature(rs, "outgoing"),
        signature(rs, "incoming"));
  }

  private static Optional<Handover.Signature> signature(ResultSet rs, String side)
      throws SQLException {
    String by = rs.getString(side + "_by");
    Instant at = Instant.ofEpochMilli(rs.getLong(side + "_at"));
    return by == null ? Optional.empty() : Optional.of(new Handover.Signature(by, at));
  }

  @Override
  public boolean sign(String id, boolean incoming, Handover.Signature signature) {
    String side = incoming ? "incoming" : "outgoing";
    return jdbi.withHandle(
            h ->
                h.execute(
                    "UPDATE duty_handover SET %1$s_by = ?, %1$s_at = ? WHERE id = ? AND %1$s_at IS NULL"
                        .formatted(side),
                    signature.by(),
                    signature.at().toEpochMilli(),
                    id))
        == 1;
  }

  @Override
  public List<MaintenanceWindow> maintenance(Instant since) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM maintenance WHERE until_at > :since AND until_at > from_at AND "
                        + own.bySite()
                        + " ORDER BY from_at, id")
                .bind("since", since.toEpochMilli())
                .map((rs, ctx) -> window(rs))
                .list());
  }

  private static MaintenanceWindow window(ResultSet rs) throws SQLException {
    String point = rs.getString("point");
    return new MaintenanceWindow(
        rs.getString("id"),
        rs.getString("site"),
        point.isEmpty()
            ? new MaintenanceWindow.InArea(new AreaGlob(rs.getString("area")))
            : new MaintenanceWindow.AtPoint(PointId.parse(point)),
        rs.getString("reason"),
        Instant.ofEpochMilli(rs.getLong("from_at")),
        Instant.ofEpochMilli(rs.getLong("until_at")),
        rs.getString("created_by"));
  }

  @Override
  public void plan(MaintenanceWindow window) {
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO maintenance VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                window.id(),
                window.site(),
                window.area().map(AreaGlob::toString).orElse(""),
                window.point().map(PointId::toString).orElse(""),
                window.reason(),
                window.from().toEpochMilli(),
                window.until().toEpochMilli(),
                window.by()));
  }

  @Override
  public boolean end(String id, String by, Instant now) {
    return jdbi.withHandle(
            h ->
                h.execute(
                    "UPDATE maintenance SET until_at = ?, ended_by = ? WHERE id = ? AND until_at > ?"
                        + " AND ended_by IS NULL AND "
                        + own.bySite(),
                    now.toEpochMilli(),
                    by,
                    id,
                    now.toEpochMilli()))
        == 1;
  }

  @Override
  public boolean call(Call call, Instant now) {
    return jdbi.withHandle(
            h ->
                h.execute(
                    "INSERT INTO duty_call VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    call.key(),
                    call.alert(),
                    call.kind().word(),
                    call.person().orElse(null),
                    call.why(),
                    now.toEpochMilli()))
        == 1;
  }

  @Override
  public List<Made> made(String alert) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM duty_call WHERE alert = :alert ORDER BY made_at, call_key")
                .bind("alert", alert)
                .map(
                    (rs, ctx) ->
                        new Made(
                            Call.Kind.of(rs.getString("kind")),
                            Optional.ofNullable(rs.getString("person")),
                            rs.getString("why"),
                            Instant.ofEpochMilli(rs.getLong("made_at"))))
                .list());
  }

  @Override
  public Set<String> calls(String alert) {
    return jdbi.withHandle(
        h ->
            Set.copyOf(
                h.createQuery("SELECT call_key FROM duty_call WHERE alert = :alert")
                    .bind("alert", alert)
                    .mapTo(String.class)
                    .list()));
  }
}
