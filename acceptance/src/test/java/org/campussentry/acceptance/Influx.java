package org.campussentry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Debian's influxd 1.6 with its data below the test's folder, and the influx client to look into
 * it.
 */
public final class Influx implements AutoCloseable {
  private final Path folder;
  private final int port = Ports.free();
  private final Path config;
  private Program program;

  /** Starts one on a port of its own. */
  public Influx(Path folder, boolean authentication) {
    this.folder = folder;
    this.config = folder.resolve("influxdb.conf");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          config,
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
            auth-enabled = %s
            log-enabled = false
          """
              .formatted(Ports.free(), folder, folder, folder, port, authentication));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** Starts it again, with what it had stored. */
  public void start() {
    program = Program.start("influxd", folder, List.of("influxd", "-config", config.toString()));
    Ports.awaitOpen(port, program);
  }

  /** As a configuration names it. */
  public String url() {
    return "influxdb://127.0.0.1:" + port + "/sentry";
  }

  /** Of 127.0.0.1. */
  public int port() {
    return port;
  }

  /** kill -9. */
  public void kill() {
    program.kill();
  }

  /** What a technician would see: rows of CSV, without the header. */
  public List<String> query(String influxQl, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "influx",
                "-host",
                "127.0.0.1",
                "-port",
                "" + port,
                "-database",
                "sentry",
                "-format",
                "csv",
                "-precision",
                "ms"));
    command.addAll(List.of(more));
    command.addAll(List.of("-execute", influxQl));
    try {
      Files.deleteIfExists(folder.resolve("influx.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Program.Result result = Program.run(folder, "influx", Map.of(), command);
    if (result.output().contains("database not found")) {
      return List.of();
    }
    if (result.exitCode() != 0) {
      throw new AssertionError("influx: " + result.output());
    }
    return result.output().lines().skip(1).toList();
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
