package org.campussentry.edge.outbox;

import java.util.Optional;

/**
 * One start of an agent. Immutable.
 *
 * @param id 12 characters of a-z and 0-9
 * @param previous the start before it, if one is remembered
 */
public record Stream(String id, Optional<Previous> previous) {

  /**
   * The start before.
   *
   * @param seq its last batch; −1 if it made none
   */
  public record Previous(String stream, long seq) {}
}
