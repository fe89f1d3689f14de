package org.campussentry.edge.bus;

import org.campussentry.edge.reading.Reason;

/**
 * A line on which devices are asked, one request at a time. Failures are answers, not exceptions.
 * Not thread-safe: one thread owns a line.
 */
public interface Line extends AutoCloseable {

  /** Asks, waits for at most the bus' timeout and tells what came; opens the line if need be. */
  Answer ask(Request request);

  /** The answer to a request that this kind of line cannot put; no checked profile leads here. */
  static Answer.Failure foreign(Request request) {
    return new Answer.Failure(Reason.NOT_CONFIGURED, "this bus cannot ask " + request);
  }

  @Override
  void close();
}
