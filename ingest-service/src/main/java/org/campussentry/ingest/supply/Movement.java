package org.campussentry.ingest.supply;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One entry in the books of an item; none is ever changed. Immutable.
 *
 * @param number given by the store, rising; 0 before
 * @param amount in the item's unit, at least 0: of a correction, what the corrected one should have
 *     said
 * @param at when it was so; of a correction that of the corrected one
 * @param corrects number of the movement that this one corrects
 * @param slot whose runs used it up; of {@link Kind#COMPUTED} only
 * @param expires of what came in
 * @param person who stands for it; empty when it is computed
 * @param by the account; empty when it is computed
 */
public record Movement(
    long number,
    String item,
    String site,
    Kind kind,
    double amount,
    Instant at,
    OptionalLong corrects,
    Optional<Version> slot,
    Optional<LocalDate> expires,
    String person,
    String note,
    String by,
    Instant enteredAt) {

  /** A slot of disinfection as it stood in one of its versions. */
  public record Version(String slot, int number) {}

  /** What it does to the stock. */
  public enum Kind {
    IN,
    OUT,
    /** Somebody looked: so much is there. */
    COUNT,
    /** Another movement was entered wrongly. */
    CORRECTION,
    /** A sprayer used it, by its readings. */
    COMPUTED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same under the number that the store gave it. */
  public Movement numbered(long given) {
    return new Movement(
        given, item, site, kind, amount, at, corrects, slot, expires, person, note, by, enteredAt);
  }
}
