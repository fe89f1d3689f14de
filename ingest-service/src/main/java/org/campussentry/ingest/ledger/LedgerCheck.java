package org.campussentry.ingest.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Looks whether all issued ledgers are as they were issued. For one thread. */
public final class LedgerCheck {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private final List<String> found = new ArrayList<>();
  private long versions;

  /** All that the store has. */
  public void look(LedgerStore store) {
    for (LedgerStore.Issued issued : store.issued(FIRST, LAST, Integer.MAX_VALUE)) {
      try {
        look(issued.key(), store.versions(issued.key()));
      } catch (IllegalStateException e) {
        found.add("ledger " + issued.key().id() + ": it can't be read: " + e.getMessage());
      }
    }
  }

  private void look(LedgerKey key, List<LedgerVersion.Kept> kept) {
    String before = "";
    int expected = 1;
    for (LedgerVersion.Kept one : kept) {
      versions++;
      LedgerVersion version = one.version();
      String name = "ledger " + key.id() + " version " + version.number();
      if (!one.isIntact()) {
        found.add(name + ": it was changed; its digest was " + one.digest());
      }
      if (version.number() != expected || !version.previous().equals(before)) {
        found.add(name + ": it does not follow the version that is there before it");
      }
      before = one.digest();
      expected = version.number() + 1;
    }
  }

  /** How many were looked at. */
  public long versions() {
    return versions;
  }

  /** One line for each that is not as it was issued. */
  public List<String> found() {
    return List.copyOf(found);
  }
}
