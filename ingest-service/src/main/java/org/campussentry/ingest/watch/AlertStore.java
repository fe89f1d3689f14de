package org.campussentry.ingest.watch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.reading.PointId;

/** Where alerts outlive the process. Thread-safe; a call returns when its change is durable. */
public interface AlertStore {
  void save(Alert alert);

  /** Forgets a pending alert that never became active. */
  void delete(String id);

  Optional<Alert> find(String id);

  /** Those pending and active. */
  List<Alert> open();

  /** Newest first, at most {@code limit}; with an empty state all of them but the pending ones. */
  List<Alert> list(Optional<Alert.State> state, int limit);

  /**
   * Of one source, those that lasted into a stretch of time, but not the pending ones; newest
   * first.
   *
   * @param untilMs exclusive
   */
  List<Alert> of(String source, long fromMs, long untilMs, int limit);

  /** Per point, the newest sample time that was watched. */
  Map<PointId, Long> highWater();

  void saveHighWater(Map<PointId, Long> changed);

  /**
   * Values over a limit that were found too late to wake anyone; a run next to a recorded one
   * extends it.
   */
  void lateExcursion(LateExcursions.Run run);
}
