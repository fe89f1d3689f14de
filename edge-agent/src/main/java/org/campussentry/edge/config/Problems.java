package org.campussentry.edge.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with a file, collected so that all of it can be told at once. Not
 * thread-safe.
 */
public final class Problems {
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** Something that the agent cannot start with. */
  public void error(String place, String message) {
    errors.add(place + ": " + message);
  }

  /** Something that will hurt, with which the agent can start. */
  public void warning(String place, String message) {
    warnings.add(place + ": " + message);
  }

  /** Each begins with its place: {@code file:line}. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** Each begins with its place: {@code file:line}. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
