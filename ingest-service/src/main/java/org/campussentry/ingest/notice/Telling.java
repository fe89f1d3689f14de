package org.campussentry.ingest.notice;

import java.time.Instant;
import java.util.Optional;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.watch.Alert;

/**
 * What somebody is told, and why. Immutable.
 *
 * @param why for the story of the alert; empty for nothing to say
 * @param reportBy until when it is to be reported upward (突发事件), if that is what it is about
 */
record Telling(Alert alert, String why, Optional<Instant> reportBy) {
  static Telling of(Alert alert, String why) {
    return new Telling(alert, why, Optional.empty());
  }

  static Telling of(Alert alert, Call call) {
    boolean report = call.kind() == Call.Kind.REPORT;
    return new Telling(
        alert,
        call.why(),
        report ? Optional.of(Instant.ofEpochMilli(call.countedFrom())) : Optional.empty());
  }
}
