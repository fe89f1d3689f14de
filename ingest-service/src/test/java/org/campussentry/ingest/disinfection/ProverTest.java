package org.campussentry.ingest.disinfection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.disinfection.Proof.State;
import org.junit.jupiter.api.Test;

class ProverTest {
  private static final Instant OPENS = Instant.ofEpochMilli(Telling.START);
  private static final Instant DUE = OPENS.plus(Duration.ofHours(1));
  private static final Instant LATER = DUE.plus(Duration.ofHours(1));
  private static final Slot SLOT =
      new Slot(
          "a@1",
          "a",
          "main",
          "hall",
          OPENS,
          DUE,
          new Terms(
              "84",
              500,
              Duration.ofMinutes(30),
              40,
              Duration.ofMinutes(5),
              OptionalDouble.empty(),
              Optional.of(new Terms.Band(200, 400))),
          Optional.empty());

  private static Proof prove(List<Run> runs, List<HandEntry> entries, Instant now) {
    return Prover.prove(SLOT, runs, List.of(), entries, OptionalDouble.of(1), now);
  }

  private static HandEntry entry(
      HandEntry.Kind kind, OptionalDouble strip, Optional<Instant> closed) {
    return new HandEntry("a@1", kind, "p", "why", strip, closed, "admin", LATER);
  }

  private static List<Run> good() {
    return new Telling().rest(60).spray(600, 6).rest(60).runs();
  }

  @Test
  void a_slot_goes_from_pending_to_verified() {
    assertThat(prove(List.of(), List.of(), OPENS).state()).isEqualTo(State.PENDING);
    Telling telling = new Telling().rest(60).spray(120, 6);
    Instant during = Instant.ofEpochMilli(telling.now());
    List<Run> running =
        RunFinder.find(
            Telling.SPRAYER, Trace.of(Telling.PERIOD, telling.readings()), telling.now());
    assertThat(prove(running, List.of(), during).state()).isEqualTo(State.RUNNING);
    Proof verified = prove(good(), List.of(), LATER);
    assertThat(verified.state()).isEqualTo(State.VERIFIED);
    assertThat(verified.flaws()).isEmpty();
    assertThat(verified.notes()).containsExactly(Note.CONTACT_UNVERIFIED);
  }

  @Test
  void nothing_at_all_is_missed_and_says_whether_anybody_looked() {
    assertThat(prove(List.of(), List.of(), DUE).flaws()).containsExactly(Flaw.NO_RUN);
    Proof blind =
        Prover.prove(SLOT, List.of(), List.of(), List.of(), OptionalDouble.of(0.4), LATER);
    assertThat(blind.state()).isEqualTo(State.MISSED);
    assertThat(blind.flaws()).containsExactly(Flaw.UNSEEN);
    Proof nobody =
        Prover.prove(SLOT, List.of(), List.of(), List.of(), OptionalDouble.empty(), LATER);
    assertThat(nobody.flaws()).containsExactly(Flaw.NO_SPRAYER);
  }

  @Test
  void what_a_person_says_never_becomes_what_was_measured() {
    List<HandEntry> done =
        List.of(entry(HandEntry.Kind.DONE, OptionalDouble.of(500), Optional.empty()));
    Proof missed = prove(List.of(), done, LATER);
    assertThat(missed.state()).isEqualTo(State.REGISTERED);
    assertThat(missed.measured()).isEqualTo(State.MISSED);
    assertThat(missed.flaws()).containsExactly(Flaw.NO_RUN);
    Proof both = prove(good(), done, LATER);
    assertThat(both.state()).as("late data proved it after all").isEqualTo(State.VERIFIED);
    assertThat(both.notes()).doesNotContain(Note.CONCENTRATION_BY_STRIP);
  }

  @Test
  void without_a_sensor_the_strip_decides_and_is_marked() {
    List<Run> runs =
        new Telling().rest(60).spray(600, 6).rest(60).without(Quantity.CHLORINE).runs();
    assertThat(prove(runs, List.of(), LATER).notes()).contains(Note.CONCENTRATION_UNVERIFIED);
    Proof strong =
        prove(
            runs,
            List.of(entry(HandEntry.Kind.CHECKED, OptionalDouble.of(500), Optional.empty())),
            LATER);
    assertThat(strong.state()).isEqualTo(State.VERIFIED);
    assertThat(strong.notes()).contains(Note.CONCENTRATION_BY_STRIP);
    Proof weak =
        prove(
            runs,
            List.of(entry(HandEntry.Kind.CHECKED, OptionalDouble.of(200), Optional.empty())),
            LATER);
    assertThat(weak.state()).isEqualTo(State.FAILED);
    assertThat(weak.flaws()).containsExactly(Flaw.STRIP_WEAK);
  }

  @Test
  void contact_begins_when_spraying_ends() {
    long end = good().get(0).endMs();
    for (int minutes : new int[] {29, 30}) {
      Instant closed = Instant.ofEpochMilli(end).plus(Duration.ofMinutes(minutes));
      HandEntry entry = entry(HandEntry.Kind.CHECKED, OptionalDouble.empty(), Optional.of(closed));
      assertThat(prove(good(), List.of(entry), LATER).notes())
          .containsExactly(minutes < 30 ? Note.CONTACT_UNVERIFIED : Note.CONTACT_BY_HAND);
    }
  }

  @Test
  void each_flaw_is_named() {
    assertThat(
            prove(new Telling().rest(60).spray(600, 0).rest(60).runs(), List.of(), LATER).flaws())
        .containsExactly(Flaw.DRY, Flaw.TOO_LITTLE, Flaw.TOO_SHORT);
    assertThat(
            prove(
                    new Telling().rest(60).spray(100, 6).rest(60).spray(60, 6).rest(200).runs(),
                    List.of(),
                    LATER)
                .flaws())
        .containsExactly(Flaw.TOO_LITTLE, Flaw.TOO_SHORT, Flaw.INTERRUPTED);
    assertThat(
            prove(new Telling().rest(60).pass(600, 1, 6, 0.08).rest(60).runs(), List.of(), LATER)
                .flaws())
        .containsExactly(Flaw.TOO_LITTLE, Flaw.TANK);
    assertThat(
            prove(
                    new Telling()
                        .rest(60)
                        .spray(150, 6)
                        .unheard(200, 6)
                        .spray(100, 6)
                        .rest(60)
                        .runs(),
                    List.of(),
                    LATER)
                .flaws())
        .contains(Flaw.UNSEEN);
    Proof strayed = Prover.prove(SLOT, List.of(), good(), List.of(), OptionalDouble.of(1), LATER);
    assertThat(strayed.state()).isEqualTo(State.FAILED);
    assertThat(strayed.flaws()).containsExactly(Flaw.WRONG_AREA);
  }

  @Test
  void who_stopped_too_early_may_go_on() {
    List<Run> twice = new Telling().rest(60).spray(250, 6).rest(400).spray(200, 6).rest(200).runs();
    assertThat(twice).hasSize(2);
    assertThat(prove(twice.subList(0, 1), List.of(), LATER).state()).isEqualTo(State.FAILED);
    assertThat(prove(twice, List.of(), LATER).state()).isEqualTo(State.VERIFIED);
  }
}
