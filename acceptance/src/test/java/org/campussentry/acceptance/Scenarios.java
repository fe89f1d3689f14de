package org.campussentry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Writes down which scenario passed and which real programs it started, so that none vanishes
 * quietly: {@code acceptance/check-scenarios} compares it with the committed list.
 */
public final class Scenarios implements BeforeEachCallback, AfterEachCallback {
  private static final Path FILE = Path.of("target", "scenarios.txt");
  private static final Set<String> PROGRAMS = new TreeSet<>();

  static synchronized void started(String program) {
    PROGRAMS.add(program);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    synchronized (Scenarios.class) {
      PROGRAMS.clear();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      return;
    }
    String line =
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getRequiredTestMethod().getName()
            + ": "
            + String.join(" ", PROGRAMS)
            + "\n";
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(
          FILE,
          line,
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
