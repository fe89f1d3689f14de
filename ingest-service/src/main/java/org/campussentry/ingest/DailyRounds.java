package org.campussentry.ingest;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.campussentry.ingest.daily.DailyCalls;
import org.campussentry.ingest.daily.DailyDesk;
import org.campussentry.ingest.daily.DailyStore;
import org.campussentry.ingest.daily.DailyText;
import org.campussentry.ingest.daily.DailyWriter;
import org.campussentry.ingest.daily.Evidence;
import org.campussentry.ingest.daily.Reckoning;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.notice.Notifier;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.sending.ReportSender;
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

  /** The desk of an instance with these sites. */
  static DailyDesk desk(CampusFile file, Evidence evidence, DailyStore store, Sites sites) {
    return new DailyDesk(
        new Reckoning(evidence, file.daily()),
        store,
        new DailyText(file.campus().timezone()),
        file.daily(),
        new DailyCalls(file.campus(), file.duty().people(), file.daily()),
        evidence.duty(),
        sites);
  }

  /** What sends them to others; it puts together what the notifier sends from now on. */
  static ReportSender sender(
      CampusFile file, DailyDesk desk, DutyDesk duty, Notifier notifier, String publicUrl) {
    ReportSender sender =
        new ReportSender(
            file.receivers(),
            desk,
            new DailyWriter(file.campus(), duty.plan().people(), file.rules()),
            new DailyCalls(file.campus(), duty.plan().people(), file.daily()),
            duty,
            notifier,
            publicUrl);
    notifier.composedBy(sender);
    return sender;
  }

  static DailyRounds start(
      DailyDesk desk, ReportSender sender, BiConsumer<Alert, Call> telling, InstantSource clock) {
    DailyRounds started = new DailyRounds();
    started.rounds.scheduleWithFixedDelay(
        () -> {
          try {
            desk.round(clock.instant(), telling);
            sender.round(clock.instant(), telling);
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
