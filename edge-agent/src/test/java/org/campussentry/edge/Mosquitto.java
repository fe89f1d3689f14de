package org.campussentry.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;

/** A real broker on a free port of this machine; it can be stopped and come back. */
public final class Mosquitto implements AutoCloseable {
  private final Path config;
  private final int port = Program.freePort();
  private Program program;

  /**
   * Starts it.
   *
   * @param access lines of mosquitto.conf that say who may do what
   */
  public Mosquitto(Path folder, String... access) throws IOException {
    config = folder.resolve("mosquitto.conf");
    String user = System.getProperty("user.name");
    var lines =
        new java.util.ArrayList<>(
            List.of("listener " + port + " 127.0.0.1", "max_topic_alias 0", "user " + user));
    lines.addAll(List.of(access));
    Files.write(config, lines);
    start();
  }

  public void start() {
    program = new Program("mosquitto", "-c", config.toString());
    Awaitility.await().ignoreExceptions().until(this::answers);
  }

  private boolean answers() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }

  public void stop() {
    program.terminate();
    program.exitCode();
  }

  public int port() {
    return port;
  }

  public String url() {
    return "mqtt://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    program.close();
  }
}
