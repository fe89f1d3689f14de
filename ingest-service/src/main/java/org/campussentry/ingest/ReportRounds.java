package org.campussentry.ingest;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.report.UpwardDesk;
import org.campussentry.ingest.watch.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the desk of reports look at its deadlines, on a thread of its own. */
final class ReportRounds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReportRounds.class);
  private static final long EVERY_S = 5;

  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          r -> {
            Thread thread = new Thread(r, "reports");
            thread.setDaemon(true);
            return thread;
          });

  static ReportRounds start(UpwardDesk desk, BiConsumer<Alert, Call> telling, InstantSource clock) {
    ReportRounds started = new ReportRounds();
    started.rounds.scheduleWithFixedDelay(
        () -> {
          try {
            desk.round(clock.instant(), telling);
          } catch (RuntimeException e) {
            log.error("The deadlines of reports could not be looked at; tried again", e);
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
