package org.campussentry.edge.config;

import java.util.Collection;
import java.util.TreeSet;

/** Finds what somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /** {@code " Did you mean `every`?"} when something is near, else nothing. */
  public static String hint(String written, Collection<String> known) {
    String best = null;
    int bestDistance = Math.max(2, written.length() / 3) + 1;
    for (String candidate : new TreeSet<>(known)) {
      int distance = distance(written, candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best == null ? "" : " Did you mean `%s`?".formatted(best);
  }

  /** Levenshtein's: how many letters to add, drop or change. */
  static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= left.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= right.length(); column++) {
        int change = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(change, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
