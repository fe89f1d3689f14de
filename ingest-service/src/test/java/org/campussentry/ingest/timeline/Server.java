package org.campussentry.ingest.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.campussentry.ingest.contract.Running;

/** A server of Debian's on a port of its own; it can be stopped and started with what it kept. */
final class Server implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final List<String> command;
  private Running running;

  private Server(Path folder, int port, List<String> command) {
    this.folder = folder;
    this.port = port;
    this.command = command;
    start();
  }

  /** With this project's limits. */
  static Server mosquitto(Path folder) throws IOException {
    int port = Running.freePort();
    Path config =
        Files.writeString(
            Files.createDirectories(folder).resolve("mosquitto.conf"),
            "listener %d 127.0.0.1\nallow_anonymous true\nuser root\npersistence true\npersistence_location %s/\n%s"
                .formatted(
                    port,
                    folder,
                    Files.readString(Path.of("..", "mosquitto", "conf.d", "limits.conf"))));
    Path debian = Path.of("/usr/sbin/mosquitto");
    String binary = Files.exists(debian) ? debian.toString() : "mosquitto";
    return new Server(folder, port, List.of(binary, "-c", config.toString()));
  }

  static Server influxd(Path folder) throws IOException {
    int port = Running.freePort();
    Path config =
        Files.writeString(
            Files.createDirectories(folder).resolve("influxdb.conf"),
            """
            reporting-disabled = true
            bind-address = "127.0.0.1:%d"
            [meta]
              dir = "%s/meta"
            [data]
              dir = "%s/data"
              wal-dir = "%s/wal"
              query-log-enabled = false
            [http]
              bind-address = "127.0.0.1:%d"
              log-enabled = false
            """
                .formatted(Running.freePort(), folder, folder, folder, port));
    return new Server(folder, port, List.of("influxd", "-config", config.toString()));
  }

  int port() {
    return port;
  }

  void start() {
    running = Running.start(folder, command.toArray(String[]::new)).untilOpen(port);
  }

  void stop() {
    running.close();
  }

  @Override
  public void close() {
    stop();
  }
}
