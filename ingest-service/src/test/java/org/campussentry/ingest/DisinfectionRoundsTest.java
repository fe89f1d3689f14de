package org.campussentry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.disinfection.Flaw;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.disinfection.Terms;
import org.campussentry.ingest.watch.Concern;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.Rule.Disinfection.Stage;
import org.junit.jupiter.api.Test;

class DisinfectionRoundsTest {
  private static final Instant OPENS = Instant.parse("2026-11-28T06:00:00Z");
  private static final Instant DUE = OPENS.plus(Duration.ofHours(2));

  private static List<Concern> concerns(Proof.State state, Instant now) {
    Slot slot =
        new Slot(
            "hall@1",
            "hall",
            "main",
            "hall",
            OPENS,
            DUE,
            new Terms(
                "84",
                500,
                Duration.ZERO,
                1,
                Duration.ZERO,
                OptionalDouble.empty(),
                Optional.empty()),
            Optional.empty());
    Proof proof =
        new Proof(
            state,
            state,
            state == Proof.State.FAILED ? List.of(Flaw.DRY, Flaw.TOO_LITTLE) : List.of(),
            List.of(),
            0,
            0,
            Optional.empty(),
            1,
            List.of());
    return DisinfectionRounds.concerns(
        List.of(new Judged(slot, 0, now, Judged.Cause.COURSE, proof)), now);
  }

  @Test
  void somebody_is_told_before_the_end_and_after_it_each_under_one_time() {
    assertThat(concerns(Proof.State.PENDING, DUE.minusSeconds(15 * 60 + 1))).isEmpty();
    for (int before : new int[] {15 * 60, 60, 0, -119}) {
      assertThat(concerns(Proof.State.PENDING, DUE.minusSeconds(before)))
          .as("%d s before", before)
          .containsExactly(
              new Concern(
                  "hall@1",
                  "main",
                  "hall",
                  new Rule.Disinfection(Stage.DUE),
                  "",
                  DUE.minusSeconds(15 * 60).toEpochMilli()));
    }
    for (int after : new int[] {120, 3_600}) {
      assertThat(concerns(Proof.State.MISSED, DUE.plusSeconds(after)))
          .containsExactly(
              new Concern(
                  "hall@1",
                  "main",
                  "hall",
                  new Rule.Disinfection(Stage.MISSED),
                  "",
                  DUE.toEpochMilli()));
      assertThat(concerns(Proof.State.FAILED, DUE.plusSeconds(after)))
          .extracting(Concern::condition, Concern::why)
          .containsExactly(
              org.assertj.core.api.Assertions.tuple(new Rule.Disinfection(Stage.FAILED), "dry"));
    }
  }

  @Test
  void what_is_done_or_under_way_concerns_nobody() {
    for (Proof.State state :
        List.of(Proof.State.VERIFIED, Proof.State.REGISTERED, Proof.State.RUNNING)) {
      assertThat(concerns(state, DUE.minusSeconds(60))).isEmpty();
      assertThat(concerns(state, DUE.plusSeconds(600))).isEmpty();
    }
  }
}
