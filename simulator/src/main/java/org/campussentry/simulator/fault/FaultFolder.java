package org.campussentry.simulator.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder whose files switch faults on. A folder that can't be read counts as unchanged. Not
 * thread-safe.
 */
public final class FaultFolder {
  private static final Logger LOG = LoggerFactory.getLogger(FaultFolder.class);

  private final Path folder;
  private final Set<String> unknownNames = new HashSet<>();
  private Set<Fault> active = EnumSet.noneOf(Fault.class);

  /**
   * Watches a folder.
   *
   * @param folder made if it is missing
   * @throws IOException when it can't be made
   */
  public FaultFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** The faults whose file exists now. Logs each change once. */
  public Set<Fault> active() {
    try (Stream<Path> files = Files.list(folder)) {
      Set<Fault> found = EnumSet.noneOf(Fault.class);
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .forEach(name -> Fault.named(name).ifPresentOrElse(found::add, () -> unknown(name)));
      report(found);
      active = found;
    } catch (IOException e) {
      LOG.debug("{} can't be listed, faults stay as they were", folder, e);
    }
    return active;
  }

  /** Removes the file of a fault that happens once and has happened. */
  public void remove(Fault fault) {
    try {
      Files.deleteIfExists(folder.resolve(fault.id()));
    } catch (IOException e) {
      LOG.warn(
          "{} has happened but {} can't be deleted: remove it by hand ({})",
          fault.id(),
          folder,
          e.toString());
    }
  }

  private void report(Set<Fault> found) {
    for (Fault fault : Fault.values()) {
      if (found.contains(fault) != active.contains(fault)) {
        LOG.info("fault {} {}", fault.id(), found.contains(fault) ? "on" : "off");
      }
    }
  }

  private void unknown(String name) {
    if (unknownNames.add(name)) {
      String known = Arrays.stream(Fault.values()).map(Fault::id).collect(Collectors.joining(", "));
      LOG.warn("{}: no fault has this name; use one of {}", folder.resolve(name), known);
    }
  }
}
