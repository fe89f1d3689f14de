package org.campussentry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's mosquitto with the limits of this project's mosquitto.conf, on a port of its own. */
public final class Mosquitto implements AutoCloseable {
  private final Path folder;
  private final int port = Ports.free();
  private final Path config;
  private Program program;

  /** Starts one that lets everybody in. */
  public Mosquitto(Path folder) {
    this(folder, List.of("allow_anonymous true"));
  }

  Mosquitto(Path folder, List<String> access) {
    this.folder = folder;
    this.config = folder.resolve("mosquitto.conf");
    try {
      Files.createDirectories(folder);
      String limits = Files.readString(Path.of("..", "mosquitto", "conf.d", "limits.conf"));
      Files.writeString(
          config,
          "listener %d 127.0.0.1\nuser root\n%s\npersistence true\npersistence_location %s/\n%s"
              .formatted(port, String.join("\n", access), folder, limits));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** Starts it again, with what it had kept. */
  public void start() {
    Path debian = Path.of("/usr/sbin/mosquitto");
    String binary = Files.exists(debian) ? debian.toString() : "mosquitto";
    program = Program.start("mosquitto", folder, List.of(binary, "-c", config.toString()));
    Ports.awaitOpen(port, program);
  }

  /** As a configuration names it. */
  public String url() {
    return "mqtt://127.0.0.1:" + port;
  }

  /** Of 127.0.0.1. */
  public int port() {
    return port;
  }

  /** kill -9. */
  public void kill() {
    program.kill();
  }

  /** The running one. */
  public Program program() {
    return program;
  }

  @Override
  public void close() {
    program.close();
  }
}
