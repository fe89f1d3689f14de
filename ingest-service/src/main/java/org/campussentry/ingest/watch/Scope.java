package org.campussentry.ingest.watch;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.campussentry.ingest.reading.Point;

/**
 * Which points a rule is for; all that it names must hold. Immutable.
 *
 * @param quantity {@code *} for each
 * @param area a glob over area paths: {@code *} stands for one level, {@code **} for any number
 * @param point a point's full id
 * @param tag of the area
 * @param unit that the limit is in; a point in another unit is not watched by it
 */
public record Scope(
    String quantity,
    String area,
    Optional<String> point,
    Optional<String> tag,
    Optional<String> unit) {

  /** Every point there is. */
  public static final Scope ALL = of("*", "**");

  /** By quantity and area alone. */
  public static Scope of(String quantity, String area) {
    return new Scope(quantity, area, Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean matches(Point candidate, Set<String> tags) {
    return (quantity.equals("*") || quantity.equals(candidate.quantity()))
        && point.stream().allMatch(id -> id.equals(candidate.id().toString()))
        && tag.stream().allMatch(tags::contains)
        && glob(area).matcher(candidate.area()).matches();
  }

  /** Whether the limit means what the point measures. */
  boolean speaks(Point candidate) {
    return unit.isEmpty() || candidate.unit().isEmpty() || unit.get().equals(candidate.unit());
  }

  /** The larger, the closer: a point, then an area by its levels that are written out, a tag. */
  int specificity() {
    int levels = 0;
    for (String level : area.split("/", -1)) {
      levels += level.contains("*") ? 0 : 1;
    }
    return (point.isPresent() ? 1000 : 0)
        + 20 * levels
        + (area.contains("*") ? 0 : 10)
        + (tag.isPresent() ? 5 : 0)
        + (quantity.equals("*") ? 0 : 1);
  }

  private static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (glob.charAt(i) == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(glob.substring(i, i + 1)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
