package org.campussentry.benchmarks.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
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
    awaitAnswer();
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    for (int left = TRIES; ; left--) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (left == 0 || !process.isAlive()) {
          throw new IOException("mosquitto does not answer: " + process.output(), e);
        }
        Thread.sleep(50);
      }
    }
  }

  /** Where agents find it. */
  public String url() {
    return "mqtt://127.0.0.1:" + port;
  }

  /** For Paho. */
  String address() {
    return "tcp://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.close();
  }
}
