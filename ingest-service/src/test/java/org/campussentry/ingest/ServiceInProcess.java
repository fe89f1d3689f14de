package org.campussentry.ingest;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The service in the test's own process, by a clock that the test moves; no option does that. */
public final class ServiceInProcess {
  private ServiceInProcess() {}

  /**
   * Starts it.
   *
   * @param environment as the program would find it
   */
  public static AutoCloseable start(Path configFile, Map<String, String> environment, Clock clock) {
    try {
      IngestConfig config = IngestConfig.load(configFile, environment);
      CampusFile campus = CampusFile.load(config.campus()).only(config.sites(), config.campus());
      return Service.start(config, configFile, campus, clock);
    } catch (ConfigException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
