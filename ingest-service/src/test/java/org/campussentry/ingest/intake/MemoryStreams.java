package org.campussentry.ingest.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A journal that survives the intake, and that tests break. */
final class MemoryStreams implements StreamStore {
  private final Map<String, StreamRecord> streams = new LinkedHashMap<>();
  final Map<DayCounts.Key, DayCounts> counts = new HashMap<>();
  boolean broken;

  @Override
  public void save(Collection<StreamRecord> changed, Map<DayCounts.Key, DayCounts> more) {
    answer();
    changed.forEach(s -> streams.put(s.gateway() + " " + s.stream(), s));
    more.forEach((key, n) -> counts.computeIfAbsent(key, k -> new DayCounts()).addAll(n));
  }

  @Override
  public Optional<StreamRecord> find(String gateway, String stream) {
    answer();
    return Optional.ofNullable(streams.get(gateway + " " + stream));
  }

  @Override
  public List<StreamRecord> list(Optional<String> gateway, int limit) {
    return List.copyOf(streams.values());
  }

  @Override
  public Map<String, Totals> totals() {
    return streams.values().stream()
        .collect(
            Collectors.toMap(
                StreamRecord::gateway,
                s -> new Totals(s.missing().count(), s.dropped().count()),
                (a, b) -> new Totals(a.missing() + b.missing(), a.dropped() + b.dropped())));
  }

  /** All readings counted. */
  long readings() {
    return counts.values().stream()
        .mapToLong(
            c ->
                c.measured()
                    + c.late()
                    + c.untimed()
                    + c.unavailable().values().stream().mapToLong(n -> n).sum())
        .sum();
  }

  private void answer() {
    if (broken) {
      throw new IllegalStateException("no space on the disk");
    }
  }
}
