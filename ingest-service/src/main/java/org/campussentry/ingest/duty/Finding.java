package org.campussentry.ingest.duty;

import java.util.Map;

/**
 * Something wrong with the roster. Immutable.
 *
 * @param place which shift, person or year
 * @param facts the same for programs: of {@code site}, {@code date}, {@code shift}, {@code role},
 *     {@code other-date}, {@code other-shift}, {@code other-role}, {@code person}, {@code from},
 *     {@code to} and {@code year} those that the kind has; times are of the campus, as {@code
 *     2026-11-24 08:00}
 * @param count how often within the time that was looked at; the place is the first one
 */
public record Finding(
    Kind kind, String place, String detail, String remedy, Map<String, String> facts, int count) {
  public Finding {
    facts = Map.copyOf(facts);
  }

  /** What is wrong. */
  public enum Kind {
    GAP("gap"),
    DOUBLE_BOOKING("double-booking"),
    NO_LEADER("no-leader"),
    NO_CHANNEL("no-channel"),
    UNKNOWN_PERSON("unknown-person"),
    NO_HOLIDAYS("no-holidays");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As the API spells it. */
    public String word() {
      return word;
    }
  }

  @Override
  public String toString() {
    String more = count > 1 ? " (and " + (count - 1) + " more like it)" : "";
    return place + ": " + detail + more + "; " + remedy;
  }
}
