package org.campussentry.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.campussentry.acceptance.Scenarios;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults happen to a campus by a seeded schedule, and in the end every reading that a slave
 * answered is compared with the store. {@code -Dchaos.cycles=100 -Dchaos.seed=N} for more of it, or
 * the same again.
 */
@ExtendWith(Scenarios.class)
@Tag("alone")
class ChaosIT {
  private static final int CYCLES = Integer.getInteger("chaos.cycles", 10);
  private static final long SEED =
      Long.getLong("chaos.seed", new SecureRandom().nextInt(Integer.MAX_VALUE));

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void every_answered_reading_is_stored_once_whatever_happens() {
    System.out.printf("chaos: %d cycles, seed %d%n", CYCLES, SEED);
    ScheduledExecutorService beside = Executors.newScheduledThreadPool(2);
    try (Stage stage = new Stage(folder)) {
      Schedule schedule = Schedule.of(SEED, CYCLES, stage.without());
      long began = System.currentTimeMillis();
      var excursions = new Excursions(stage.gateways(), stage.webhook(), SEED, began);
      var malformed = new Malformed(folder.resolve("malformed"), stage.brokerPort(), SEED, began);
      every200Ms(beside, () -> excursions.tick(System.currentTimeMillis()));
      every200Ms(beside, () -> malformed.tick(System.currentTimeMillis()));
      run(schedule, stage, began);

      excursions.end();
      await().atMost(Duration.ofMinutes(3)).until(excursions::over);
      long settled = System.currentTimeMillis() - 1_000;
      stage.settle(settled);
      Evidence evidence = stage.evidence(excursions);
      Verdict verdict = Verdict.of(evidence, settled);
      System.out.printf(
          "%n%d cycles in %d s, seed %d%n%s%s  %-66s %9d%n",
          CYCLES,
          (System.currentTimeMillis() - began) / 1000,
          SEED,
          faults(schedule),
          verdict.table(),
          "malformed messages that the broker took",
          malformed.taken());
      assertThat(verdict.lies())
          .as("./sentry bench chaos --cycles %d --seed %d; files in %s", CYCLES, SEED, folder)
          .isEmpty();
      assertThat(evidence.answered()).hasSizeGreaterThan(100 * CYCLES);
      assertThat(stage.deadLetters()).isNotEmpty().isSubsetOf(malformed.made());
      forge(stage, evidence);
      Verdict forged = Verdict.of(stage.evidence(excursions), settled);
      assertThat(forged.counts().get(Verdict.Count.LOST)).as("what is taken out").isPositive();
      assertThat(forged.counts().get(Verdict.Count.CHANGED)).as("what is put in").isEqualTo(1);
    } finally {
      beside.shutdownNow();
    }
  }

  /** The comparison is worth what it finds; one row alone might be excused by a fault near it. */
  private static void forge(Stage stage, Evidence evidence) {
    int step = evidence.stored().size() / 10;
    for (int index = 0; index < 10; index++) {
      stage.takeOut(evidence.stored().get(index * step).time());
    }
    Evidence.Row victim = evidence.stored().get(5 * step);
    stage.putIn(victim.mark().gateway(), victim.time());
  }

  private static void every200Ms(ScheduledExecutorService beside, Runnable work) {
    beside.scheduleWithFixedDelay(work, 0, 200, TimeUnit.MILLISECONDS);
  }

  private static void run(Schedule schedule, Stage stage, long began) {
    int number = 0;
    for (Schedule.Cycle cycle : schedule.cycles()) {
      System.out.printf(
          "%5d s  %d/%d  %s%n",
          (System.currentTimeMillis() - began) / 1000, ++number, CYCLES, cycle.faults());
      cycle.faults().forEach(fault -> fault.befall(stage));
      pass(cycle.lasts());
      cycle.faults().forEach(fault -> fault.mend(stage));
      pass(cycle.calm());
      stage.allAlive();
    }
  }

  /** Time is what a fault needs to do its work. */
  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
  }

  private static String faults(Schedule schedule) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (Schedule.Cycle cycle : schedule.cycles()) {
      cycle.faults().forEach(fault -> kinds.merge(fault.kind(), 1, Integer::sum));
    }
    var lines = new StringBuilder();
    kinds.forEach((kind, times) -> lines.append("  %-66s %9d%n".formatted(kind, times)));
    return lines.toString();
  }
}
