package org.campussentry.ingest.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What was thrown away at one time. Immutable.
 *
 * @param until what is older went
 * @param kind as the API spells it
 * @param removed how many records, with all that belongs to each
 * @param oldest when the oldest of them was
 */
public record Purge(Instant at, Instant until, String kind, long removed, Instant oldest) {
  /** Where records are thrown away, and that it is remembered. Thread-safe. */
  public interface Store {
    /** Throws away what is older, and keeps a record of each kind of which there was any. */
    List<Purge> purge(Instant until, Instant now);

    /** The newest first. */
    List<Purge> purges(int limit);
  }
}
