package org.campussentry.edge.outbox;

/**
 * How large an outbox may grow. Immutable.
 *
 * @param payloads most bytes that payloads may take
 * @param keepFree bytes of the disk that others need: while less is free, the oldest batches go
 *     before the file grows
 */
public record Bounds(long payloads, long keepFree) {
  /** In the worst case a payload takes a bit more than half a page, and the page with it. */
  private static final int PAGES_PER_PAYLOAD = 2;

  /** What is underway has room on any disk: it would be dropped before its receipt can come. */
  static final long UNDERWAY = 256 << 10;

  /**
   * Most bytes that payloads may take now.
   *
   * @param held what they take
   * @param unused bytes of the file that are free to be used again
   * @param free what the disk has left
   */
  long now(long held, long unused, long free) {
    long room = unused + Math.max(0, free - keepFree);
    return Math.min(payloads, Math.max(UNDERWAY, held + room / PAGES_PER_PAYLOAD));
  }
}
