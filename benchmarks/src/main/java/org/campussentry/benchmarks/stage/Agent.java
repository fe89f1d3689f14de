package org.campussentry.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Usage;

/** An agent that runs by its own start script, with the class data that bin/archive made. */
public final class Agent implements AutoCloseable {
  private static final int ARCHIVE_SECONDS = 60;

  private final Child process;

  private Agent(Child process) {
    this.process = process;
  }

  /** Starts it. Flags are added to those of the script, and to EDGE_AGENT_JAVA_OPTS. */
  public static Agent start(Settings settings, Path javaHome, Path config, String... flags)
      throws IOException {
    return new Agent(
        new Child(
            config.resolveSibling("agent.log"),
            Map.of(
                "JAVA_HOME",
                javaHome.toString(),
                "EDGE_AGENT_JAVA_OPTS",
                System.getenv().getOrDefault("EDGE_AGENT_JAVA_OPTS", "")
                    + " "
                    + String.join(" ", flags)),
            List.of(script(settings, "edge-agent"), "--config", config.toString())));
  }

  private static String script(Settings settings, String name) {
    return settings.root().resolve("edge-agent/bin").resolve(name).toString();
  }

  /** Makes the class data for a Java, as an installation does. */
  public static void prepare(Settings settings, Path javaHome)
      throws IOException, InterruptedException {
    var environment = new HashMap<String, String>();
    environment.put("JAVA_HOME", javaHome.toString());
    try (var archive =
        new Child(
            settings.work().resolve("archive.log"),
            environment,
            List.of(script(settings, "archive")))) {
      archive.awaitEnd(ARCHIVE_SECONDS);
    }
  }

  /**
   * Writes a configuration.
   *
   * @param buses lines of `buses:`
   * @param devices lines of `devices:`
   */
  public static Path config(Path folder, Broker broker, String buses, String devices)
      throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(
        folder.resolve("edge-agent.yaml"),
        """
        site: main
        gateway: gw-bench
        home: home
        broker: {url: "%s"}
        buses:
        %sdevices:
        %s"""
            .formatted(broker.url(), buses, devices));
  }

  /** Lines of `devices:` for the thermometers of a bus, units 1 to {@code count}. */
  public static String devices(String bus, int count, String every) {
    var lines = new StringBuilder();
    for (int unit = 1; unit <= count; unit++) {
      lines.append(
          "  %s-d%d: {bus: %s, unit: %d, profile: xy-md02, every: %s, area: bench}%n"
              .formatted(bus, unit, bus, unit, every));
    }
    return lines.toString();
  }

  /** What it uses. */
  public Usage usage() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("the agent has ended: " + process.output());
    }
    return new Usage(process.pid());
  }

  /** Its number. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }
}
