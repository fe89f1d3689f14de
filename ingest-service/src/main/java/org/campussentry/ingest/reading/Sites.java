package org.campussentry.ingest.reading;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The sites whose gateways this service takes in: all, or those that it names. Immutable.
 *
 * @param named in alphabetical order; none means all
 */
public record Sites(SortedSet<String> named) {
  public static final Sites ALL = new Sites(new TreeSet<>());
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]*");

  /** IllegalArgumentException names what is no id of a site. */
  public Sites {
    named = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(named));
    for (String site : named) {
      if (!ID.matcher(site).matches()) {
        throw new IllegalArgumentException("'" + site + "' is not of a-z, 0-9, - and _");
      }
    }
  }

  public static Sites of(Collection<String> named) {
    return new Sites(new TreeSet<>(named));
  }

  public boolean isAll() {
    return named.isEmpty();
  }

  public boolean has(String site) {
    return isAll() || named.contains(site);
  }

  /** For one of a list of them each, {@code every} for all. */
  public List<String> orElse(String every) {
    return isAll() ? List.of(every) : List.copyOf(named);
  }
}
