package org.campussentry.ingest.duty;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;

/** All policies, and which one an alert follows. Immutable. */
public record Policies(List<Policy> all, Optional<QuietHours> quiet) {
  public static final Policies NONE = new Policies(List.of(), Optional.empty());

  public Policies {
    all = List.copyOf(all);
  }

  /** The one with the most specific area, and among those one for its severity. */
  public Optional<Policy> of(Alert alert) {
    return all.stream()
        .filter(p -> p.suits(alert))
        .max(
            Comparator.comparing((Policy p) -> p.area().specificity())
                .thenComparing(p -> p.severity().isPresent()));
  }

  /** What is only for information waits for the end of the quiet hours. */
  Instant held(Alert alert, Instant time) {
    return alert.severity() == Severity.INFO ? quiet.map(q -> q.held(time)).orElse(time) : time;
  }
}
