package org.campussentry.ingest.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.ledger.Purge;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * {@link Purge.Store} in the journal. What is open is never thrown away, and neither are the audit
 * trail, instruments, accounts, what is expected, and the records of purges.
 */
public final class JournalPurge implements Purge.Store {
  /**
   * One kind of records.
   *
   * @param table that has one row a record
   * @param key of the table
   * @param time its column by which it is old, milliseconds since 1970
   * @param where what else must hold; {@code %s} is what it sees of its sites
   * @param below tables with a column that names the record
   */
  private record Kind(
      String name, String table, String key, String time, String where, List<String> below) {}

  private final Jdbi jdbi;
  private final OwnRows own;
  private final List<Kind> kinds;

  JournalPurge(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
    this.kinds =
        List.of(
            new Kind(
                "alerts",
                "alert",
                "id",
                "ended_at",
                "state = 'CLOSED' AND id NOT IN (SELECT id FROM upward_report) AND " + own.bySite(),
                List.of(
                    "alert_step.alert", "alert_photo.alert", "delivery.alert", "duty_call.alert")),
            new Kind(
                "drills",
                "drill",
                "id",
                "started_at",
                own.bySite(),
                List.of("delivery.alert", "duty_call.alert", "alert_step.alert")),
            new Kind(
                "tests-of-alerting",
                "canary_run",
                "id",
                "started_at",
                own.bySite(),
                List.of("delivery.alert", "duty_call.alert")),
            new Kind(
                "reports-upward",
                "upward_report",
                "id",
                "opened_at",
                "id IN (SELECT report FROM upward_version) AND " + own.bySite(),
                List.of("upward_version.report")),
            new Kind(
                "disinfection",
                "disinfection_slot",
                "id",
                "due_at",
                own.bySite(),
                List.of(
                    "disinfection_verdict.slot",
                    "disinfection_run.slot",
                    "disinfection_entry.slot")),
            new Kind(
                "sprayer-places",
                "disinfection_assignment",
                "id",
                "until_at",
                own.bySite(),
                List.of()),
            new Kind("entries-by-hand", "ledger_entry", "id", "read_at", own.bySite(), List.of()),
            new Kind("hand-overs", "duty_handover", "id", "changed_at", own.bySite(), List.of()));
  }

  @Override
  public List<Purge> purge(Instant until, Instant now) {
    List<Purge> gone = new ArrayList<>();
    for (Kind kind : kinds) {
      jdbi.inTransaction(h -> purge(h, kind, until, now)).ifPresent(gone::add);
    }
    jdbi.inTransaction(h -> ledgers(h, until, now)).ifPresent(gone::add);
    return gone;
  }

  private static Optional<Purge> purge(Handle h, Kind kind, Instant until, Instant now) {
    String which = "%s < :until AND %s".formatted(kind.time(), kind.where());
    long before = until.toEpochMilli();
    Optional<Instant> oldest =
        h.createQuery("SELECT MIN(%s) FROM %s WHERE %s".formatted(kind.time(), kind.table(), which))
            .bind("until", before)
            .mapTo(Long.class)
            .findOne()
            .map(Instant::ofEpochMilli);
    if (oldest.isEmpty()) {
      return Optional.empty();
    }
    for (String column : kind.below()) {
      int dot = column.indexOf('.');
      h.createUpdate(
              "DELETE FROM %s WHERE %s IN (SELECT %s FROM %s WHERE %s)"
                  .formatted(
                      column.substring(0, dot),
                      column.substring(dot + 1),
                      kind.key(),
                      kind.table(),
                      which))
          .bind("until", before)
          .execute();
    }
    int removed =
        h.createUpdate("DELETE FROM %s WHERE %s".formatted(kind.table(), which))
            .bind("until", before)
            .execute();
    return Optional.of(keep(h, new Purge(now, until, kind.name(), removed, oldest.orElseThrow())));
  }

  /** With all versions of each, so that no chain loses its beginning alone. */
  private Optional<Purge> ledgers(Handle h, Instant until, Instant now) {
    String day = LocalDate.ofInstant(until, ZoneOffset.UTC).toString();
    String which = "last_day < :day AND " + own.bySite();
    Optional<String> oldest =
        h.createQuery("SELECT MIN(last_day) FROM ledger_version WHERE " + which)
            .bind("day", day)
            .mapTo(String.class)
            .findOne();
    if (oldest.isEmpty()) {
      return Optional.empty();
    }
    int removed =
        h.createUpdate("DELETE FROM ledger_version WHERE " + which).bind("day", day).execute();
    Instant first = LocalDate.parse(oldest.get()).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Optional.of(keep(h, new Purge(now, until, "ledgers", removed, first)));
  }

  private static Purge keep(Handle h, Purge purge) {
    h.execute(
        "INSERT INTO purge_record (purged_at, until_at, kind, removed, oldest_at) VALUES (?, ?, ?, ?, ?)",
        purge.at().toEpochMilli(),
        purge.until().toEpochMilli(),
        purge.kind(),
        purge.removed(),
        purge.oldest().toEpochMilli());
    return purge;
  }

  @Override
  public List<Purge> purges(int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM purge_record ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map(
                    (rs, ctx) ->
                        new Purge(
                            Instant.ofEpochMilli(rs.getLong("purged_at")),
                            Instant.ofEpochMilli(rs.getLong("until_at")),
                            rs.getString("kind"),
                            rs.getLong("removed"),
                            Instant.ofEpochMilli(rs.getLong("oldest_at"))))
                .list());
  }
}
