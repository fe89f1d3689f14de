package org.campussentry.ingest.coverage;

import java.util.List;

/** Where expectations outlive the process. Thread-safe. */
public interface ExpectationStore {
  /** Those that ever held, each point's in order of time. */
  List<Expectation> all();

  /** Adds or replaces, by point and start; all or none; returns when the change is durable. */
  void save(List<Expectation> changed);
}
