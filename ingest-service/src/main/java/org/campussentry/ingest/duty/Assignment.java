package org.campussentry.ingest.duty;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What people changed: somebody in a role of one shift, whatever the rota says. Immutable.
 *
 * @param shift the id of a {@link ShiftKind}
 * @param person empty gives the role back to the rota
 */
public record Assignment(LocalDate date, String shift, Role role, Optional<String> person) {}
