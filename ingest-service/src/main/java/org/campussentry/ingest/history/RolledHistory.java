package org.campussentry.ingest.history;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.campussentry.ingest.history.Rollups.Cell;
import org.campussentry.ingest.history.SeriesStore.Series;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.reading.Sites;

/**
 * A store with five-minute buckets of whole hours beside it, so that a month of a point is read in
 * the time of a day. Thread-safe; {@link #roll} by one thread.
 *
 * <p>A reading that comes for an hour that is rolled makes that hour stale before it is written,
 * durably, and a stale hour is read from the store until it is made anew: answers are never older
 * than those of the store itself.
 */
public final class RolledHistory implements History {
  /** An hour is rolled this long after its end; what comes later is late. */
  static final long AFTER_MS = 120_000;

  /** A stale hour is made anew when nothing came for it for this long. */
  static final long QUIET_MS = 60_000;

  /** How far back a store that keeps for ever is rolled. */
  private static final long FARTHEST_MS = 3660L * 86_400_000;

  private static final long HOUR_MS = HourOfSeries.HOUR_MS;

  private static final int MENDED_AT_ONCE = 24;

  /** What is known of a stale hour. Guarded by {@link #stale}. */
  private static final class Touched {
    private long version;
    private int underWay;
    private long lastMs;
  }

  private final SeriesStore store;
  private Optional<RollingThread> rolling = Optional.empty();
  private final Rollups rollups;
  private final Retention retention;
  private final Sites sites;
  private final InstantSource clock;

  /** Held shared while something is written; alone, while a stretch begins to be rolled. */
  private final ReentrantReadWriteLock writing = new ReentrantReadWriteLock();

  private final Map<Cell, Touched> stale = new HashMap<>();

  /** Sample time of the oldest reading that is known of. */
  private final AtomicLong oldestMs = new AtomicLong(Long.MAX_VALUE);

  private boolean asked;
  private volatile long rolledFrom;
  private volatile long rolledTo;

