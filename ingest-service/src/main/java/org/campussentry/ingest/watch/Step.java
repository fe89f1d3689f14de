package org.campussentry.ingest.watch;

import java.util.Optional;

/**
 * What a machine decided, and why; doing nothing has a reason too. Immutable.
 *
 * @param alert the alert as it stands now; empty when there is none, or a pending one is forgotten
 */
record Step(Optional<Alert> alert, Change change, String why) {
  static Step none(Optional<Alert> alert, String why) {
    return new Step(alert, Change.NONE, why);
  }

  static Step to(Alert alert, Change change, String why) {
    return new Step(Optional.of(alert), change, why);
  }
}
