package org.campussentry.ingest.intake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the account of what arrived outlives the process. Thread-safe. */
public interface StreamStore {
  /**
   * Batches of one gateway that are lost.
   *
   * @param missing nobody says why; they may still come
   * @param dropped given up by the gateway
   */
  record Totals(long missing, long dropped) {}

  /**
   * Replaces these streams and adds these counts to what it has, both or neither; returns when the
   * change is durable.
   */
  void save(Collection<StreamRecord> streams, Map<DayCounts.Key, DayCounts> counts);

  Optional<StreamRecord> find(String gateway, String stream);

  /**
   * Newest first, at most {@code limit}.
   *
   * @param gateway of all gateways when empty
   */
  List<StreamRecord> list(Optional<String> gateway, int limit);

  /** Over all streams, by gateway. */
  Map<String, Totals> totals();
}
