package org.campussentry.simulator.slave;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one slave answered, one line an answer: {@code epochMillis function address v1,v2,…},
 * decimal; an exception has {@code !code} in place of values. Lines are in the order of the
 * answers.
 *
 * <p>Lines reach the file on {@link #flush} and {@link #close}: a killed simulator loses what came
 * after the last flush. At 8 MiB the file becomes {@code NAME.1}, which replaces an older one. When
 * writing fails, that is logged once and the slave goes on answering. Thread-safe.
 */
public final class SlaveLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlaveLog.class);
  private static final long BYTES_MAX = 8L << 20;

  private final Path file;
  private final StringBuilder pending = new StringBuilder();
  private long fileBytes;
  private Writer writer;
  private boolean failed;

  /**
   * Opens a log.
   *
   * @param file appended to
   * @throws IOException when it can't be opened
   */
  public SlaveLog(Path file) throws IOException {
    this.file = file;
    this.writer = open();
    this.fileBytes = Files.size(file);
  }

  synchronized void answered(long epochMillis, int function, int address, List<Integer> values) {
    pending.append(epochMillis).append(' ').append(function).append(' ').append(address);
    char separator = ' ';
    for (int value : values) {
      pending.append(separator).append(value);
      separator = ',';
    }
    pending.append('\n');
  }

  synchronized void refused(long epochMillis, int function, int address, int code) {
    pending.append(epochMillis).append(' ').append(function).append(' ').append(address);
    pending.append(" !").append(code).append('\n');
  }

  /** Hands all lines to the operating system. */
  public synchronized void flush() {
    if (failed || pending.isEmpty()) {
      return;
    }
    try {
      writer.append(pending).flush();
      fileBytes += pending.length();
      pending.setLength(0);
      if (fileBytes >= BYTES_MAX) {
        rotate();
      }
    } catch (IOException e) {
      failed = true;
      LOG.error(
          "{} can't be written, its answers are no longer kept: free the disk and restart ({})",
          file,
          e.toString());
    }
  }

  @Override
  public synchronized void close() {
    flush();
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be closed", e);
    }
  }

  private void rotate() throws IOException {
    writer.close();
    Path old = file.resolveSibling(file.getFileName() + ".1");
    Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
    writer = open();
    fileBytes = 0;
  }

  private Writer open() throws IOException {
    return Files.newBufferedWriter(
        file, StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
