package org.campussentry.ingest.deadman;

import java.net.URI;
import java.util.Optional;

/** Who waits for a sign of life. */
interface Outside {
  /**
   * Gives one sign; waits at most {@value HttpOutside#TIMEOUT_S} seconds for an answer.
   *
   * @return why it was not taken, without the address; empty when it was
   */
  Optional<String> knock(URI url);
}
