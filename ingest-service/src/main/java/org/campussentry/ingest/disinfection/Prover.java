package org.campussentry.ingest.disinfection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.campussentry.ingest.disinfection.Proof.State;

/**
 * Weighs the runs of a slot against what it asks for. Pure.
 *
 * <p>Proven is what flowed while the pump was on, strong enough and at the right pressure, and
 * where the tank says less, only that. Several runs of a slot count together: who stopped too early
 * may go on.
 */
final class Prover {
  /** Nothing flows for longer than pump and line need. */
  static final long DRY_MS = 30_000;

  /** Less is too little to say that nobody sprayed. */
  static final double SEEN = 0.95;

  private final Slot slot;
  private final List<Run> runs;
  private final List<Run> strayed;
  private final List<HandEntry> entries;
  private final long nowMs;

  private Prover(
      Slot slot, List<Run> runs, List<Run> strayed, List<HandEntry> entries, Instant now) {
    this.slot = slot;
    this.runs = runs;
    this.strayed = strayed;
    this.entries = entries;
    this.nowMs = now.toEpochMilli();
  }

  /**
   * How a slot stands.
   *
   * @param runs that started in it, in its area
   * @param strayed runs of the sprayer that was to come, started in its time somewhere else
   * @param entries of the slot, in order of time
   * @param seen share of its time so far in which its sprayers were heard; empty when it has none
   */
  static Proof prove(
      Slot slot,
      List<Run> runs,
      List<Run> strayed,
      List<HandEntry> entries,
      OptionalDouble seen,
      Instant now) {
    return new Prover(slot, runs, strayed, entries, now).proof(seen);
  }

  private Proof proof(OptionalDouble seen) {
    List<Run> good = runs.stream().filter(r -> isStrong(r) && hasPressure(r)).toList();
    double litres = litres(good);
    long wetMs = wet(good);
    boolean proven = litres >= needed() && wetMs >= leastMs() && wetMs > 0 && !isStripWeak();
    State measured = proven ? State.VERIFIED : unproven();
    List<Flaw> flaws =
        switch (measured) {
          case FAILED -> failings();
          case MISSED -> List.of(missing(seen));
          default -> List.<Flaw>of();
        };
    boolean byHand = entries.stream().anyMatch(e -> e.kind() == HandEntry.Kind.DONE);
    return new Proof(
        measured,
        byHand && !proven ? State.REGISTERED : measured,
        flaws,
        runs.isEmpty() ? List.of() : notes(proven),
        litres,
        wetMs,
        concentration(),
        seen.orElse(0),
        runs);
  }

  private State unproven() {
    if (runs.stream().anyMatch(this::mayGoOn)) {
      return State.RUNNING;
    }
    if (!runs.isEmpty()) {
      return State.FAILED;
    }
    if (nowMs < slot.due().toEpochMilli()) {
      return State.PENDING;
    }
    return strayed.isEmpty() ? State.MISSED : State.FAILED;
  }

  /** A pause is no end. */
  private boolean mayGoOn(Run run) {
    return run.running() || nowMs - run.endMs() <= RunFinder.JOIN_MS;
  }

  private static Flaw missing(OptionalDouble seen) {
    if (seen.isEmpty()) {
      return Flaw.NO_SPRAYER;
    }
    return seen.getAsDouble() < SEEN ? Flaw.UNSEEN : Flaw.NO_RUN;
  }

  private List<Flaw> failings() {
    Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    for (Run run : runs) {
      add(flaws, Flaw.DRY, run.dryMs() >= DRY_MS);
      add(flaws, Flaw.TOO_WEAK, !isStrong(run));
      add(flaws, Flaw.PRESSURE, !hasPressure(run));
      add(flaws, Flaw.INTERRUPTED, !run.pauses().isEmpty());
      add(flaws, Flaw.TANK, run.tank().check() == Run.Check.LESS);
      add(flaws, Flaw.UNSEEN, run.unseenMs() > 0);
    }
    add(flaws, Flaw.TOO_LITTLE, !runs.isEmpty() && litres(runs) < needed());
    add(flaws, Flaw.TOO_SHORT, !runs.isEmpty() && wet(runs) < leastMs());
    add(flaws, Flaw.STRIP_WEAK, isStripWeak());
    add(flaws, Flaw.WRONG_AREA, !strayed.isEmpty());
    return List.copyOf(flaws);
  }

