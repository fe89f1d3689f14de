package org.campussentry.ingest.ledger;

import java.time.Instant;
import java.util.Locale;

/**
 * A ledger as it was issued; nobody changes it. Immutable.
 *
 * @param number from 1
 * @param recorder who made it (记录人); empty when the service did, for what came late
 * @param reviewer who looked it over (审核人), or empty
 * @param by the account
 * @param previous the digest of the version before; empty for the first
 * @param arrived how many readings had come, by which it is known that more did
 */
public record LedgerVersion(
    LedgerKey key,
    int number,
    Cause cause,
    String recorder,
    String reviewer,
    String by,
    Instant issuedAt,
    String previous,
    long arrived,
    Ledger ledger) {

  /** Why it was issued. */
  public enum Cause {
    /** A person wanted it. */
    PERSON,
    /** Readings came after the version before. */
    LATE_DATA,
    /** A person entered a value by hand. */
    HAND_ENTRY;

    /** As journal and API spell it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * As the journal has it.
   *
   * @param text of which the digest is
   * @param digest SHA-256 as hexadecimal digits
   */
  public record Kept(LedgerVersion version, String text, String digest) {
    /** Whether it still says what it said. */
    public boolean isIntact() {
      return LedgerText.digest(text).equals(digest);
    }
  }
}
