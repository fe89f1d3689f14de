package org.campussentry.ingest.journal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's PostgreSQL with a cluster of its own, on a free port; not as root, which it refuses. */
final class Postgres implements AutoCloseable {
  private final Path folder;
  private final int port = freePort();
  private Process process;
  private int databases;

  Postgres(Path parent) {
    try {
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
      folder = Files.createDirectory(parent.resolve("postgres"));
      if (isRoot()) {
        run("chown", "postgres", folder.toString());
      }
      run(asOwner("initdb", "-D", folder + "/data", "-U", "sentry", "-A", "trust", "-N"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The newest that is installed. */
  private static Path program(String name) {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin").resolve(name))
          .filter(Files::isExecutable)
          .max(Path::compareTo)
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("apt-get install postgresql", e);
    }
  }

  private static String[] asOwner(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(program(program).toString());
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  private void run(String... command) {
    try {
      Process run =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (run.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By the commands that the back-up of a service names. */
  PostgresAddress copy(PostgresAddress from) {
    PostgresAddress to = database();
    String dump = folder.resolveSibling("sentry-journal.dump").toString();
    String user = "--username=sentry";
    run(program("pg_dump").toString(), "--format=custom", "--file=" + dump, user, from.toString());
    run(
        program("pg_restore").toString(),
        "--clean",
        "--if-exists",
        "--no-owner",
        user,
        "--dbname=" + to,
        dump);
    return to;
  }

  void start() {
    try {
      process =
          new ProcessBuilder(
                  asOwner(
                      "postgres",
                      "-D",
                      folder + "/data",
                      "-p",
                      "" + port,
                      "-c",
                      "listen_addresses=127.0.0.1",
                      "-c",
                      "unix_socket_directories=",
                      "-c",
                      "fsync=off"))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("postgres.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofSeconds(30)).until(this::answers);
  }

  private boolean answers() {
    try {
      execute("SELECT 1");
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Rows of the claim on a site, for {@link #count}. */
  static String heldFor(String site) {
    return "pg_locks WHERE locktype = 'advisory' AND granted AND objid = " + site.hashCode();
  }

  int port() {
    return port;
  }

  /** Rows of {@code from}, after {@code what} was done for each. */
  int count(String what, String from) {
    try (var connection = connect();
        var rows = connection.createStatement().executeQuery("SELECT " + what + " FROM " + from)) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    } catch (SQLException e) {
      throw new IllegalStateException(from, e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "sentry", null);
  }

  void execute(String sql) {
    try (var connection = connect()) {
      connection.createStatement().execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A new one, empty. */
  PostgresAddress database() {
    String name = "sentry" + databases++;
    execute("CREATE DATABASE " + name);
    return new PostgresAddress(
        "postgresql://127.0.0.1:" + port + "/" + name, Optional.of("sentry"), Optional.empty());
  }

  /** Without waiting for those that are connected. */
  void stop() {
    run("kill", "-INT", "" + process.pid());
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
    if (isRoot()) {
      run("chown", "-R", "root", folder.toString());
    }
  }
}
