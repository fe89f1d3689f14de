package org.campussentry.ingest.disinfection;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What an area needs again and again. Immutable.
 *
 * @param sprayer the portable sprayer that is brought there; empty for the area's own
 */
public record Plan(
    String id,
    String site,
    String area,
    Terms terms,
    Optional<String> sprayer,
    Recurrence recurrence) {
  private static final DateTimeFormatter OPENS = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm");

  /**
   * The slot of an opening. A time that the clock on the wall skips is as much later as the clock
   * jumps; of one that it shows twice the first counts.
   */
  Slot slot(Recurrence.Opening opening, ZoneId zone) {
    ZonedDateTime opens = opening.from().atZone(zone);
    ZonedDateTime due = opening.until().atZone(zone);
    if (!due.isAfter(opens)) {
      due = opens.plus(length(opening));
    }
    return new Slot(
        id + "@" + OPENS.format(opening.from()),
        id,
        site,
        area,
        opens.toInstant(),
        due.toInstant(),
        terms,
        sprayer);
  }

  private static Duration length(Recurrence.Opening opening) {
    LocalDateTime from = opening.from();
    return Duration.between(from, opening.until());
  }
}
