package org.campussentry.ingest.history;

import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.wal.ApplyWal2TableJob;
import io.questdb.cairo.wal.CheckWalTransactionsJob;
import io.questdb.cairo.wal.WalPurgeJob;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work that QuestDB leaves to whoever embeds it: applying the write-ahead log to the tables,
 * finding what an earlier process had committed and not applied, and deleting applied segments. One
 * thread.
 */
final class QuestJobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(QuestJobs.class);
  private static final long IDLE_NANOS = 5_000_000;
  private static final long HOUSEKEEPING_NANOS = 10_000_000_000L;

  private final CairoEngine engine;
  private final Thread thread = new Thread(this::work, "questdb");
  private volatile boolean closed;

  QuestJobs(CairoEngine engine) {
    this.engine = engine;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void work() {
    try (ApplyWal2TableJob apply = new ApplyWal2TableJob(engine, 1);
        WalPurgeJob purge = new WalPurgeJob(engine)) {
      CheckWalTransactionsJob check = new CheckWalTransactionsJob(engine);
      check.checkMissingWalTransactions();
      long housekeepingAt = System.nanoTime();
      while (!closed) {
        try {
          if (!apply.run(0)) {
            LockSupport.parkNanos(IDLE_NANOS);
          }
          if (System.nanoTime() - housekeepingAt > HOUSEKEEPING_NANOS) {
            housekeepingAt = System.nanoTime();
            check.run(0);
            purge.run(0);
          }
        } catch (RuntimeException e) {
          log.error("The embedded store could not tidy up; it goes on", e);
          LockSupport.parkNanos(HOUSEKEEPING_NANOS);
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
