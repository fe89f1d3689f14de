package org.campussentry.edge.uplink;

import java.util.List;
import org.campussentry.edge.outbox.Range;
import org.campussentry.edge.outbox.Size;
import org.campussentry.edge.outbox.Stream;

/**
 * How the agent is. Immutable.
 *
 * @param since when it started, in milliseconds since 1970 UTC
 * @param agent its version
 */
record Status(
    long since, Stream stream, String agent, Size outbox, Trust clock, List<Range> dropped) {}
