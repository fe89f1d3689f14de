package org.campussentry.ingest.deadman;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.intake.Batch;
import org.campussentry.ingest.intake.CanaryBatch;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertListener;
import org.campussentry.ingest.watch.AlertStore;
import org.campussentry.ingest.watch.Hours;
import org.campussentry.ingest.watch.LateExcursions;
import org.campussentry.ingest.watch.Limit;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Scope;
import org.campussentry.ingest.watch.Severity;
import org.campussentry.ingest.watch.Watch;

/**
 * The watch itself, with one rule and a memory that ends with each batch: nothing of it reaches the
 * lists of points, gateways and alerts. Immutable.
 */
record TrialWatch(Campus campus) {
  private static final RuleBook RULES =
      new RuleBook(
          List.of(
              new Rule(
                  "canary",
                  new Rule.Words("", "", "", "", ""),
                  Scope.of(CanaryBatch.QUANTITY, "**"),
                  new Rule.Value(new Limit.Threshold(Limit.Direction.AT_LEAST, 1, 0)),
                  Rule.Delays.NONE,
                  Hours.ALWAYS,
                  Severity.INFO,
                  new Rule.Basis("", ""),
                  true)));

  void watch(Batch batch, long now, AlertListener listener) {
    Campus places = new Campus(campus.timezone(), campus.sites(), Map.of(), Map.of());
    new Watch(places, RULES, (site, area, source, time) -> false, new Nothing(), listener, now)
        .onReadings(batch.site(), batch.readings(), now);
  }

  /** Keeps nothing. */
  private record Nothing() implements AlertStore {
    @Override
    public void save(Alert alert) {}

    @Override
    public void delete(String id) {}

    @Override
    public Optional<Alert> find(String id) {
      return Optional.empty();
    }

    @Override
    public List<Alert> open() {
      return List.of();
    }

    @Override
    public List<Alert> list(Optional<Alert.State> state, int limit) {
      return List.of();
    }

    @Override
    public List<Alert> of(String source, long fromMs, long untilMs, int limit) {
      return List.of();
    }

    @Override
    public Map<PointId, Long> highWater() {
      return Map.of();
    }

    @Override
    public void saveHighWater(Map<PointId, Long> changed) {}

    @Override
    public void lateExcursion(LateExcursions.Run run) {}
  }
}
