package org.campussentry.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Debian's PostgreSQL with a cluster of its own; not as root, which it refuses. */
final class Postgres implements AutoCloseable {
  private final Path folder;
  private final int port = Ports.free();
  private Program program;

  Postgres(Path parent) {
    folder = parent.resolve("postgres");
    try {
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    run(asOwner("initdb", "-D", folder + "/data", "-U", "sentry", "-A", "trust", "-N"));
    start();
    run(List.of(program("createdb"), "-h", "127.0.0.1", "-p", "" + port, "-U", "sentry", "sentry"));
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The newest that is installed. */
  private static String program(String name) {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin").resolve(name))
          .filter(Files::isExecutable)
          .max(Path::compareTo)
          .orElseThrow()
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException("apt-get install postgresql", e);
    }
  }

  private static List<String> asOwner(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(program(name));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Steps of no scenario, and who is root needs other ones than who is not. */
  private static int exitCode(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .directory(new File("/"))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(List<String> command) {
    if (exitCode(command) != 0) {
      throw new AssertionError(command + " failed");
    }
  }

  void start() {
    program =
        Program.start(
            "postgres",
            folder.resolveSibling("postgres-log"),
            asOwner(
                "postgres",
                "-D",
                folder + "/data",
                "-p",
                "" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories="));
    // The port is open before it lets anybody in.
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                exitCode(List.of(program("pg_isready"), "-h", "127.0.0.1", "-p", "" + port)) == 0);
  }

  String url() {
    return "postgresql://127.0.0.1:" + port + "/sentry";
  }

  /** At once, without waiting for those that are connected. */
  void stop() {
    run(List.of("kill", "-INT", "" + program.pid()));
    await().atMost(Duration.ofSeconds(30)).until(() -> !program.isAlive());
  }

  @Override
  public void close() {
    if (program.isAlive()) {
      stop();
    }
    if (isRoot()) {
      run(List.of("chown", "-R", "root", folder.toString()));
    }
  }
}
