package org.campussentry.ingest.amend;

import java.util.List;

/**
 * What people made of entries on the page; nothing of it is ever changed or deleted. Thread-safe. A
 * call returns when its change is durable.
 */
public interface AmendmentStore {
  /** The last change of each entry of a kind, in the order in which they were made. */
  List<Amendment> latest(String kind);

  /** All of one entry, the newest first. */
  List<Amendment> of(String kind, String entry);

  /** False when there is a change of that entry and number already; it stays as it is. */
  boolean add(Amendment amendment);
}
