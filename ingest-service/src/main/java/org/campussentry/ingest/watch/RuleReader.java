package org.campussentry.ingest.watch;

import java.util.List;

/** Reads rules as people write them. Thread-safe. */
public interface RuleReader {
  /** Those of the campus file, then the default ones that it leaves; also what is switched off. */
  List<WrittenRule> base();

  /**
   * One that somebody wrote on the page.
   *
   * @param keys a JSON object with the keys of a rule in campus.yaml
   * @throws IllegalArgumentException with the key that is wrong, and the remedy
   */
  WrittenRule read(String keys);

  /**
   * Looks for rules that would tell everything twice.
   *
   * @throws IllegalArgumentException with both, and the remedy
   */
  void refuseRivals(List<Rule> rules);
}
