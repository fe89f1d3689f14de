package org.campussentry.ingest.watch;

import java.util.List;

/**
 * What people made of rules on the page; nothing of it is ever changed or deleted. Thread-safe. A
 * call returns when its change is durable.
 */
public interface RuleStore {
  /** The last change of each rule, in the order in which they were made. */
  List<RuleChange> latest();

  /** All of one rule, the newest first. */
  List<RuleChange> of(String rule);

  /** False when there is a change of that rule and number already; it stays as it is. */
  boolean add(RuleChange change);
}
