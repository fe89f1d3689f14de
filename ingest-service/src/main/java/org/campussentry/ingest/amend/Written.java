package org.campussentry.ingest.amend;

import java.util.Locale;

/**
 * An entry with the words in which somebody wrote it. Immutable.
 *
 * @param keys a JSON object with the keys that it has in the campus file
 * @param on off, it is kept and does nothing
 */
public record Written<T>(String id, String site, T value, String keys, boolean on, Origin origin) {

  /** Who wrote it. */
  public enum Origin {
    /** The campus file. */
    CAMPUS,
    /** Somebody on the page. */
    PAGE;

    /** Lower case, as the API spells it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
