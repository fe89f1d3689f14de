package org.campussentry.ingest.duty;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;

/**
 * Whom an alert calls after how long. Immutable.
 *
 * @param severity empty for all
 * @param area where it holds
 * @param steps by their time, at least one
 * @param repeat how long after the last step the first one comes again; empty for never
 * @param lease how long an acknowledgement keeps the steps back while the alert stays active
 */
public record Policy(
    Optional<Severity> severity,
    AreaGlob area,
    List<Step> steps,
    Optional<Duration> repeat,
    Duration lease) {
  public static final Duration LEASE = Duration.ofMinutes(30);

  /**
   * One rung.
   *
   * @param after counted from the activation, not from the step before
   */
  public record Step(Duration after, Tell tell) {}

  /** IllegalArgumentException names what can't be. */
  public Policy {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("`steps` is empty");
    }
    for (int i = 0; i < steps.size(); i++) {
      if (i > 0 && steps.get(i).after().compareTo(steps.get(i - 1).after()) < 0) {
        throw new IllegalArgumentException(
            "step " + (i + 1) + " comes before step " + i + "; `after` counts from the activation");
      }
    }
    if (repeat.isPresent() && repeat.get().compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("`repeat` is at least 1m");
    }
    if (lease.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("`lease` is at least 1m");
    }
  }

  boolean suits(Alert alert) {
    return severity.map(s -> s == alert.severity()).orElse(true) && area.matches(alert.area());
  }

  /** From one first step to the next; empty when they come once. */
  Optional<Duration> period() {
    return repeat.map(steps.get(steps.size() - 1).after()::plus);
  }
}
