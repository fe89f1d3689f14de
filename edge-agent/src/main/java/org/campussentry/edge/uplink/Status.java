package org.campussentry.edge.uplink;

import java.util.List;
import java.util.OptionalDouble;
import org.campussentry.edge.outbox.Range;
import org.campussentry.edge.outbox.Size;
import org.campussentry.edge.outbox.Stream;

/**
 * How the agent is. Immutable.
 *
 * @param since when it started, in milliseconds since 1970 UTC
 * @param agent its version
 * @param lasts hours for which the outbox has room if nothing leaves it
 * @param about what else it tells of itself
 */
record Status(
    long since,
    Stream stream,
    String agent,
    Size outbox,
    OptionalDouble lasts,
    Trust clock,
    List<Range> dropped,
    About about) {}
