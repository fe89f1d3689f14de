package org.campussentry.edge.bus;

import java.util.List;
import org.campussentry.edge.reading.Reason;

/**
 * A line on which devices are asked, one request at a time, or listened to. Failures are answers,
 * not exceptions. Not thread-safe: one thread owns a line.
 */
public interface Line extends AutoCloseable {

  /**
   * Asks, waits for at most the bus' timeout and tells what came; opens the line if need be. A
   * request that {@link Request#listens() listens} takes what came since, and waits for nothing; it
   * is made once a second at least, because the line is kept open by it.
   */
  Answer ask(Request request);

  /**
   * Says beforehand, once, what will be listened to.
   *
   * @param arrived is run on any thread when there is something to take; must not block
   */
  default void listen(List<Request> requests, Runnable arrived) {}

  /** The answer to a request that this kind of line cannot put; no checked profile leads here. */
  static Answer.Failure foreign(Request request) {
    return new Answer.Failure(Reason.NOT_CONFIGURED, "this bus cannot ask " + request);
  }

  @Override
  void close();
}
