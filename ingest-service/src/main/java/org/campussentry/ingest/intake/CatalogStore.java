package org.campussentry.ingest.intake;

import java.util.List;
import org.campussentry.ingest.reading.Catalog;

/**
 * Keeps every catalog ever seen, because an outbox may still hold batches written under an old one.
 * Thread-safe.
 */
public interface CatalogStore {
  /** Makes it the current one of its gateway. */
  void save(Catalog catalog, long nowMs);

  /** All of them, each gateway's current one last. */
  List<Catalog> all();
}
