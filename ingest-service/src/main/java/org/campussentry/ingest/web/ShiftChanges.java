package org.campussentry.ingest.web;

import java.util.List;
import org.campussentry.ingest.duty.Assignment;

/**
 * What a request wants of the roster. Immutable.
 *
 * @param seen who was put in when the asker looked, for places that must not have changed since
 */
record ShiftChanges(List<Assignment> changes, List<Assignment> seen) {
  ShiftChanges {
    changes = List.copyOf(changes);
    seen = List.copyOf(seen);
  }
}
