package org.campussentry.ingest.disinfection;

import java.time.Instant;
import java.util.Locale;

/**
 * A slot and how it stands. Immutable.
 *
 * @param version 0 while it may still change in its course; 1 when its time is over, and one more
 *     each time that late data or a person changed it afterwards
 * @param at when this was found
 */
public record Judged(Slot slot, int version, Instant at, Cause cause, Proof proof) {

  /** Why it was looked at. */
  public enum Cause {
    /** By the clock. */
    COURSE,
    LATE_DATA,
    /** A person entered something. */
    HAND,
    /** A person asked for it. */
    ASKED;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Of a slot that nobody has looked at yet. */
  public static Judged fresh(Slot slot, Instant at) {
    return new Judged(slot, 0, at, Cause.COURSE, Proof.pending());
  }

  /** Whether people would read something else. */
  boolean differs(Proof other) {
    return proof.state() != other.state()
        || proof.measured() != other.measured()
        || !proof.flaws().equals(other.flaws())
        || !proof.notes().equals(other.notes())
        || !proof.runs().equals(other.runs());
  }
}
