package org.campussentry.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says that a process has used. Needs to be its owner, or root. */
public final class Usage {
  private static final double TICKS_A_SECOND = 100; // sysconf(_SC_CLK_TCK) of every Linux we know
  private static final int UTIME_AFTER_NAME = 11;

  private final Path process;

  /** Of a process that runs. */
  public Usage(long pid) {
    process = Path.of("/proc", Long.toString(pid));
  }

  /**
   * Memory in MiB.
   *
   * @param resident pages in memory, those of files included
   * @param proportional the same, shared pages counted by share
   * @param own private pages
   */
  public record Memory(double resident, double proportional, double own) {}

  /** Memory at this moment. */
  public Memory memory() throws IOException {
    List<String> lines = Files.readAllLines(process.resolve("smaps_rollup"));
    return new Memory(
        mebibytes(lines, "Rss:"),
        mebibytes(lines, "Pss:"),
        mebibytes(lines, "Private_Clean:") + mebibytes(lines, "Private_Dirty:"));
  }

  /** From now on {@link #highest} counts anew. */
  public void forgetHighest() throws IOException {
    Files.writeString(process.resolve("clear_refs"), "5");
  }

  /** The most MiB that were resident at once since {@link #forgetHighest}. */
  public double highest() throws IOException {
    return mebibytes(Files.readAllLines(process.resolve("status")), "VmHWM:");
  }

  /** MiB that are in no file: heap, stacks, what it allocated. */
  public double anonymous() throws IOException {
    return mebibytes(Files.readAllLines(process.resolve("status")), "RssAnon:");
  }

  private static double mebibytes(List<String> lines, String key) {
    return number(lines, key) / 1024.0;
  }

  private static long number(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("/proc names no " + key));
  }

  /** Seconds of processor time since its start, of all its threads. */
  public double cpuSeconds() throws IOException {
    String stat = Files.readString(process.resolve("stat"));
    // The name may hold spaces; it ends at the last bracket.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks =
        Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[UTIME_AFTER_NAME + 1]);
    return ticks / TICKS_A_SECOND;
  }

  /** Bytes that it made the kernel write to disks since its start. */
  public long bytesWritten() throws IOException {
    return number(Files.readAllLines(process.resolve("io")), "write_bytes:");
  }
}
