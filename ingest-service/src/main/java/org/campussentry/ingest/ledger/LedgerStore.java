package org.campussentry.ingest.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.campussentry.ingest.reading.PointId;

/**
 * Where versions and values that people read outlive the process. Thread-safe; a call returns when
 * its change is durable.
 */
public interface LedgerStore {
  /** What a list shows of a version, without its content. */
  record Issued(LedgerKey key, int number, Instant issuedAt, String digest, long arrived) {}

  /** False when there is a version of that number already; it stays as it is. */
  boolean add(LedgerVersion.Kept version);

  /** In order. */
  List<LedgerVersion.Kept> versions(LedgerKey key);

  /**
   * The last version of each ledger whose time touches these days, the newest time first.
   *
   * @param to included
   */
  List<Issued> issued(LocalDate from, LocalDate to, int limit);

  void enter(String site, HandValue value);

  /**
   * In order of time.
   *
   * @param until exclusive
   */
  List<HandValue> entries(PointId point, Instant from, Instant until);
}
