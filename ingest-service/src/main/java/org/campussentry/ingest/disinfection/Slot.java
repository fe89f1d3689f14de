package org.campussentry.ingest.disinfection;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * One time at which an area must be disinfected (消毒计划). Immutable.
 *
 * @param id {@code PLAN@20261128T0600}, the local time at which it opens; safe in a URL
 * @param plan id of the plan that it comes from
 * @param opens a run belongs to the slot in which it starts: from this time on
 * @param due and before this one
 * @param sprayer the portable sprayer that the plan assigns; empty for the area's own
 */
public record Slot(
    String id,
    String plan,
    String site,
    String area,
    Instant opens,
    Instant due,
    Terms terms,
    Optional<String> sprayer) {
  private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("HHmm");

  /** Whether the clock on the wall skips the time at which it was to open, so that it is later. */
  public boolean isShifted(ZoneId zone) {
    String opened = WALL.format(opens.atZone(zone));
    return !id.endsWith("T" + opened);
  }

  /** Whether another one of its area would open while this one is open. */
  boolean isOpenFor(Slot other) {
    return !id.equals(other.id)
        && site.equals(other.site)
        && area.equals(other.area)
        && has(other.opens.toEpochMilli());
  }

  boolean has(long timeMs) {
    return opens.toEpochMilli() <= timeMs && timeMs < due.toEpochMilli();
  }
}
