package org.campussentry.ingest.intake;

import java.util.List;
import java.util.Optional;

/**
 * What a gateway says of itself. Immutable.
 *
 * @param online false when the broker published its will or the agent said goodbye
 * @param stream the stream that this start opened
 * @param previous the stream of the start before, if one is remembered
 * @param outboxBatches batches that wait at the gateway for a receipt
 * @param outboxOldest the oldest waiting batch, milliseconds since 1970 UTC, 0 when none waits
 * @param clock {@code synced}, {@code assumed} or {@code unsure}
 * @param dropped ranges that the gateway had to give up for want of room
 * @param self what else it knows of itself
 */
public record Status(
    String site,
    String gateway,
    boolean online,
    String stream,
    Optional<StreamRecord.Previous> previous,
    String agent,
    long outboxBatches,
    long outboxBytes,
    long outboxOldest,
    String clock,
    List<Dropped> dropped,
    SelfReport self) {

  /** Sequence numbers {@code from..to}, inclusive, of one stream. */
  public record Dropped(String stream, long from, long to) {}

  public Status {
    dropped = List.copyOf(dropped);
  }
}
