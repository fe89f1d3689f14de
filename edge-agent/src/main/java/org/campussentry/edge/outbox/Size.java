package org.campussentry.edge.outbox;

import java.util.OptionalLong;

/**
 * How much is waiting.
 *
 * @param batches how many
 * @param bytes of payload
 * @param oldest time of the first reading of the oldest batch, in milliseconds since 1970 UTC
 * @param room bytes of payload that may still come before the oldest has to go
 */
public record Size(long batches, long bytes, OptionalLong oldest, long room) {}
