package org.campussentry.edge.device;

import java.util.List;
import org.campussentry.edge.bus.Request;

/**
 * A request of a device, and the fields that lie in its answer. Immutable.
 *
 * @param first address of the first register or bit, if it asks for any
 */
record Part(Request request, int first, List<Field> fields) {}
