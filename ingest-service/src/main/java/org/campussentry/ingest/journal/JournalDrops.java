package org.campussentry.ingest.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.campussentry.ingest.intake.DropStore;
import org.campussentry.ingest.intake.Status;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link DropStore} in the journal. */
public final class JournalDrops implements DropStore {
  private static final Logger log = LoggerFactory.getLogger(JournalDrops.class);

  private final Jdbi jdbi;
  private final Map<String, Long> totals = new ConcurrentHashMap<>();

  JournalDrops(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.useHandle(
        h ->
            h.createQuery("SELECT DISTINCT gateway FROM dropped")
                .mapTo(String.class)
                .forEach(this::count));
  }

  @Override
  public void add(String gateway, Status.Dropped dropped, long nowMs) {
    int changed =
        jdbi.withHandle(
            h ->
                h.execute(
                    "INSERT INTO dropped VALUES (?, ?, ?, ?, ?) ON CONFLICT (gateway, stream, first_seq) DO UPDATE SET"
                        + " last_seq = excluded.last_seq, time = excluded.time WHERE excluded.last_seq > dropped.last_seq",
                    gateway,
                    dropped.stream(),
                    dropped.from(),
                    dropped.to(),
                    nowMs));
    if (changed > 0) {
      count(gateway);
      log.warn(
          "Gateway {} had no room left and gave up batches {} to {} of stream {}: these readings are lost."
              + " Give its outbox more room, or mend what keeps it from sending",
          gateway,
          dropped.from(),
          dropped.to(),
          dropped.stream());
    }
  }

  private void count(String gateway) {
    totals.put(
        gateway,
        jdbi.withHandle(
            h ->
                h.createQuery(
                        "SELECT COALESCE(SUM(last_seq - first_seq + 1), 0) FROM dropped WHERE gateway = :g")
                    .bind("g", gateway)
                    .mapTo(Long.class)
                    .one()));
  }

  /** Batches that this gateway ever announced as dropped. */
  public long batches(String gateway) {
    return totals.getOrDefault(gateway, 0L);
  }
}
