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
public final class Program implements AutoCloseable {
  private final String name;
  private final Process process;
  private volatile boolean suspended;
  private final Path output;

  private Program(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /** Starts it; what it says goes to NAME.log in the folder. */
  public static Program start(String name, Path folder, List<String> command) {
    return start(name, folder, Map.of(), command);
  }

  /** The same, with more environment. */
  public static Program start(
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
  public static Result run(
      Path folder, String name, Map<String, String> environment, List<String> command) {
    try (Program program = start(name, folder, environment, command)) {
      return program.result();
    }
  }

  /** What comes of it, when it has ended by itself. */
  Result result() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError(name + " did not end within a minute: " + output());
      }
      return new Result(process.exitValue(), output());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How it ended, and all that it said. */
  public record Result(int exitCode, String output) {}

  /** All that it has said. */
  public String output() {
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

  /** Whether it has not ended; one that is suspended has not. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** As the kernel numbers it. */
  public long pid() {
    return process.pid();
  }

  /** SIGSTOP: it holds all that it has, and does nothing. */
  public void suspend() {
    suspended = true;
    signal("STOP");
  }

  /** SIGCONT. */
  public void proceed() {
    signal("CONT");
    suspended = false;
  }

  /** Whoever asks it now waits until it proceeds. */
  public boolean isSuspended() {
    return suspended;
  }

  private void signal(String signal) {
    try {
      var sender = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).inheritIO().start();
      if (sender.waitFor() != 0) {
        throw new AssertionError(name + " takes no SIG" + signal + ": " + output());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** kill -9. */
  public void kill() {
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
