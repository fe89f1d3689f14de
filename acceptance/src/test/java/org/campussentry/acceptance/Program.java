package org.campussentry.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real program as a process of its own, its output in a file. Ends with the test that started it.
 */
final class Program implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Path output;

  private Program(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  static Program start(String name, Path folder, List<String> command) {
    return start(name, folder, Map.of(), command);
  }

  static Program start(
      String name, Path folder, Map<String, String> environment, List<String> command) {
    try {
      Files.createDirectories(folder);
      Path output = folder.resolve(name + ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
      Program program = new Program(name, builder.start(), output);
      Scenarios.started(name);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    }
  }

  /** Runs it to its end. */
  static Result run(
      Path folder, String name, Map<String, String> environment, List<String> command) {
    try (Program program = start(name, folder, environment, command)) {
      if (!program.process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError(command + " did not end within a minute: " + program.output());
      }
      return new Result(program.process.exitValue(), program.output());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  record Result(int exitCode, String output) {}

  String output() {
    try {
      return Files.exists(output) ? Files.readString(output, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Program untilItSays(String text) {
    await()
        .alias(name + " says '" + text + "'; it said:\n" + output())
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> output().contains(text));
    return this;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly();
    join();
  }

  /** SIGTERM, and what does not end within ten seconds is killed. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
    }
  }

  private void join() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
