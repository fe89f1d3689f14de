package org.campussentry.ingest.notice;

import java.util.List;

/**
 * Puts together what is large, or may have changed, only when it is sent: the journal keeps the
 * order, not the letter. Thread-safe.
 */
public interface Composer {
  /** What became of an order. */
  sealed interface Composed {}

  /**
   * To be sent.
   *
   * @param body JSON with {@code delivery}, {@code kind}, {@code language}, and what {@link
   *     Wording} shows of it: {@code title brief tone lines link}
   */
  record Ready(String body, List<Enclosure> enclosures) implements Composed {}

  /** Not wanted any more, because something newer is. */
  record Stale(String why) implements Composed {}

  /** Throws while it can't be told; then it is tried again. */
  Composed compose(Delivery order);
}
