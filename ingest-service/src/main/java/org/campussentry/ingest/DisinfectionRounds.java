package org.campussentry.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.disinfection.DisinfectionDesk;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Concern;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.Rule.Disinfection.Stage;
import org.campussentry.ingest.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the desk of disinfection look at its slots, and the watch tell of those that are not done;
 * on a thread of its own.
 */
final class DisinfectionRounds implements AutoCloseable {
  /** How long before the end of its time somebody is told, at most. */
  static final Duration WARNING = Duration.ofMinutes(15);

  /** The last readings need a moment. */
  static final Duration GRACE = Duration.ofMinutes(2);

  /** After a start, gateways first send what they kept meanwhile. */
  static final Duration CATCH_UP = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(DisinfectionRounds.class);
  private static final long EVERY_S = 15;

  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          r -> {
            Thread thread = new Thread(r, "disinfection");
            thread.setDaemon(true);
            return thread;
          });

  static DisinfectionRounds start(DisinfectionDesk desk, Watch watch, InstantSource clock) {
    DisinfectionRounds started = new DisinfectionRounds();
    Instant startedAt = clock.instant();
    started.rounds.scheduleWithFixedDelay(
        () -> {
          try {
            Instant now = clock.instant();
            desk.round(now);
            if (!now.isBefore(startedAt.plus(CATCH_UP))) {
              watch.onConcerns(
                  Alert.Kind.DISINFECTION, concerns(desk.recent(now), now), now.toEpochMilli());
            }
          } catch (RuntimeException e) {
            log.error("The slots of disinfection could not be looked at; tried again", e);
          }
        },
        1,
        EVERY_S,
        TimeUnit.SECONDS);
    return started;
  }

  /** Of which slots somebody should know. Pure. */
  static List<Concern> concerns(List<Judged> slots, Instant now) {
    List<Concern> concerns = new ArrayList<>();
    for (Judged judged : slots) {
      Slot slot = judged.slot();
      Proof.State state = judged.proof().state();
      Instant over = slot.due().plus(GRACE);
      if (state.isDone() || state == Proof.State.RUNNING) {
        continue;
      }
      if (!now.isBefore(over)) {
        boolean failed = state == Proof.State.FAILED;
        concerns.add(concern(judged, failed ? Stage.FAILED : Stage.MISSED, slot.due()));
      } else if (!now.isBefore(slot.due().minus(warning(slot)))) {
        concerns.add(concern(judged, Stage.DUE, slot.due().minus(warning(slot))));
      }
    }
    return concerns;
  }

  /** A quarter of a short slot. */
  private static Duration warning(Slot slot) {
    Duration quarter = Duration.between(slot.opens(), slot.due()).dividedBy(4);
    return quarter.compareTo(WARNING) < 0 ? quarter : WARNING;
  }

  private static Concern concern(Judged judged, Stage stage, Instant since) {
    Slot slot = judged.slot();
    String why = judged.proof().flaws().isEmpty() ? "" : judged.proof().flaws().get(0).word();
    return new Concern(
        slot.id(),
        slot.site(),
        slot.area(),
        new Rule.Disinfection(stage),
        why,
        since.toEpochMilli());
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
