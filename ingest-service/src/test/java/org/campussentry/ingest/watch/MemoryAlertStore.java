package org.campussentry.ingest.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.reading.PointId;

/** What survives a restart of the watch in these tests. */
final class MemoryAlertStore implements AlertStore {
  final Map<String, Alert> alerts = new LinkedHashMap<>();
  final Map<PointId, Long> marks = new HashMap<>();
  final List<String> late = new ArrayList<>();

  /** As a journal does whose disk is full. */
  boolean refuses;

  @Override
  public void save(Alert alert) {
    if (refuses) {
      throw new IllegalStateException("disk full");
    }
    alerts.put(alert.id(), alert);
  }

  @Override
  public void delete(String id) {
    alerts.remove(id);
  }

  @Override
  public Optional<Alert> find(String id) {
    return Optional.ofNullable(alerts.get(id));
  }

  @Override
  public List<Alert> open() {
    return alerts.values().stream().filter(Alert::isOpen).toList();
  }

  @Override
  public List<Alert> list(Optional<Alert.State> state, int limit) {
    return alerts.values().stream()
        .filter(a -> state.isEmpty() || a.state() == state.get())
        .limit(limit)
        .toList();
  }

  @Override
  public List<Alert> of(String source, long fromMs, long untilMs, int limit) {
    return alerts.values().stream()
        .filter(a -> a.source().equals(source) && a.since() < untilMs)
        .limit(limit)
        .toList();
  }

  @Override
  public Map<PointId, Long> highWater() {
    return Map.copyOf(marks);
  }

  @Override
  public void saveHighWater(Map<PointId, Long> changed) {
    marks.putAll(changed);
  }

  @Override
  public void lateExcursion(LateExcursions.Run run) {
    late.add(run.rule().id() + " " + run.point() + " " + run.worst());
  }
}
