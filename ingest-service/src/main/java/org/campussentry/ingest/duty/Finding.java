package org.campussentry.ingest.duty;

/**
 * Something wrong with the roster. Immutable.
 *
 * @param place which shift, person or year
 */
public record Finding(Kind kind, String place, String detail, String remedy) {

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
    return place + ": " + detail + "; " + remedy;
  }
}
