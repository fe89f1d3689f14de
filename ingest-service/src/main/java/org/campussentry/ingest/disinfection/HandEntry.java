package org.campussentry.ingest.disinfection;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a person says of a slot. It stands beside what was measured and never becomes it. Immutable.
 *
 * @param person who stands for it
 * @param reason why there is no proof, or a note
 * @param strip what the test strip showed, mg/L
 * @param closedUntil until when the place stayed closed
 * @param by the account
 */
public record HandEntry(
    String slot,
    Kind kind,
    String person,
    String reason,
    OptionalDouble strip,
    Optional<Instant> closedUntil,
    String by,
    Instant at) {

  /** What it is about. */
  public enum Kind {
    /** It was disinfected, though no sprayer proves it. */
    DONE,
    /** Of what a sprayer did: the test strip, or that the place stayed closed. */
    CHECKED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
