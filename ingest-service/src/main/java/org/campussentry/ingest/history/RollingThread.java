package org.campussentry.ingest.history;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rolls the history as it grows, and what lies before, in the time that others leave. */
final class RollingThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RollingThread.class);
  private static final long IDLE_MS = 10_000;

  /** For each second of work so many of rest, so that readings and pages come first. */
  private static final int REST = 3;

  private final RolledHistory history;
  private final InstantSource clock;
  private final Thread thread = new Thread(this::work, "roll-ups");

  private RollingThread(RolledHistory history, InstantSource clock) {
    this.history = history;
    this.clock = clock;
    thread.setDaemon(true);
  }

  static RollingThread start(RolledHistory history, InstantSource clock) {
    RollingThread rolling = new RollingThread(history, clock);
    rolling.thread.start();
    return rolling;
  }

  private void work() {
    try {
      while (true) {
        long begun = System.nanoTime();
        boolean more = false;
        try {
          more = history.roll(clock.instant());
        } catch (HistoryException | RuntimeException e) {
          // A store that is away is told by whoever writes; wide charts are read from it meanwhile.
          log.debug("The history is rolled later", e);
        }
        long took = (System.nanoTime() - begun) / 1_000_000;
        Thread.sleep(more ? Math.max(1, REST * took) : IDLE_MS);
      }
    } catch (InterruptedException e) {
      log.debug("ends");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
