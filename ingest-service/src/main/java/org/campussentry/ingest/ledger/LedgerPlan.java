package org.campussentry.ingest.ledger;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * What the campus wants in its ledgers. Immutable.
 *
 * @param quantities of which points are in the ledger of an area
 * @param periods at which the parts of a day begin, the first at midnight; empty for each hour
 */
public record LedgerPlan(Set<String> quantities, List<LocalTime> periods) {
  /** Temperatures, each hour. */
  public static final LedgerPlan USUAL = new LedgerPlan(Set.of("temperature"), List.of());

  public LedgerPlan {
    quantities = Set.copyOf(quantities);
    periods = List.copyOf(periods);
  }
}
