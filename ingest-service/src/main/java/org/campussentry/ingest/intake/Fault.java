package org.campussentry.ingest.intake;

import java.util.Arrays;
import java.util.Locale;

/**
 * Why a message, or rows of it, can't be used. Immutable.
 *
 * @param text in full, with the place and the remedy; in English, for logs and gateways
 */
public record Fault(Kind kind, String text) {
  /** Of what kind it is, for pages that say it in their own language. */
  public enum Kind {
    /** Not one that a gateway may write. */
    TOPIC,
    TOO_LARGE,
    NOT_JSON,
    /** Another version of the wire contract. */
    VERSION,
    /** It names another gateway or site than its topic. */
    CLAIM,
    /** A field is missing or holds something else. */
    FIELD,
    NO_ROWS,
    /** A row is none. */
    ROW,
    /** A time that can't be: the gateway's clock is wrong. */
    CLOCK,
    /** Unavailable, with a reason that the contract does not have. */
    UNKNOWN_REASON,
    /** A point that the gateway's catalog does not have. */
    UNKNOWN_POINT,
    /** The gateway's catalog has not come. */
    NO_CATALOG,
    /** The store refuses it for good. */
    STORE,
    /** The store has no room now. */
    STORE_FULL,
    /** Only its beginning was kept. */
    CUT,
    /** A status or a catalog: an old one is of no use. */
    STALE,
    /** It is on its way to the store. */
    UNDERWAY,
    /** There is no such dead letter. */
    GONE,
    /** Set aside by a version that did not tell. */
    OTHER;

    /** As API and journal spell it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One that this version does not know is {@link #OTHER}. */
    public static Kind of(String word) {
      return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst().orElse(OTHER);
    }
  }

  /** The same of more than one row. */
  Fault andMore(int rows) {
    return rows == 0 ? this : new Fault(kind, text + " (and %d rows more)".formatted(rows));
  }
}
