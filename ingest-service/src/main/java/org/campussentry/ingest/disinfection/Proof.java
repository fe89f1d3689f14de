package org.campussentry.ingest.disinfection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a slot stands, and why. Immutable.
 *
 * @param measured what the sprayers alone prove; {@link State#REGISTERED} never
 * @param state what people see: what is measured, or registered by hand when it is not proven
 * @param flaws why it is not proven; empty when it is, or is not due
 * @param notes what must be said beside it
 * @param litres that are proven
 * @param wetMs how long it flowed
 * @param concentration of all runs, mg/L; by sensor only
 * @param seen share of the time of the slot so far in which the sprayers were heard, 0–1
 * @param runs that started in the slot and in its area
 */
public record Proof(
    State measured,
    State state,
    List<Flaw> flaws,
    List<Note> notes,
    double litres,
    long wetMs,
    Optional<Run.Spread> concentration,
    double seen,
    List<Run> runs) {

  /** The six states. */
  public enum State {
    /** 待执行. */
    PENDING,
    /** 进行中. */
    RUNNING,
    /** 完成（已验证）. */
    VERIFIED,
    /** 完成（人工登记）. */
    REGISTERED,
    /** 不合格. */
    FAILED,
    /** 漏做. */
    MISSED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isDone() {
      return this == VERIFIED || this == REGISTERED;
    }
  }

  /** Of a slot that nobody has looked at yet. */
  static Proof pending() {
    return new Proof(
        State.PENDING, State.PENDING, List.of(), List.of(), 0, 0, Optional.empty(), 0, List.of());
  }
}
