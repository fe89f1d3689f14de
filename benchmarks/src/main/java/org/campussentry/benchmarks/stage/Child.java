package org.campussentry.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of its own, with its output in a file. */
public final class Child implements AutoCloseable {
  private final Process process;
  private final Path log;

  /** Starts it; {@code log} is appended to. */
  public Child(Path log, Map<String, String> environment, List<String> command) throws IOException {
    this.log = log;
    Files.createDirectories(log.getParent());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** Its number. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has said. */
  public String output() throws IOException {
    return Files.readString(log);
  }

  /** Waits for its end. */
  public void awaitEnd(int seconds) throws IOException, InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      close();
      throw new IOException(log + ": did not end within " + seconds + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException(log + " ended with " + process.exitValue() + ":\n" + output());
    }
  }

  /** As Ctrl-C does, for programs that print their results then. */
  public void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
