package org.campussentry.benchmarks.ingest;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.watch.Watch;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From the open journal until the watch has looked at all points once, in a new process that has
 * done nothing of the kind before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Restored {
  /** Of a journal in which every point has an open alert. */
  @Param("")
  private String home = "";

  private Journal journal;

  @Setup(Level.Trial)
  public void start() {
    journal = Watched.journal(Path.of(home));
  }

  /** What the thread used of a processor: on a busy machine that can be compared. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Processor {
    public double seconds;
  }

  @Benchmark
  public Watch restored(Processor processor) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    Watch watch = Watched.restore(journal, Watched.START_MS + 1000);
    processor.seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    return watch;
  }

  @TearDown(Level.Trial)
  public void stop() {
    journal.close();
  }
}
