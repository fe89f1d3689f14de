package org.campussentry.ingest.duty;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;

/**
 * Areas by path, as rules name them: {@code *} stands for one level or a part of it, {@code **} for
 * any number. Immutable.
 */
public final class AreaGlob {
  public static final AreaGlob ALL = new AreaGlob("**");

  private final String glob;
  private final PathMatcher matcher;

  /** IllegalArgumentException names what is no area. */
  public AreaGlob(String glob) {
    if (!glob.matches("[a-z0-9_*/-]+")) {
      throw new IllegalArgumentException(
          "'" + glob + "' is no area such as canteen-1/cold-store, canteen-1/** or */cold-store");
    }
    this.glob = glob;
    this.matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }

  public boolean matches(String area) {
    return matcher.matches(Path.of(area));
  }

  /** One area goes before a pattern, and of two patterns the one that says more. */
  int specificity() {
    int said = glob.replace("*", "").length();
    return glob.contains("*") ? said : Integer.MAX_VALUE;
  }

  @Override
  public String toString() {
    return glob;
  }
}