  /**
   * @param file of the roll-ups; it may be deleted while nothing runs
   * @param sites whose readings come through here, and so are known when they are late
   * @throws IllegalStateException when the file can't be written
   */
  public RolledHistory(
      SeriesStore store, Path file, Retention retention, Sites sites, InstantSource clock) {
    this.store = store;
    this.retention = retention;
    this.sites = sites;
    this.clock = clock;
    // Of sites that were not its own it knows nothing.
    String of = store.identity() + " " + String.join(",", sites.named());
    long start = HourOfSeries.hourOf(clock.millis() - AFTER_MS);
    this.rollups = Rollups.open(file, of, start);
    this.rolledFrom = rollups.lowMs();
    this.rolledTo = rollups.highMs();
    try {
      rollups.stale().forEach(cell -> stale.put(cell, new Touched()));
    } catch (HistoryException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens the store of a service with its roll-ups in the same home, and goes on rolling.
   *
   * @param address of InfluxDB; empty for the embedded store
   * @throws IllegalStateException when the home can't be used
   */
  public static RolledHistory open(
      Optional<StoreAddress> address,
      Path home,
      Retention retention,
      Sites sites,
      InstantSource clock) {
    SeriesStore store =
        address.isPresent()
            ? new InfluxHistory(address.get(), retention, clock)
            : new QuestHistory(home.resolve("store"), retention, clock);
    try {
      var history = new RolledHistory(store, home.resolve("rollups.db"), retention, sites, clock);
      history.rolling = Optional.of(RollingThread.start(history, clock));
      return history;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public void write(List<Sample> samples) throws HistoryException {
    writing.readLock().lock();
    try {
      Set<Cell> late = late(samples);
      if (late.isEmpty()) {
        store.write(samples);
        return;
      }
      begin(late);
      try {
        store.write(samples);
      } finally {
        end(late);
      }
    } finally {
      writing.readLock().unlock();
    }
  }

  private Set<Cell> late(List<Sample> samples) {
    long from = rolledFrom;
    long to = rolledTo;
    Set<Cell> late = new HashSet<>();
    for (Sample sample : samples) {
      long time = sample.reading().time();
      if (time < to && time >= from && !sample.isUntimed()) {
        late.add(new Cell(Series.of(sample.point()), HourOfSeries.hourOf(time)));
      } else if (time < from && !sample.isUntimed()) {
        oldestMs.accumulateAndGet(time, Math::min);
      }
    }
    return late;
  }

  private void begin(Set<Cell> late) throws HistoryException {
    synchronized (stale) {
      List<Cell> fresh = late.stream().filter(cell -> !stale.containsKey(cell)).toList();
      if (!fresh.isEmpty()) {
        rollups.stale(fresh);
      }
      for (Cell cell : late) {
        Touched touched = stale.computeIfAbsent(cell, c -> new Touched());
        touched.version++;
        touched.underWay++;
      }
    }
  }

  private void end(Set<Cell> late) {
    long now = clock.millis();
    synchronized (stale) {
      for (Cell cell : late) {
        Touched touched = stale.get(cell);
        touched.underWay--;
        touched.lastMs = now;
      }
    }
  }

  @Override
  public List<Bucket> buckets(Point point, long fromMs, long toMs, long bucketMs)
      throws HistoryException {
    long from = Math.max(HourOfSeries.hourOf(fromMs + HOUR_MS - 1), rollups.lowMs());
    long to = Math.min(HourOfSeries.hourOf(toMs), rollups.highMs());
    if (bucketMs % HourOfSeries.BUCKET_MS != 0 || from >= to) {
      return store.buckets(point, fromMs, toMs, bucketMs);
    }
    Series series = Series.of(point);
    Set<Long> leftOut = staleHours(series, from, to);
    Fold fold = new Fold(bucketMs);
    raw(point, fromMs, from, fold);
    rollups.read(series, from, to, leftOut, fold::add);
    for (long[] run : runs(leftOut, Integer.MAX_VALUE)) {
      raw(point, run[0], run[1], fold);
    }
    raw(point, to, toMs, fold);
    return fold.buckets();
  }

  @Override
  public Map<PointId, List<Bucket>> buckets(
      Collection<Point> points, long fromMs, long toMs, long bucketMs) throws HistoryException {
    if (points.size() < ManySeries.MANY || bucketMs % HourOfSeries.BUCKET_MS != 0) {
      return History.super.buckets(points, fromMs, toMs, bucketMs);
    }
    long low = Math.max(HourOfSeries.hourOf(fromMs + HOUR_MS - 1), rollups.lowMs());
    long high = Math.min(HourOfSeries.hourOf(toMs), rollups.highMs());
    long from = low < high ? low : fromMs;
    long to = low < high ? high : fromMs;
    ManySeries many = new ManySeries(store, points, bucketMs);
    Map<Long, Set<Series>> leftOut = new TreeMap<>();
    many.raw(fromMs, from);
    for (Series series : many.series()) {
      Set<Long> hours = staleHours(series, from, to);
      hours.forEach(hour -> leftOut.computeIfAbsent(hour, h -> new HashSet<>()).add(series));
      rollups.read(series, from, to, hours, bucket -> many.add(series, bucket));
    }
    for (var hour : leftOut.entrySet()) {
      many.raw(hour.getValue(), hour.getKey(), hour.getKey() + HOUR_MS);
    }
    many.raw(to, toMs);
    return many.buckets();
  }

  private void raw(Point point, long fromMs, long toMs, Fold fold) throws HistoryException {
    if (fromMs < toMs) {
      store.buckets(point, fromMs, toMs, HourOfSeries.BUCKET_MS).forEach(fold::add);
    }
  }

  private Set<Long> staleHours(Series series, long from, long to) {
    Set<Long> hours = new TreeSet<>();
    synchronized (stale) {
      if (!stale.isEmpty()) {
        for (long hour = from; hour < to; hour += HOUR_MS) {
          if (stale.containsKey(new Cell(series, hour))) {
            hours.add(hour);
          }
        }
      }
    }
    return hours;
  }

  /** Hours that touch each other as one stretch, of at most so many hours. */
  private static List<long[]> runs(Set<Long> hours, int most) {
    List<long[]> runs = new ArrayList<>();
    for (long hour : hours) {
      long[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && last[1] == hour && (last[1] - last[0]) / HOUR_MS < most) {
        last[1] += HOUR_MS;
      } else {
        runs.add(new long[] {hour, hour + HOUR_MS});
      }
    }
    return runs;
  }

  /**
   * Does one piece of what is to be done: the hour that is over, else what is stale, else the hour
   * before what is rolled.
   *
   * @return whether there was anything to do
   */
  public boolean roll(Instant now) throws HistoryException {
    long oldest =
        retention.isForever()
            ? now.toEpochMilli() - FARTHEST_MS
            : retention.oldest(now).toEpochMilli();
    forget(oldest);
    long high = rollups.highMs();
    if (high + HOUR_MS + AFTER_MS <= now.toEpochMilli()) {
      rollHour(high);
      return true;
    }
    if (mend(now.toEpochMilli())) {
      return true;
    }
    long before = rollups.lowMs() - HOUR_MS;
    if (before < oldest || before + HOUR_MS <= oldestReading()) {
      return false;
    }
    rollHour(before);
    return true;
  }

  private long oldestReading() throws HistoryException {
    if (!asked) {
      store.oldestMs().ifPresent(ms -> oldestMs.accumulateAndGet(ms, Math::min));
      asked = true;
    }
    return oldestMs.get();
  }

  private void forget(long oldest) throws HistoryException {
    rollups.forget(oldest);
    long low = rollups.lowMs();
    if (low > rolledFrom) {
      rolledFrom = low;
      synchronized (stale) {
        stale.entrySet().removeIf(e -> e.getKey().hour() < low && e.getValue().underWay == 0);
      }
    }
  }

  private void rollHour(long hour) throws HistoryException {
    writing.writeLock().lock();
    try {
      // From here on what comes for this hour is late; what is under way has arrived.
      rolledFrom = Math.min(rolledFrom, hour);
      rolledTo = Math.max(rolledTo, hour + HOUR_MS);
    } finally {
      writing.writeLock().unlock();
    }
    store.settle();
    Map<Series, HourOfSeries> summaries = new HashMap<>();
    for (long slice = hour; slice < hour + HOUR_MS; slice += ManySeries.SLICE_MS) {
      store.summaries(
          slice,
          slice + ManySeries.SLICE_MS,
          HourOfSeries.BUCKET_MS,
          (series, bucket) -> {
            if (sites.has(series.site())) {
              summaries.computeIfAbsent(series, s -> new HourOfSeries()).add(bucket);
            }
          });
    }
    rollups.add(hour, summaries);
  }

  /** The oldest quiet hours of one series. */
  private boolean mend(long nowMs) throws HistoryException {
    Map<Long, Long> versions = new HashMap<>();
    Series series = null;
    synchronized (stale) {
      for (var one : stale.entrySet()) {
        if (one.getValue().underWay == 0 && one.getValue().lastMs + QUIET_MS <= nowMs) {
          series = series == null ? one.getKey().series() : series;
          if (one.getKey().series().equals(series)) {
            versions.put(one.getKey().hour(), one.getValue().version);
          }
        }
      }
    }
    if (series == null) {
      return false;
    }
    long[] run = runs(new TreeSet<>(versions.keySet()), MENDED_AT_ONCE).get(0);
    store.settle();
    Map<Cell, HourOfSeries> mended = new HashMap<>();
    for (long hour = run[0]; hour < run[1]; hour += HOUR_MS) {
      mended.put(new Cell(series, hour), new HourOfSeries());
    }
    for (Bucket bucket : store.buckets(series.asPoint(), run[0], run[1], HourOfSeries.BUCKET_MS)) {
      mended.get(new Cell(series, HourOfSeries.hourOf(bucket.startMs()))).add(bucket);
    }
    synchronized (stale) {
      mended
          .keySet()
          .removeIf(
              cell -> {
                Touched touched = stale.get(cell);
                return touched == null
                    || touched.underWay > 0
                    || touched.version != versions.get(cell.hour());
              });
      rollups.mend(mended);
      stale.keySet().removeAll(mended.keySet());
    }
    return true;
  }

  @Override
  public List<Row> rows(Point point, long fromMs, long toMs, int limit) throws HistoryException {
    return store.rows(point, fromMs, toMs, limit);
  }

  @Override
  public Map<PointId, List<Row>> rows(Collection<Point> points, long fromMs, long toMs)
      throws HistoryException {
    return store.rows(points, fromMs, toMs);
  }

  @Override
  public AutoCloseable hold() throws HistoryException {
    return store.hold();
  }

  @Override
  public void close() {
    rolling.ifPresent(RollingThread::close);
    rollups.close();
    store.close();
  }
}
