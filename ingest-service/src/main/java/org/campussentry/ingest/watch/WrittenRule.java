package org.campussentry.ingest.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * A rule with the words in which somebody wrote it. Immutable.
 *
 * @param keys a JSON object with the keys of a rule in campus.yaml
 * @param on off, it is kept and watches nothing
 * @param reportWithin how soon its alerts must be reported upward
 */
public record WrittenRule(
    Rule rule, String keys, Origin origin, boolean on, Optional<Duration> reportWithin) {

  /** Who wrote it. */
  public enum Origin {
    /** The product, until somebody else does. */
    DEFAULT,
    /** The campus file. */
    CAMPUS,
    /** Somebody on the page. */
    PAGE;

    /** Lower case, as the API spells it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public String id() {
    return rule.id();
  }
}
