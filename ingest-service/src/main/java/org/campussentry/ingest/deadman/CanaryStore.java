package org.campussentry.ingest.deadman;

import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.notice.Delivery;

/** Where tests of alerting outlive the process. Thread-safe. */
public interface CanaryStore {
  void save(CanaryRun run);

  /** The one that was started last. */
  Optional<CanaryRun> last();

  /** What was told of one. */
  List<Delivery> deliveries(String run);
}
