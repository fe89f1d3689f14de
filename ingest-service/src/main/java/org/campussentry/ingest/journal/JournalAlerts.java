package org.campussentry.ingest.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.AlertQuery;
import org.campussentry.ingest.watch.AlertStep;
import org.campussentry.ingest.watch.AlertStore;
import org.campussentry.ingest.watch.LateExcursions;
import org.campussentry.ingest.watch.Limit;
import org.campussentry.ingest.watch.Severity;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link AlertStore} and {@link AlertArchive} in the journal. */
public final class JournalAlerts implements AlertStore, AlertArchive {
  private static final String SAVE =
      """
      INSERT INTO alert VALUES (:id, :rule, :source, :site, :area, :quantity, :unit, :severity, :kind, :state,
        :value, :threshold, :reason, :since, :activeAt, :endedAt, :ackBy, :ackAt, :shelvedBy, :shelvedReason,
        :shelvedUntil, :closedBy, :closedAt, :closedNote, :late, :clearSince, :occurrences, :outOfService,
        :shelvedAt)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, value = excluded.value, reason = excluded.reason,
        since = excluded.since, active_at = excluded.active_at, ended_at = excluded.ended_at,
        acknowledged_by = excluded.acknowledged_by, acknowledged_at = excluded.acknowledged_at,
        shelved_by = excluded.shelved_by, shelved_reason = excluded.shelved_reason,
        shelved_until = excluded.shelved_until, closed_by = excluded.closed_by, closed_at = excluded.closed_at,
        closed_note = excluded.closed_note, clear_since = excluded.clear_since,
        occurrences = excluded.occurrences, out_of_service = excluded.out_of_service,
        shelved_at = excluded.shelved_at
      """;

  /** An alert is saved more often than something becomes of it. */
  private static final String SAVE_STEP =
      "INSERT INTO alert_step VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

