package org.campussentry.ingest;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.campussentry.ingest.drill.Drill;
import org.campussentry.ingest.drill.Drills;
import org.campussentry.ingest.notice.Acknowledging;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertStore;
import org.campussentry.ingest.watch.Watch;

/** What links lead to: alerts, and drills, which people claim like alerts. Thread-safe. */
record Subjects(AlertStore alerts, Watch watch, Drills drills) implements Acknowledging.Subjects {
  @Override
  public Optional<Alert> find(String id) {
    // What is open is in memory: a journal that is away keeps nobody from acknowledging.
    return Stream.concat(watch.openAlerts().stream(), drills.alerts(Instant.EPOCH).stream())
        .filter(a -> a.id().equals(id))
        .findFirst()
        .or(() -> alerts.find(id))
        .or(() -> drills.find(id).map(Drill::alert));
  }

  @Override
  public Optional<Alert> acknowledge(String id, String by, Instant now) {
    return watch
        .acknowledge(id, by, now.toEpochMilli())
        .or(() -> drills.acknowledge(id, by, now).map(Drill::alert));
  }
}
