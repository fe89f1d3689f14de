package org.campussentry.ingest.drill;

import java.util.List;
import java.util.Optional;

/** Where drills outlive the process. Thread-safe; a call returns when its change is durable. */
public interface DrillStore {
  void save(Drill drill);

  Optional<Drill> find(String id);

  /** Those that have not ended, oldest first. */
  List<Drill> running();

  /** Newest first. */
  List<Drill> list(int limit);
}