  private static final String SAVE_HIGH_WATER =
      """
      INSERT INTO high_water VALUES (?, ?, ?) ON CONFLICT (gateway, point) DO UPDATE SET time = excluded.time
      """;

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalAlerts(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public void save(Alert a) {
    jdbi.useTransaction(
        h -> {
          save(h, a);
          for (AlertStep step : AlertStep.of(a)) {
            h.execute(
                SAVE_STEP,
                a.id(),
                step.kind().name(),
                step.at(),
                step.by(),
                step.note(),
                step.until());
          }
        });
  }

  private static void save(Handle h, Alert a) {
    h.createUpdate(SAVE)
        .bind("id", a.id())
        .bind("rule", a.rule())
        .bind("source", a.source())
        .bind("site", a.site())
        .bind("area", a.area())
        .bind("quantity", a.quantity())
        .bind("unit", a.unit())
        .bind("severity", a.severity().name())
        .bind("kind", a.kind().name())
        .bind("state", a.state().name())
        .bind("value", boxed(a.value()))
        .bind("threshold", boxed(a.limit()))
        .bind("reason", a.reason())
        .bind("since", a.since())
        .bind("activeAt", a.activeAt().orElse(null))
        .bind("endedAt", a.endedAt().orElse(null))
        .bind("ackBy", a.acknowledged().map(Alert.Mark::by).orElse(null))
        .bind("ackAt", a.acknowledged().map(Alert.Mark::at).orElse(null))
        .bind("shelvedBy", a.shelved().map(Alert.Shelf::by).orElse(null))
        .bind("shelvedReason", a.shelved().map(Alert.Shelf::reason).orElse(null))
        .bind("shelvedUntil", a.shelved().map(Alert.Shelf::until).orElse(null))
        .bind("closedBy", a.closed().map(Alert.Mark::by).orElse(null))
        .bind("closedAt", a.closed().map(Alert.Mark::at).orElse(null))
        .bind("closedNote", a.closed().map(Alert.Mark::note).orElse(null))
        .bind("late", a.late() ? 1 : 0)
        .bind("clearSince", a.course().clearSince().orElse(null))
        .bind("occurrences", a.count())
        .bind("outOfService", a.outOfService() ? 1 : 0)
        .bind("shelvedAt", a.shelved().map(Alert.Shelf::at).orElse(null))
        .execute();
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  @Override
  public void delete(String id) {
    jdbi.useHandle(h -> h.execute("DELETE FROM alert WHERE id = ?", id));
  }

  @Override
  public Optional<Alert> find(String id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM alert WHERE id = :id AND " + own.bySite())
                .bind("id", id)
                .map((rs, ctx) -> read(rs))
                .findOne());
  }

  @Override
  public List<Alert> open() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM alert WHERE state IN ('PENDING', 'ACTIVE') AND "
                        + own.bySite()
                        + " ORDER BY since")
                .map((rs, ctx) -> read(rs))
                .list());
  }

  @Override
  public List<Alert> list(Optional<Alert.State> state, int limit) {
    String where = state.isPresent() ? "state = :state" : "state <> 'PENDING'";
    return jdbi.withHandle(
        h -> {
          var query =
              h.createQuery(
                  "SELECT * FROM alert WHERE "
                      + where
                      + " AND "
                      + own.bySite()
                      + " ORDER BY since DESC LIMIT :limit");
          state.ifPresent(s -> query.bind("state", s.name()));
          return query.bind("limit", limit).map((rs, ctx) -> read(rs)).list();
        });
  }

  @Override
  public List<Alert> of(String source, long fromMs, long untilMs, int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM alert WHERE source = :source AND since < :until AND state <> 'PENDING'"
                        + " AND (ended_at IS NULL OR ended_at >= :from OR since >= :from) AND "
                        + own.bySite()
                        + " ORDER BY since DESC LIMIT :limit")
                .bind("source", source)
                .bind("from", fromMs)
                .bind("until", untilMs)
                .bind("limit", limit)
                .map((rs, ctx) -> read(rs))
                .list());
  }

  @Override
  public Map<PointId, Long> highWater() {
    Map<PointId, Long> marks = new HashMap<>();
    jdbi.useHandle(
        h ->
            h.createQuery("SELECT gateway, point, time FROM high_water WHERE " + own.byGateway())
                .map(
                    (rs, ctx) ->
                        marks.put(new PointId(rs.getString(1), rs.getString(2)), rs.getLong(3)))
                .list());
    return marks;
  }

  /** Each second for all points that spoke: by JDBC, as the counts of the day are. */
  @Override
  public void saveHighWater(Map<PointId, Long> changed) {
    jdbi.useTransaction(
        h -> {
          try (PreparedStatement row = h.getConnection().prepareStatement(SAVE_HIGH_WATER)) {
            for (var mark : changed.entrySet()) {
              row.setString(1, mark.getKey().gateway());
              row.setString(2, mark.getKey().wire());
              row.setLong(3, mark.getValue());
              row.addBatch();
            }
            row.executeBatch();
          } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
          }
        });
  }

  @Override
  public void lateExcursion(LateExcursions.Run run) {
    Limit limit = run.rule().limit().orElseThrow();
    String worse = limit.upper().stream().anyMatch(bound -> run.worst() >= bound) ? ">" : "<";
    String merge =
        """
        UPDATE late_excursion SET
          first_at = CASE WHEN first_at < :first THEN first_at ELSE :first END,
          last_at = CASE WHEN last_at > :last THEN last_at ELSE :last END,
          worst = CASE WHEN worst %s :worst THEN worst ELSE :worst END
        WHERE rule = :rule AND gateway = :gateway AND point = :point
          AND first_at <= :last + :near AND last_at >= :first - :near
        """
            .formatted(worse);
    jdbi.useTransaction(
        h -> {
          int merged =
              h.createUpdate(merge)
                  .bind("first", run.first())
                  .bind("last", run.last())
                  .bind("worst", run.worst())
                  .bind("rule", run.rule().id())
                  .bind("gateway", run.point().gateway())
                  .bind("point", run.point().wire())
                  .bind("near", run.contiguousMs())
                  .execute();
          if (merged == 0) {
            h.execute(
                "INSERT INTO late_excursion VALUES (?, ?, ?, ?, ?, ?)",
                run.rule().id(),
                run.point().gateway(),
                run.point().wire(),
                run.first(),
                run.last(),
                run.worst());
          }
        });
  }

  @Override
  public List<LateExcursion> lateExcursions(int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM late_excursion WHERE "
                        + own.byGateway()
                        + " ORDER BY first_at DESC, rule, gateway, point LIMIT :limit")
                .bind("limit", limit)
                .map(
                    (rs, ctx) ->
                        new LateExcursion(
                            rs.getString("rule"),
                            rs.getString("gateway") + ":" + rs.getString("point"),
                            rs.getLong("first_at"),
                            rs.getLong("last_at"),
                            rs.getDouble("worst")))
                .list());
  }

  @Override
  public List<AlertStep> steps(String alert) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM alert_step WHERE alert = :alert AND "
                        + own.byAlert()
                        + " ORDER BY happened_at, kind")
                .bind("alert", alert)
                .map(
                    (rs, ctx) ->
                        new AlertStep(
                            AlertStep.Kind.valueOf(rs.getString("kind")),
                            rs.getLong("happened_at"),
                            rs.getString("account"),
                            rs.getString("note"),
                            rs.getLong("until_at")))
                .list());
  }

  @Override
  public List<Alert> find(AlertQuery query) {
    AlertSearch search = new AlertSearch(own, query);
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM alert " + search.page())
                .bindMap(search.bindings())
                .map((rs, ctx) -> read(rs))
                .list());
  }

  @Override
  public List<Alert> during(long fromMs, long untilMs, int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM alert WHERE since < :until AND state <> 'PENDING'"
                        + " AND (ended_at IS NULL OR ended_at >= :from OR since >= :from) AND "
                        + own.bySite()
                        + " ORDER BY since, id LIMIT :limit")
                .bind("from", fromMs)
                .bind("until", untilMs)
                .bind("limit", limit)
                .map((rs, ctx) -> read(rs))
                .list());
  }

  @Override
  public int count(AlertQuery query) {
    AlertSearch search = new AlertSearch(own, query);
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT COUNT(*) FROM alert WHERE " + search.filter())
                .bindMap(search.bindings())
                .mapTo(Integer.class)
                .one());
  }

  private static Alert read(ResultSet rs) throws SQLException {
    return new Alert(
        rs.getString("id"),
        rs.getString("rule"),
        rs.getString("source"),
        rs.getString("site"),
        rs.getString("area"),
        rs.getString("quantity"),
        rs.getString("unit"),
        Severity.valueOf(rs.getString("severity")),
        Alert.Kind.valueOf(rs.getString("kind")),
        number(rs, "threshold"),
        rs.getInt("late") == 1,
        course(rs),
        handling(rs));
  }

  private static Alert.Course course(ResultSet rs) throws SQLException {
    return new Alert.Course(
        Alert.State.valueOf(rs.getString("state")),
        number(rs, "value"),
        rs.getString("reason"),
        rs.getLong("since"),
        time(rs, "active_at"),
        time(rs, "clear_since"),
        time(rs, "ended_at"),
        rs.getInt("occurrences"));
  }

  private static Alert.Handling handling(ResultSet rs) throws SQLException {
    return new Alert.Handling(
        time(rs, "acknowledged_at").map(at -> new Alert.Mark(text(rs, "acknowledged_by"), at, "")),
        time(rs, "shelved_until")
            .map(
                until ->
                    new Alert.Shelf(
                        text(rs, "shelved_by"),
                        text(rs, "shelved_reason"),
                        until,
                        time(rs, "shelved_at").orElse(0L))),
        rs.getInt("out_of_service") == 1,
        time(rs, "closed_at")
            .map(at -> new Alert.Mark(text(rs, "closed_by"), at, text(rs, "closed_note"))));
  }

  private static OptionalDouble number(ResultSet rs, String column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static Optional<Long> time(ResultSet rs, String column) {
    try {
      long value = rs.getLong(column);
      return rs.wasNull() ? Optional.empty() : Optional.of(value);
    } catch (SQLException e) {
      throw new IllegalStateException("column " + column, e);
    }
  }

  private static String text(ResultSet rs, String column) {
    try {
      return rs.getString(column);
    } catch (SQLException e) {
      throw new IllegalStateException("column " + column, e);
    }
  }
}
