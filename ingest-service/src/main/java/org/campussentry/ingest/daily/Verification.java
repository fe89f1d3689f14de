package org.campussentry.ingest.daily;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether a chain is as it was written. For one thread; hand it each step in order. */
public final class Verification {
  private final List<String> found = new ArrayList<>();
  private Optional<DailyStep> before = Optional.empty();
  private long steps;

  /** The next one. */
  public void look(DailyStep step) {
    steps++;
    long expected = before.map(DailyStep::number).orElse(0L) + 1;
    String name =
        "%s version %d, step %d (%s)"
            .formatted(step.day(), step.version(), step.number(), step.kind().word());
    if (step.number() != expected) {
      found.add("%s: steps %d to %d are gone".formatted(name, expected, step.number() - 1));
    } else if (!step.previous().equals(before.map(DailyStep::digest).orElse(""))) {
      found.add(name + ": it follows another step than the one that is there before it");
    }
    if (!step.digest().equals(step.reckoned())) {
      found.add(name + ": it was changed; its digest was " + step.digest());
    }
    before = Optional.of(step);
  }

  /** How many were looked at. */
  public long steps() {
    return steps;
  }

  /** The last digest, to be compared with one that was printed; empty for an empty chain. */
  public String digest() {
    return before.map(DailyStep::digest).orElse("");
  }

  /** One line for each that is not as it was written. */
  public List<String> found() {
    return List.copyOf(found);
  }
}
