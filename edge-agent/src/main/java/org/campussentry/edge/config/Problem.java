package org.campussentry.edge.config;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is wrong. Immutable.
 *
 * @param place {@code file:line}, or the file or folder alone
 * @param message names the key and the remedy
 */
public record Problem(String place, String message) {
  private static final Pattern WITH_LINE = Pattern.compile("(.*):([0-9]+)");

  /** The file, or the folder. */
  public String file() {
    Matcher found = WITH_LINE.matcher(place);
    return found.matches() ? found.group(1) : place;
  }

  /** The line, from 1 on, where it is known. */
  public OptionalInt line() {
    Matcher found = WITH_LINE.matcher(place);
    return found.matches() ? OptionalInt.of(Integer.parseInt(found.group(2))) : OptionalInt.empty();
  }

  /** As people read it. */
  @Override
  public String toString() {
    return place + ": " + message;
  }
}
