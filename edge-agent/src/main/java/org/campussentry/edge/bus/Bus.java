package org.campussentry.edge.bus;

import java.time.Duration;

/**
 * A line on which devices are asked, one request at a time. Failures are answers, not exceptions.
 * Not thread-safe: one thread owns a bus.
 */
public interface Bus extends AutoCloseable {

  /** Asks, waits for at most {@link #timeout()} and tells what came; opens the line if need be. */
  Answer ask(Request request);

  /** How long one request may go unanswered. */
  Duration timeout();

  /** How many times a living device is asked again after a failure, 0 or more. */
  int retries();

  /** Name, port and settings for a log line. */
  String place();

  /** What to check when nobody answers. */
  String advice();

  @Override
  void close();
}
