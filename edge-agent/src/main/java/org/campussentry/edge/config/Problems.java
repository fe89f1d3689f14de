package org.campussentry.edge.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with a file, collected so that all of it can be told at once. Not
 * thread-safe.
 */
public final class Problems {
  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /** Something that the agent cannot start with. */
  public void error(String place, String message) {
    errors.add(new Problem(place, message));
  }

  /** Something that will hurt, with which the agent can start. */
  public void warning(String place, String message) {
    warnings.add(new Problem(place, message));
  }

  /** All that was found so far, in order. */
  public List<Problem> errors() {
    return List.copyOf(errors);
  }

  /** All that was found so far, in order. */
  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }
}
