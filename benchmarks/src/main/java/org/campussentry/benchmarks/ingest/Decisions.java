package org.campussentry.benchmarks.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.watch.Watch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a reading costs the watch, beside a loop that compares with two limits and does nothing
 * else. One point of a thousand is beyond its limit all the time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Decisions {
  private static final int ALL = Watched.GATEWAYS * Watched.POINTS;
  private static final int ONE_BEYOND_OF = 1000;

  /** A new folder for the journal. */
  @Param("")
  private String home = "";

  private final PointId[] ids = new PointId[ALL];
  private final double[] values = new double[ALL];
  private final double[] upper = new double[ALL];
  private final double[] lower = new double[ALL];
  private final boolean[] beyond = new boolean[ALL];
  private Journal journal;
  private Watch watch;
  private int gateway;
  private long now = Watched.START_MS;

  /** All points have spoken once. */
  @Setup(Level.Trial)
  public void start() {
    Random random = new Random(1);
    for (int i = 0; i < ALL; i++) {
      ids[i] = Watched.point(i / Watched.POINTS, i % Watched.POINTS);
      values[i] = i % ONE_BEYOND_OF == 0 ? Watched.BEYOND : 2 + 4 * random.nextDouble();
      upper[i] = Watched.UPPER;
      lower[i] = Watched.LOWER;
    }
    journal = Watched.journal(Path.of(home));
    Watched.declare(journal);
    watch = Watched.restore(journal, now);
    for (int i = 0; i < Watched.GATEWAYS; i++) {
      watched();
    }
    if (watch.openAlerts().size() != ALL / ONE_BEYOND_OF) {
      throw new IllegalStateException(watch.openAlerts().size() + " alerts");
    }
  }

  @TearDown(Level.Trial)
  public void stop() {
    journal.close();
  }

  /** One batch of the next gateway; after the last one five seconds are over. */
  @Benchmark
  @OperationsPerInvocation(Watched.POINTS)
  public void watched() {
    int from = next();
    List<Reading> batch = new ArrayList<>(Watched.POINTS);
    for (int i = from; i < from + Watched.POINTS; i++) {
      batch.add(new Reading.Measured(ids[i], now, values[i]));
    }
    Watched.say(watch, gateway, batch, now);
  }

  /** The same values and no more than the question. */
  @Benchmark
  @OperationsPerInvocation(Watched.POINTS)
  public int plain() {
    int from = next();
    int changes = 0;
    for (int i = from; i < from + Watched.POINTS; i++) {
      boolean is = values[i] > upper[i] || values[i] < lower[i];
      if (is != beyond[i]) {
        beyond[i] = is;
        changes++;
      }
    }
    return changes;
  }

  /** A look at all points for delays and silence; the service does it four times a second. */
  @Benchmark
  public void tick() {
    watch.onTick(now);
  }

  private int next() {
    gateway++;
    if (gateway == Watched.GATEWAYS) {
      gateway = 0;
      now += Watched.EVERY_MS;
    }
    return gateway * Watched.POINTS;
  }
}
