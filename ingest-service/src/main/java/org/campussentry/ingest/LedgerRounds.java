package org.campussentry.ingest;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.coverage.Coverage;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.instrument.Instruments;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.journal.JournalAlerts;
import org.campussentry.ingest.ledger.LedgerDesk;
import org.campussentry.ingest.ledger.LedgerMaker;
import org.campussentry.ingest.ledger.RecordKeeping;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the desk of ledgers, and lets it look at what came late, on a thread of its own. */
final class LedgerRounds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LedgerRounds.class);
  private static final long EVERY_S = 5;

  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          r -> {
            Thread thread = new Thread(r, "ledgers");
            thread.setDaemon(true);
            return thread;
          });

  static LedgerDesk desk(
      CampusFile file,
      Watch watch,
      Coverage coverage,
      History history,
      JournalAlerts alerts,
      Instruments instruments,
      DutyDesk duty,
      Journal journal) {
    LedgerMaker.Sources from =
        new LedgerMaker.Sources(
            file.campus(),
            file.rules(),
            id -> watch.point(id).map(PointState::point),
            coverage,
            history,
            alerts::of,
            alerts::lateExcursions,
            instruments,
            duty.plan().people(),
            duty::roster,
            journal.ledgers());
    return new LedgerDesk(new LedgerMaker(file.ledger(), from), from);
  }

  static LedgerRounds start(LedgerDesk desk, RecordKeeping keeping, InstantSource clock) {
    LedgerRounds started = new LedgerRounds();
    started.rounds.scheduleWithFixedDelay(
        () -> {
          try {
            keeping.round(clock.instant());
            desk.round(clock.instant());
          } catch (HistoryException e) {
            log.warn(
                "Ledgers are not issued anew: {}; tried again within the hour", e.getMessage());
          } catch (RuntimeException e) {
            log.error(
                "Ledgers, or what is older than records are kept, could not be looked at; tried again",
                e);
          }
        },
        EVERY_S,
        EVERY_S,
        TimeUnit.SECONDS);
    return started;
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
