package org.campussentry.ingest.supply;

import java.util.List;
import java.util.Optional;

/**
 * Where movements outlive the process; none is ever changed or deleted. Thread-safe. A call returns
 * when its change is durable.
 */
public interface SupplyStore {
  /** With its number; empty when that slot and version is in the books of the item already. */
  Optional<Movement> add(Movement movement);

  /** Of one item, in order of their numbers. */
  List<Movement> movements(String item);
}
