package org.campussentry.benchmarks.ingest;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.watch.Watch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From opening the journal until the watch has looked at all points once, in a new process. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Restored {
  /** Of a journal in which every point has an open alert. */
  @Param("")
  private String home = "";

  private Journal journal;

  @Benchmark
  public Watch restored() {
    journal = Watched.journal(Path.of(home));
    return Watched.restore(journal, Watched.START_MS + 1000);
  }

  @TearDown(Level.Trial)
  public void stop() {
    journal.close();
  }
}
