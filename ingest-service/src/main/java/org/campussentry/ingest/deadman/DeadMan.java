package org.campussentry.ingest.deadman;

import java.util.Optional;

/**
 * Who calls when this service itself does not. Immutable.
 *
 * @param heartbeat empty when nobody outside waits for one
 */
public record DeadMan(Optional<Heartbeat> heartbeat) {}
