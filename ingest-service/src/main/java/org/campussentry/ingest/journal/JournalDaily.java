package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.campussentry.ingest.daily.DailyStep;
import org.campussentry.ingest.daily.DailyStore;
import org.jdbi.v3.core.Jdbi;

/** {@link DailyStore} in the journal. */
public final class JournalDaily implements DailyStore {
  private static final String APPEND =
"""
INSERT INTO daily_step VALUES (:sites, :number, :day, :version, :kind, :at, :account, :said, :content, :previous,
  :digest)
ON CONFLICT DO NOTHING
""";

  private static final String WHOLE = "SELECT * FROM daily_step WHERE sites = :sites ";
  private static final String HEAD =
      "SELECT number, day, version, kind, done_at, account, said, '' AS content, previous, digest"
          + " FROM daily_step WHERE sites = :sites ";

  private final Jdbi jdbi;
  private final String sites;

  JournalDaily(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.sites = own.named();
  }

  @Override
  public void open(Day day) {
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO daily_day VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                day.id(),
                sites,
                day.date().toString(),
                day.dueAt().toEpochMilli()));
  }

  @Override
  public List<Day> days(int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM daily_day WHERE sites = :sites ORDER BY day DESC LIMIT :limit")
                .bind("sites", sites)
                .bind("limit", limit)
                .map((rs, ctx) -> day(rs))
                .list());
  }

  @Override
  public Optional<Day> day(LocalDate date) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM daily_day WHERE sites = :sites AND day = :day")
                .bind("sites", sites)
                .bind("day", date.toString())
                .map((rs, ctx) -> day(rs))
                .findOne());
  }

  private static Day day(ResultSet rs) throws SQLException {
    return new Day(
        rs.getString("id"),
        LocalDate.parse(rs.getString("day")),
        Instant.ofEpochMilli(rs.getLong("due_at")));
  }

  @Override
  public Optional<DailyStep> last() {
    return jdbi.withHandle(
        h ->
            h.createQuery(HEAD + "ORDER BY number DESC LIMIT 1")
                .bind("sites", sites)
                .map((rs, ctx) -> step(rs))
                .findOne());
  }

  @Override
  public boolean append(DailyStep step) {
    return jdbi.withHandle(
            h ->
                h.createUpdate(APPEND)
                    .bind("sites", sites)
                    .bind("number", step.number())
                    .bind("day", step.day().toString())
                    .bind("version", step.version())
                    .bind("kind", step.kind().word())
                    .bind("at", step.at().toEpochMilli())
                    .bind("account", step.account())
                    .bind("said", step.said())
                    .bind("content", step.content())
                    .bind("previous", step.previous())
                    .bind("digest", step.digest())
                    .execute())
        == 1;
  }

  @Override
  public List<DailyStep> steps(LocalDate date) {
    return jdbi.withHandle(
        h ->
            h.createQuery(WHOLE + "AND day = :day ORDER BY number")
                .bind("sites", sites)
                .bind("day", date.toString())
                .map((rs, ctx) -> step(rs))
                .list());
  }

  @Override
  public List<DailyStep> heads(LocalDate from) {
    return jdbi.withHandle(
        h ->
            h.createQuery(HEAD + "AND day >= :day ORDER BY number")
                .bind("sites", sites)
                .bind("day", from.toString())
                .map((rs, ctx) -> step(rs))
                .list());
  }

  @Override
  public void each(Consumer<DailyStep> reader) {
    jdbi.useHandle(
        h ->
            h.createQuery(WHOLE + "ORDER BY number")
                .bind("sites", sites)
                .map((rs, ctx) -> step(rs))
                .useIterator(rows -> rows.forEachRemaining(reader)));
  }

  /** A word that is none of ours is found as a change, as everything else is. */
  private static DailyStep step(ResultSet rs) throws SQLException {
    return new DailyStep(
        rs.getLong("number"),
        LocalDate.parse(rs.getString("day")),
        rs.getInt("version"),
        DailyStep.Kind.of(rs.getString("kind"))
            .orElseThrow(
                () -> new IllegalStateException("daily_step: there is a kind that nobody wrote")),
        Instant.ofEpochMilli(rs.getLong("done_at")),
        rs.getString("account"),
        rs.getString("said"),
        rs.getString("content"),
        rs.getString("previous"),
        rs.getString("digest"));
  }
}
