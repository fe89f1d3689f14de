package org.campussentry.ingest.amend;

import java.time.Instant;
import java.util.List;

/** Reads entries as people write them. Thread-safe. */
public interface EntryReader<T> {
  /** Those of the campus file, also what is switched off. */
  List<Written<T>> base();

  /**
   * One that somebody wrote on the page.
   *
   * @param keys a JSON object with the keys that it has in the campus file
   * @throws IllegalArgumentException with the key that is wrong, and the remedy
   */
  Written<T> read(String keys);

  /**
   * Looks for entries that can't hold together.
   *
   * @param now they need to from now on
   * @throws IllegalArgumentException with both, and the remedy
   */
  void refuse(List<T> together, Instant now);
}
