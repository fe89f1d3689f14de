package org.campussentry.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.campussentry.benchmarks.measure.Usage;

/** Mosquitto on a free port of this machine, with the limits of a campus. */
public final class Broker implements AutoCloseable {
  private static final int TRIES = 100;

  private final int port;
  private final Child process;

  /**
   * Starts it.
   *
   * @param limits the folder mosquitto/conf.d
   */
  public Broker(Path folder, Path limits) throws IOException, InterruptedException {
    port = Ports.free();
    Files.createDirectories(folder);
    Path config = folder.resolve("mosquitto.conf");
    Files.write(
        config,
        List.of(
            "listener " + port + " 127.0.0.1",
            "allow_anonymous true",
            "user " + System.getProperty("user.name"),
            "include_dir " + limits));
    String command =
        Files.isExecutable(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
    process =
        new Child(
            folder.resolve("mosquitto.log"), Map.of(), List.of(command, "-c", config.toString()));
    Ports.awaitAnswer(port, process, TRIES);
  }

  /** Where agents find it. */
  public String url() {
    return "mqtt://127.0.0.1:" + port;
  }

  /** For Paho. */
  String address() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** What it uses. */
  public Usage usage() {
    return new Usage(process.pid());
  }

  @Override
  public void close() {
    process.close();
  }
}
