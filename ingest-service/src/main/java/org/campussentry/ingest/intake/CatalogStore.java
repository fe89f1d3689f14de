package org.campussentry.ingest.intake;

import java.util.List;
import org.campussentry.ingest.reading.Catalog;

/**
 * Keeps catalogs, old ones too, because an outbox may still hold batches written under them.
 * Thread-safe.
 */
public interface CatalogStore {
  /** Of a gateway: who sends ever new ones must not fill the disk. */
  int MOST = 1_000;

  /** Makes it the current one of its gateway, of which the last {@link #MOST} are kept. */
  void save(Catalog catalog, long nowMs);

  /** All that are kept, each gateway's current one last. */
  List<Catalog> all();
}
