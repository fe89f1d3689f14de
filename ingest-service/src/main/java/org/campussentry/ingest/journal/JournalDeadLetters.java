package org.campussentry.ingest.journal;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.campussentry.ingest.intake.DeadLetter;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dead letters in the journal, the newest {@value #KEPT} of them. */
public final class JournalDeadLetters implements DeadLetter.Store {
  private static final Logger log = LoggerFactory.getLogger(JournalDeadLetters.class);
  private static final int KEPT = 10_000;
  private static final long SAY_EVERY_MS = 60_000;

  private final Jdbi jdbi;
  private final AtomicLong nextId;
  private final AtomicLong total = new AtomicLong();
  private long saidAt = -SAY_EVERY_MS;

  JournalDeadLetters(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.nextId =
        new AtomicLong(
            1
                + jdbi.withHandle(
                    h ->
                        h.createQuery("SELECT COALESCE(MAX(id), 0) FROM dead_letter")
                            .mapTo(Long.class)
                            .one()));
  }

  @Override
  public synchronized void add(DeadLetter letter) {
    long id = nextId.getAndIncrement();
    total.incrementAndGet();
    jdbi.useHandle(
        h -> {
          h.execute(
              "INSERT INTO dead_letter VALUES (?, ?, ?, ?, ?)",
              id,
              letter.time(),
              letter.topic(),
              letter.reason(),
              letter.payload());
          if (id % 100 == 0) {
            h.execute("DELETE FROM dead_letter WHERE id <= ?", id - KEPT);
          }
        });
    if (letter.time() - saidAt >= SAY_EVERY_MS) {
      saidAt = letter.time();
      log.warn(
          "{}: set aside: {} ({} since the start; see /api/v1/deadletters)",
          letter.topic(),
          letter.reason(),
          total.get());
    }
  }

  /** How many were set aside since the start. */
  public long total() {
    return total.get();
  }

  /** Newest first. */
  public List<DeadLetter> list(int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT time, topic, reason, payload FROM dead_letter ORDER BY id DESC LIMIT :n")
                .bind("n", limit)
                .map(
                    (rs, ctx) ->
                        new DeadLetter(
                            rs.getLong(1), rs.getString(2), rs.getString(3), rs.getString(4)))
                .list());
  }
}
