package org.campussentry.ingest.web;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.campussentry.ingest.intake.Status;

/**
 * The last status of each gateway, for the page; liveness itself is judged by arrivals.
 * Thread-safe.
 */
public final class GatewayBoard {
  /** A batch that has no receipt after this time is sent again; younger ones are on their way. */
  private static final long UNDERWAY_MS = 10_000;

  private final Map<String, Said> byGateway = new ConcurrentHashMap<>();

  /** What a gateway said, and when. */
  record Said(Status status, long atMs) {
    /** Whether what is in its outbox has been there longer than a good line takes. */
    boolean isBehind() {
      return status.outboxBatches() > 0 && atMs - status.outboxOldest() > UNDERWAY_MS;
    }
  }

  public void put(Status status, long nowMs) {
    // The will knows neither outbox nor clock: what the gateway said last stays readable.
    byGateway.merge(
        status.gateway(),
        new Said(status, nowMs),
        (old, next) -> next.status().online() ? next : new Said(offline(old.status()), old.atMs()));
  }

  private static Status offline(Status old) {
    return new Status(
        old.site(),
        old.gateway(),
        false,
        old.stream(),
        old.previous(),
        old.agent(),
        old.outboxBatches(),
        old.outboxBytes(),
        old.outboxOldest(),
        old.clock(),
        old.dropped(),
        old.self());
  }

  Optional<Said> find(String gateway) {
    return Optional.ofNullable(byGateway.get(gateway));
  }
}