  private static void add(Set<Flaw> flaws, Flaw flaw, boolean is) {
    if (is) {
      flaws.add(flaw);
    }
  }

  private List<Note> notes(boolean proven) {
    Set<Note> notes = EnumSet.noneOf(Note.class);
    if (runs.stream().anyMatch(r -> r.concentration().isEmpty())) {
      notes.add(strip().isPresent() ? Note.CONCENTRATION_BY_STRIP : Note.CONCENTRATION_UNVERIFIED);
    }
    if (proven && !slot.terms().contact().isZero()) {
      notes.add(stayedClosed() ? Note.CONTACT_BY_HAND : Note.CONTACT_UNVERIFIED);
    }
    for (Run run : runs) {
      note(notes, Note.REFILLED, run.tank().refills() > 0);
      note(notes, Note.CREEPING, run.isCreeping());
      note(notes, Note.TANK_FELL_MORE, run.tank().check() == Run.Check.MORE);
      note(notes, Note.PARTLY_UNSEEN, proven && run.unseenMs() > 0);
      note(notes, Note.WITH_PAUSE, proven && !run.pauses().isEmpty());
    }
    return List.copyOf(notes);
  }

  private static void note(Set<Note> notes, Note note, boolean is) {
    if (is) {
      notes.add(note);
    }
  }

  /** Contact begins when spraying ends. */
  private boolean stayedClosed() {
    long last = runs.stream().mapToLong(Run::endMs).max().orElse(0);
    Instant enough = Instant.ofEpochMilli(last).plus(slot.terms().contact());
    return entries.stream()
        .flatMap(e -> e.closedUntil().stream())
        .anyMatch(until -> !until.isBefore(enough));
  }

  private boolean isStrong(Run run) {
    return run.concentration().stream().allMatch(c -> slot.terms().isStrong(c.mean()));
  }

  private boolean hasPressure(Run run) {
    return run.pressure().isEmpty()
        || slot.terms().pressure().stream().allMatch(band -> band.has(run.pressure().get().mean()));
  }

  /** The last one that somebody entered. */
  private OptionalDouble strip() {
    return entries.stream()
        .filter(e -> e.kind() == HandEntry.Kind.CHECKED)
        .map(HandEntry::strip)
        .filter(OptionalDouble::isPresent)
        .reduce((a, b) -> b)
        .orElse(OptionalDouble.empty());
  }

  private boolean isStripWeak() {
    OptionalDouble strip = strip();
    return strip.isPresent() && !slot.terms().isStrong(strip.getAsDouble());
  }

  private double needed() {
    return Terms.VOLUME * slot.terms().litres();
  }

  private long leastMs() {
    return slot.terms().spraying().toMillis();
  }

  private static double litres(List<Run> of) {
    return of.stream().mapToDouble(Run::provenLitres).sum();
  }

  private static long wet(List<Run> of) {
    return of.stream().mapToLong(Run::wetMs).sum();
  }

  /** Each run by how long it flowed. */
  private Optional<Run.Spread> concentration() {
    double weights = 0;
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    List<Run> measured = new ArrayList<>(runs);
    measured.removeIf(r -> r.concentration().isEmpty());
    for (Run run : measured) {
      Run.Spread of = run.concentration().get();
      double weight = Math.max(1, run.wetMs());
      weights += weight;
      sum += weight * of.mean();
      min = Math.min(min, of.min());
      max = Math.max(max, of.max());
    }
    return measured.isEmpty()
        ? Optional.empty()
        : Optional.of(new Run.Spread(sum / weights, min, max));
  }
}
