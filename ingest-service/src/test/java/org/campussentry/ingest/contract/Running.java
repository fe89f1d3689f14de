package org.campussentry.ingest.contract;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A real program, its output in a file of the test's folder. Ends with the test that started it.
 */
public final class Running implements AutoCloseable {
  private final Process process;
  private final Path output;

  private Running(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it in this environment. */
  public static Running start(Path folder, String... command) {
    return start(folder, Map.of(), command);
  }

  static Running start(Path folder, Map<String, String> environment, String... command) {
    try {
      Path output = Files.createTempFile(folder, "program", ".out");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      return new Running(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    }
  }

  /** Runs it to its end and returns its exit code. */
  static int run(Path folder, String... command) {
    return run(folder, Map.of(), command);
  }

  static int run(Path folder, Map<String, String> environment, String... command) {
    try (Running program = start(folder, environment, command)) {
      if (!program.process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError(String.join(" ", command) + " did not end within a minute");
      }
      return program.process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that the programs of this folder said. */
  static String outputs(Path folder) {
    try (var files = Files.newDirectoryStream(folder, "program*.out")) {
      StringBuilder all = new StringBuilder();
      for (Path file : files) {
        all.append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A port of 127.0.0.1 that nobody has now. Below those from which Linux takes the ports of
   * outgoing connections, so that none of them has it while its server is stopped for a while.
   */
  public static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
      if (isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until it takes connections. */
  public Running untilOpen(int port) {
    await()
        .atMost(Duration.ofMinutes(1))
        .failFast(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("it ended: " + output());
              }
            })
        .pollInterval(Duration.ofMillis(50))
        .until(() -> isOpen(port));
    return this;
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SIGTERM, and what does not end within ten seconds is killed. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
