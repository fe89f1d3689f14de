package org.campussentry.benchmarks.measure;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a benchmark is run.
 *
 * @param root of the clone, where the programs were built
 * @param work a folder on a real disk, for all files
 * @param minutes how long what is measured over time takes
 * @param runs how often what is measured once is repeated
 * @param size of the campus, where it can be chosen; empty for what the benchmark has
 * @param javaHomes of the Javas to compare; the first is the one that everything else runs on
 */
public record Settings(
    Path root, Path work, int minutes, int runs, Optional<Size> size, List<Path> javaHomes) {

  /** A campus. */
  public record Size(int gateways, int points) {}

  /** The Java that is measured where only one is. */
  public Path javaHome() {
    return javaHomes.get(0);
  }
}
