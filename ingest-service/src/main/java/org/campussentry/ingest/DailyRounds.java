package org.campussentry.ingest;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.campussentry.ingest.daily.DailyDesk;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.watch.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the desk of daily reports make what is due, on a thread of its own: a day takes seconds. */
final class DailyRounds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DailyRounds.class);
  private static final long EVERY_S = 5;

  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          r -> {
            Thread thread = new Thread(r, "daily-reports");
            thread.setDaemon(true);
            return thread;
          });

  static DailyRounds start(DailyDesk desk, BiConsumer<Alert, Call> telling, InstantSource clock) {
    DailyRounds started = new DailyRounds();
    started.rounds.scheduleWithFixedDelay(
        () -> {
          try {
            desk.round(clock.instant(), telling);
          } catch (RuntimeException e) {
            log.error("Reports of days could not be looked at; tried again", e);
          }
        },
        0,
        EVERY_S,
        TimeUnit.SECONDS);
    return started;
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
