package org.campussentry.ingest.instrument;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.reading.PointId;

/**
 * One entry of a point's record: this instrument measures here from a time on, or was calibrated
 * then. Immutable.
 *
 * @param since from when it holds
 * @param serial as its plate has it
 * @param calibrated empty when it never was
 * @param due when it must be calibrated again
 * @param offset that the certificate states, in the point's unit; recorded only, readings stay as
 *     they came
 * @param certificate its number, or empty
 * @param note why, or empty
 * @param person who did it, an id of {@code people:}
 * @param by the account that recorded it
 */
public record Instrument(
    PointId point,
    Instant since,
    String serial,
    Optional<LocalDate> calibrated,
    Optional<LocalDate> due,
    OptionalDouble offset,
    String certificate,
    String note,
    String person,
    String by,
    Instant recordedAt) {

  /** Whether its calibration has run out on a day; false when it has no date. */
  public boolean isOverdue(LocalDate day) {
    return due.stream().anyMatch(day::isAfter);
  }
}
