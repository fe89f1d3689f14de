package org.campussentry.ingest.ledger;

import java.util.Optional;
import org.campussentry.ingest.reading.PointId;

/**
 * What a ledger is of: an area, or one point of it, and how long. Immutable.
 *
 * @param area the point's, where it is of one
 */
public record LedgerKey(String site, String area, Optional<PointId> point, Span span) {
  /** Unique in a campus. */
  public String id() {
    return subject() + "@" + span;
  }

  /** The point's id, or the area with its site. */
  public String subject() {
    return point.map(PointId::toString).orElse(site + "/" + area);
  }

  /** The same place at another time. */
  public LedgerKey at(Span other) {
    return new LedgerKey(site, area, point, other);
  }
}
