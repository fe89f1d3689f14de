package org.campussentry.ingest.deadman;

import java.util.Optional;

/**
 * Who calls when this service itself does not. Immutable.
 *
 * @param heartbeat empty when nobody outside waits for one
 * @param canary empty when nobody wants a test each day
 */
public record DeadMan(Optional<Heartbeat> heartbeat, Optional<Canary> canary) {}
