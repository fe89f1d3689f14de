package org.campussentry.ingest;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.campussentry.ingest.amend.AmendmentDesk;
import org.campussentry.ingest.deadman.Canary;
import org.campussentry.ingest.deadman.Pulse;
import org.campussentry.ingest.drill.Drills;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.notice.Notifier;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.RuleDesk;
import org.campussentry.ingest.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the service does again and again by the clock; the pulse knows whether it does. */
final class Rounds implements AutoCloseable {
  static final String WATCH = "watch";
  static final String NOTICE = "notice";

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);
  private static final long TICK_MS = 250;
  private static final long SAVE_MARKS_MS = 1000;

  /** Steps are of minutes; what has just become active does not wait for a round. */
  private static final long ROUND_MS = 1_000;

  private static final long HAND_OVER_MS = 5000;
  private static final long RULES_MS = 3000;

  private final Pulse pulse;
  private final Clock clock;
  private final ScheduledExecutorService beat = daemon("watch");

  /** A thread of its own: what it waits for in the journal must not hold up the watch. */
  private final ScheduledExecutorService desk = daemon("duty");

  Rounds(Pulse pulse, Clock clock) {
    this.pulse = pulse;
    this.clock = clock;
  }

  void start(
      Watch watch,
      DutyDesk duty,
      Notifier notifier,
      Drills drills,
      Optional<Canary> canary,
      Canary.Wire wire,
      BooleanSupplier connected) {
    every(beat, TICK_MS, () -> tick(watch, connected.getAsBoolean()));
    every(beat, SAVE_MARKS_MS, watch::save);
    every(desk, HAND_OVER_MS, () -> duty.handOver(watch.openAlerts(), clock.instant()));
    every(desk, ROUND_MS, () -> drills.round(watch.openAlerts(), clock.instant()));
    canary.ifPresent(c -> every(desk, ROUND_MS, () -> c.round(clock.instant(), wire)));
    every(desk, ROUND_MS, () -> notifier.round(() -> asking(watch, drills)));
  }

  /** What another instance changed of the rules, plans and supplies holds here within seconds. */
  Rounds keep(RuleDesk rules, List<AmendmentDesk<?>> amended) {
    every(desk, RULES_MS, () -> rules.refresh(clock.instant()));
    amended.forEach(entries -> every(desk, RULES_MS, () -> entries.refresh(clock.instant())));
    return this;
  }

  private void tick(Watch watch, boolean connected) {
    long now = clock.millis();
    watch.onLine(connected, now);
    watch.onTick(now);
    pulse.done(WATCH);
  }

  /** What may call people; asked on the desk of the notices, so it is that which turns. */
  private List<Alert> asking(Watch watch, Drills drills) {
    pulse.done(NOTICE);
    return Stream.concat(watch.openAlerts().stream(), drills.alerts(clock.instant()).stream())
        .toList();
  }

  private static void every(ScheduledExecutorService on, long millis, Runnable round) {
    on.scheduleAtFixedRate(guarded(round), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static ScheduledExecutorService daemon(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        r -> {
          Thread thread = new Thread(r, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** A scheduled task that throws is never run again, and silence would be the result. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.error(
            "The watch, or the duty desk, could not do its round; it goes on with the next one", e);
      }
    };
  }

  @Override
  public void close() {
    desk.shutdownNow();
    beat.shutdownNow();
  }
}
