package org.campussentry.ingest.journal;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.Fault;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dead letters in the journal: the newest {@value #KEPT} of them, and of those the newest {@value
 * #KEPT_BYTES} bytes. Those of one save are one commit, so that a flood of them holds nobody up.
 */
public final class JournalDeadLetters implements DeadLetter.Store {
  private static final Logger log = LoggerFactory.getLogger(JournalDeadLetters.class);
  private static final int KEPT = 10_000;
  private static final long KEPT_BYTES = 64L << 20;
  private static final int UNSAVED_MAX = 500;
  private static final long UNSAVED_BYTES_MAX = 4L << 20;
  private static final long SAY_EVERY_MS = 60_000;

  private final Jdbi jdbi;
  private final OwnRows own;
  private final AtomicLong total = new AtomicLong();
  private List<DeadLetter> unsaved = new ArrayList<>();
  private long unsavedBytes;
  private long saidAt = -SAY_EVERY_MS;

  JournalDeadLetters(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public synchronized void add(DeadLetter letter) {
    total.incrementAndGet();
    unsaved.add(letter);
    unsavedBytes += letter.payload().length;
    if (letter.time() - saidAt >= SAY_EVERY_MS) {
      saidAt = letter.time();
      log.warn(
          "{}: set aside: {} ({} since the start; see /api/v1/deadletters)",
          letter.topic(),
          letter.reason(),
          total.get());
    }
    if (unsaved.size() >= UNSAVED_MAX || unsavedBytes >= UNSAVED_BYTES_MAX) {
      saveOrForget();
    }
  }

  /** The next message must not wait for a journal that is broken, nor memory fill up with these. */
  private void saveOrForget() {
    try {
      save();
    } catch (RuntimeException e) {
      log.error(
          "{} dead letters are lost, because the journal does not keep them: {}",
          unsaved.size(),
          e.getMessage());
      unsaved = new ArrayList<>();
      unsavedBytes = 0;
    }
  }

  @Override
  public synchronized void save() {
    if (unsaved.isEmpty()) {
      return;
    }
    jdbi.useTransaction(
        h -> {
          PreparedBatch batch =
              h.prepareBatch(
                  "INSERT INTO dead_letter (time, of_rows, topic, kind, reason, payload, length)"
                      + " VALUES (?, ?, ?, ?, ?, ?, ?)");
          for (DeadLetter letter : unsaved) {
            batch.add(
                letter.time(),
                letter.rows() ? 1 : 0,
                letter.topic(),
                letter.fault().kind().word(),
                letter.reason(),
                letter.payload(),
                letter.length());
          }
          batch.execute();
          h.execute(
              """
              DELETE FROM dead_letter WHERE %1$s AND id <= (
                SELECT MAX(id) FROM (
                  SELECT id, ROW_NUMBER() OVER newest AS place, SUM(LENGTH(payload)) OVER newest AS bytes
                  FROM dead_letter WHERE %1$s WINDOW newest AS (ORDER BY id DESC)) AS kept
                WHERE place > ? OR bytes > ?)"""
                  .formatted(own.byTopic()),
              KEPT,
              KEPT_BYTES);
        });
    unsaved = new ArrayList<>();
    unsavedBytes = 0;
  }

  /** How many were set aside since the start. */
  public long total() {
    return total.get();
  }

  @Override
  public List<DeadLetter> list(Optional<String> gateway, int limit) {
    save();
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    select(own.byTopic() + " AND topic LIKE :topic ESCAPE '!'")
                        + " ORDER BY id DESC LIMIT :n")
                .bind(
                    "topic",
                    gateway.map(g -> "sentry/v1/%/" + g.replace("_", "!_") + "/%").orElse("%"))
                .bind("n", limit)
                .map((rs, ctx) -> letter(rs))
                .list());
  }

  @Override
  public List<Long> ids() {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT id FROM dead_letter WHERE " + own.byTopic() + " ORDER BY id")
                .mapTo(Long.class)
                .list());
  }

  @Override
  public Optional<DeadLetter> find(long id) {
    return jdbi.withHandle(
        h ->
            h.createQuery(select("id = :id AND " + own.byTopic()))
                .bind("id", id)
                .map((rs, ctx) -> letter(rs))
                .findOne());
  }

  @Override
  public void remove(List<Long> ids) {
    if (!ids.isEmpty()) {
      jdbi.useHandle(
          h -> {
            PreparedBatch batch = h.prepareBatch("DELETE FROM dead_letter WHERE id = ?");
            ids.forEach(batch::add);
            batch.execute();
          });
    }
  }

  private static String select(String where) {
    return "SELECT id, time, of_rows, topic, kind, reason, payload, length FROM dead_letter WHERE "
        + where;
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    byte[] payload = row.getBytes("payload");
    return new DeadLetter(
        row.getLong("id"),
        row.getLong("time"),
        row.getInt("of_rows") == 1,
        row.getString("topic"),
        new Fault(Fault.Kind.of(row.getString("kind")), row.getString("reason")),
        payload == null ? "".getBytes(StandardCharsets.UTF_8) : payload,
        row.getLong("length"));
  }
}
