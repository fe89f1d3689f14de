package org.campussentry.ingest.disinfection;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * That a portable sprayer is in an area from one time to another, by somebody's word. Immutable.
 *
 * @param until exclusive; an assignment that begins later ends it too
 * @param person who says so
 * @param by the account
 */
public record Assignment(
    String sprayer,
    String site,
    String area,
    Instant from,
    Instant until,
    Way way,
    String person,
    String by,
    Instant at) {

  /** How it was said. */
  public enum Way {
    /** The code at the door was scanned. */
    SCAN,
    HAND;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Comparator<Assignment> LAST =
      Comparator.comparing(Assignment::from).thenComparing(Assignment::at);

  /**
   * Where a sprayer was at a time: what somebody said, else where the schedule sends it; empty when
   * nobody knows.
   *
   * @param slots of the time around
   */
  static Optional<String> area(
      Sprayer sprayer, List<Assignment> assignments, List<Slot> slots, long timeMs) {
    if (!sprayer.isPortable()) {
      return sprayer.area();
    }
    Instant time = Instant.ofEpochMilli(timeMs);
    return assignments.stream()
        .filter(a -> a.sprayer().equals(sprayer.id()))
        .filter(a -> !a.from().isAfter(time))
        .max(LAST)
        .filter(a -> time.isBefore(a.until()))
        .map(Assignment::area)
        .or(
            () ->
                slots.stream()
                    .filter(s -> s.sprayer().equals(Optional.of(sprayer.id())) && s.has(timeMs))
                    .findFirst()
                    .map(Slot::area));
  }
}
