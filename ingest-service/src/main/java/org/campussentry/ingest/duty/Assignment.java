package org.campussentry.ingest.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What people changed: somebody in a role of one shift, whatever the rota says. Immutable.
 *
 * @param shift the id of a {@link ShiftKind}
 * @param person empty gives the role back to the rota
 * @param putInAt when that person was put in, which can be in the midst of the shift
 */
public record Assignment(
    LocalDate date, String shift, Role role, Optional<String> person, Instant putInAt) {

  /** One that is asked for; the store knows when that was. */
  public Assignment(LocalDate date, String shift, Role role, Optional<String> person) {
    this(date, shift, role, person, Instant.EPOCH);
  }

  /** Whether both are about the same role of the same shift. */
  public boolean isOf(Assignment other) {
    return date.equals(other.date) && shift.equals(other.shift) && role == other.role;
  }
}
