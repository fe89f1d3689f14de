package org.campussentry.benchmarks.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Usage;
import org.campussentry.benchmarks.stage.Child;

/** Node-RED with a flow of ours that does the same work, without watch, receipts or account. */
final class NodeRed implements AutoCloseable {
  private static final String RESOURCES = "/node-red/";
  private static final int INSTALL_SECONDS = 300;
  private static final int START_TRIES = 600;

  private final Child process;

  private NodeRed(Child process) {
    this.process = process;
  }

  /**
   * Where it is installed, by npm, once.
   *
   * @return empty, and says why, when npm is not there or could not fetch it
   */
  static Optional<Path> install(Settings settings) throws InterruptedException {
    Path home = settings.work().resolveSibling("node-red");
    try {
      Files.createDirectories(home);
      copy("package.json", home);
      if (!Files.exists(home.resolve("node_modules/node-red-contrib-influxdb"))) {
        try (var npm =
            new Child(
                home.resolve("npm.log"),
                Map.of(),
                List.of(
                    "npm", "install", "--no-audit", "--no-fund", "--prefix", home.toString()))) {
          npm.awaitEnd(INSTALL_SECONDS);
        }
      }
      return Optional.of(home);
    } catch (IOException e) {
      System.out.println("  Node-RED is left out: npm could not install it: " + firstLine(e));
      return Optional.empty();
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Starts it; it is ready when it has subscribed. */
  static NodeRed start(Path home, Path folder, int mqttPort, int influxPort)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    copy("flows.json", folder);
    // Without its editor: nothing listens but what the flow needs.
    Files.writeString(
        folder.resolve("settings.js"),
        "module.exports = {httpAdminRoot: false, httpNodeRoot: false, flowFile: 'flows.json',"
            + " credentialSecret: false, nodesDir: '%s', uiHost: '127.0.0.1', uiPort: 0};%n"
                .formatted(home.resolve("node_modules/node-red-contrib-influxdb")));
    Child process =
        new Child(
            folder.resolve("node-red.log"),
            Map.of("MQTT_PORT", "" + mqttPort, "INFLUX_PORT", "" + influxPort),
            List.of(
                "node",
                home.resolve("node_modules/node-red/red.js").toString(),
                "--userDir",
                folder.toString(),
                "--settings",
                folder.resolve("settings.js").toString()));
    for (int tries = 0; !process.output().contains("Connected to broker"); tries++) {
      if (tries == START_TRIES || !process.isAlive()) {
        process.close();
        throw new IOException("Node-RED does not start: " + process.output());
      }
      Thread.sleep(50);
    }
    return new NodeRed(process);
  }

  private static void copy(String name, Path folder) throws IOException {
    try (InputStream resource = NodeRed.class.getResourceAsStream(RESOURCES + name)) {
      if (resource == null) {
        throw new IOException("this program lacks its resource " + name);
      }
      Files.write(folder.resolve(name), resource.readAllBytes());
    }
  }

  /** What it uses. */
  Usage usage() {
    return new Usage(process.pid());
  }

  @Override
  public void close() {
    process.close();
  }
}
