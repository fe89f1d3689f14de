package org.campussentry.edge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager that the agent lives, only while every part of it really takes turns: a
 * process that is there while one of its threads hangs counts as dead, and is restarted. One
 * thread.
 */
final class Watchdog {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private final Supplier<List<Part>> parts;
  private final InstantSource ticks;
  private final Duration patience;
  private final Consumer<String> systemd;
  private boolean told;

  /**
   * What has to take turns.
   *
   * @param due when its next turn begins, or the present one began
   */
  record Part(String name, Supplier<Instant> due) {}

  /**
   * A watchdog that says nothing until it looks.
   *
   * @param parts those that run now
   * @param patience how long a turn may take; longer than the longest timeout of a bus, 10 s
   */
  Watchdog(
      Supplier<List<Part>> parts,
      InstantSource ticks,
      Duration patience,
      Consumer<String> systemd) {
    this.parts = parts;
    this.ticks = ticks;
    this.patience = patience;
    this.systemd = systemd;
  }

  /** Says that the agent is ready, and then, as often as is asked for, that it lives. */
  static void start(Systemd systemd, Supplier<List<Part>> parts, InstantSource ticks) {
    // Three signs in the time of one: a slow moment is no death.
    Duration every = systemd.watchdog().dividedBy(3);
    var watchdog = new Watchdog(parts, ticks, every, systemd::tell);
    var thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              var made = new Thread(work, "watchdog");
              made.setDaemon(true);
              return made;
            });
    thread.execute(() -> systemd.tell("READY=1"));
    if (!every.isZero()) {
      thread.scheduleWithFixedDelay(watchdog::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Tells of life, or what hangs. */
  void look() {
    Instant limit = ticks.instant().minus(patience);
    for (Part part : parts.get()) {
      Instant due = part.due().get();
      if (due.isBefore(limit)) {
        hangs(part, Duration.between(due, ticks.instant()));
        return;
      }
    }
    told = false;
    systemd.accept("WATCHDOG=1");
  }

  private void hangs(Part part, Duration since) {
    if (!told) {
      told = true;
      log.error(
          "{} has not taken its turn for {} s: systemd is not told any more that the agent lives,"
              + " and restarts it. If this comes again, report it with the lines before it.",
          part.name(),
          since.toSeconds());
    }
  }
}
