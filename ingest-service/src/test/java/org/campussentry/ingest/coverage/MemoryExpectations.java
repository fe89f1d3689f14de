package org.campussentry.ingest.coverage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A journal for one test. */
final class MemoryExpectations implements ExpectationStore {
  private final Map<String, Expectation> kept = new LinkedHashMap<>();
  boolean broken;

  @Override
  public List<Expectation> all() {
    return List.copyOf(kept.values());
  }

  @Override
  public void save(List<Expectation> changed) {
    if (broken) {
      throw new IllegalStateException("it is away");
    }
    changed.forEach(e -> kept.put(e.point() + " " + e.fromMs(), e));
  }
}
