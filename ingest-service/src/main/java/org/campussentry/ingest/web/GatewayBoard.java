package org.campussentry.ingest.web;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.campussentry.ingest.intake.Status;

/**
 * The last status of each gateway, for the page; liveness itself is judged by arrivals.
 * Thread-safe.
 */
public final class GatewayBoard {
  private final Map<String, Status> byGateway = new ConcurrentHashMap<>();
  private final ToLongFunction<String> dropped;

  /**
   * @param dropped how many batches a gateway ever announced as dropped
   */
  public GatewayBoard(ToLongFunction<String> dropped) {
    this.dropped = dropped;
  }

  long dropped(String gateway) {
    return dropped.applyAsLong(gateway);
  }

  public void put(Status status) {
    // The will knows neither outbox nor clock: what the gateway said last stays readable.
    byGateway.merge(status.gateway(), status, (old, next) -> next.online() ? next : offline(old));
  }

  private static Status offline(Status old) {
    return new Status(
        old.site(),
        old.gateway(),
        false,
        old.stream(),
        old.agent(),
        old.outboxBatches(),
        old.outboxBytes(),
        old.outboxOldest(),
        old.clock(),
        old.dropped());
  }

  Optional<Status> find(String gateway) {
    return Optional.ofNullable(byGateway.get(gateway));
  }
}
