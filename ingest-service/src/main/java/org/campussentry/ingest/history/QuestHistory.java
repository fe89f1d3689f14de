package org.campussentry.ingest.history;

import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.CairoException;
import io.questdb.cairo.CommitMode;
import io.questdb.cairo.DefaultCairoConfiguration;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.cairo.sql.SqlExecutionCircuitBreaker;
import io.questdb.cairo.sql.TableMetadata;
import io.questdb.cairo.wal.WalWriter;
import io.questdb.cairo.wal.seq.TableSequencerAPI;
import io.questdb.griffin.SqlException;
import io.questdb.griffin.SqlExecutionContextImpl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.campussentry.ingest.history.HistoryException.Kind;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * QuestDB inside this process, for a campus without InfluxDB. Thread-safe.
 *
 * <p>A write returns after its commit to the write-ahead log was synced to disk, so a receipt
 * survives a power cut. {@code DEDUP UPSERT KEYS} makes rewriting idempotent.
 */
public final class QuestHistory implements SeriesStore {
  private static final Logger log = LoggerFactory.getLogger(QuestHistory.class);

  /** Lies in the store while it is held, and after a kill until it is held again. */
  public static final String CHECKPOINT = ".checkpoint";

  private static final long SETTLED_NANOS = 30_000_000_000L;

  private final CairoEngine engine;
  private final QuestJobs jobs;
  private final String identity;

  /**
   * Opens or creates the store, and tells what goes when {@code retention} is shorter than what
   * lies in it.
   *
   * @throws IllegalStateException when the folder can't be used, or another process uses it
   */
  public QuestHistory(Path home, Retention retention, InstantSource clock) {
    try {
      Files.createDirectories(home);
      quietLog(home.resolve("log.conf"));
      this.identity = identity(home.resolve("identity"));
      this.engine = new CairoEngine(new Configuration(home.toString()));
      createTables();
      engine.getMetadataCache().onStartupAsyncHydrator();
      keep(retention, clock.instant());
    } catch (IOException | SqlException | CairoException e) {
      throw new IllegalStateException(
          "the embedded store can't use " + home + ": " + e.getMessage(), e);
    }
    this.jobs = new QuestJobs(engine);
    jobs.start();
  }

  /** Made with the store, so that one that was begun anew in the same place is another one. */
  private static String identity(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, UUID.randomUUID().toString());
    }
    return Files.readString(file);
  }

  /**
   * QuestDB logs its own way, by a file that this system property names before its first class
   * loads.
   */
  private static void quietLog(Path file) throws IOException {
    Files.writeString(
        file,
        """
        writers=stdout
        w.stdout.class=io.questdb.log.LogConsoleWriter
        w.stdout.level=ERROR,CRITICAL
        """);
    System.setProperty("out", file.toString());
  }

  private static final class Configuration extends DefaultCairoConfiguration {
    /** What QuestDB would put beside the store lies in it, and a backup finds all in one place. */
    Configuration(String root) {
      super(root, root);
    }

    @Override
    public CharSequence getCheckpointRoot() {
      return getDbRoot() + "/" + CHECKPOINT;
    }

    @Override
    public boolean isCheckpointRecoveryEnabled() {
      return true;
    }

    @Override
    public int getCommitMode() {
      return CommitMode.SYNC;
    }

    @Override
    public boolean isSqlParallelFilterEnabled() {
      return false;
    }

    @Override
    public boolean isSqlParallelGroupByEnabled() {
      return false;
    }
  }

  private void createTables() throws SqlException {
    try (SqlExecutionContextImpl context = context()) {
      for (String table : List.of("readings", "untimed")) {
        engine.execute(QuestSql.table(table), context);
      }
    }
  }

  /**
   * QuestDB drops whole days as data comes in. Only {@code readings}: the times in {@code untimed}
   * are not true, and say nothing of age.
   */
  private void keep(Retention retention, Instant now) throws SqlException {
    TableToken table = engine.verifyTableName("readings");
    int hours;
    try (TableMetadata metadata = engine.getTableMetadata(table)) {
      hours = metadata.getTtlHoursOrMonths();
    }
    if (!retention.isForever()) {
      tellWhatGoes(retention, retention.oldest(now).truncatedTo(ChronoUnit.DAYS));
    }
    if (hours != retention.days() * 24) {
      try (SqlExecutionContextImpl context = context()) {
        engine.execute("ALTER TABLE readings SET TTL " + retention.days() + " DAYS", context);
      }
      log.info("The embedded store keeps readings {}", retention);
    }
  }

  private void tellWhatGoes(Retention retention, Instant oldest) throws SqlException {
    long micros = oldest.toEpochMilli() * 1000;
    String sql = "SELECT count(), min(ts), max(ts) FROM readings WHERE ts < " + micros;
    select(
        sql,
        row -> {
          if (row.getLong(0) > 0) {
            log.warn(
                "store.retention is {}: {} readings from {} to {} are older and are deleted now",
                retention,
                row.getLong(0),
                Instant.ofEpochMilli(row.getTimestamp(1) / 1000),
                Instant.ofEpochMilli(row.getTimestamp(2) / 1000));
          }
          return row.getLong(0);
        });
  }

  private SqlExecutionContextImpl context() {
    return new SqlExecutionContextImpl(engine, 1).with(AllowAllSecurityContext.INSTANCE);
  }

  @Override
  public void write(List<Sample> samples) throws HistoryException {
    boolean anyUntimed = false;
    boolean anyTimed = false;
    for (Sample sample : samples) {
      anyUntimed |= sample.isUntimed();
      anyTimed |= !sample.isUntimed();
    }
    if (anyTimed) {
      write("readings", samples, false);
    }
    if (anyUntimed) {
      write("untimed", samples, true);
    }
  }

  private void write(String table, List<Sample> samples, boolean untimed) throws HistoryException {
    try (WalWriter writer = engine.getWalWriter(engine.verifyTableName(table))) {
      for (Sample sample : samples) {
        if (sample.isUntimed() == untimed) {
          append(writer, sample);
        }
      }
      writer.commit();
    } catch (CairoException e) {
      throw new HistoryException(
          Kind.UNAVAILABLE,
          "the embedded store does not write: "
              + e.getFlyweightMessage()
              + " (check that its disk has room)",
          e);
    }
  }

  private static void append(WalWriter writer, Sample sample) {
    Point point = sample.point();
    Reading reading = sample.reading();
    TableWriter.Row row = writer.newRow(reading.time() * 1000);
    row.putSym(1, point.site());
    row.putSym(2, point.id().gateway());
    row.putSym(3, point.area());
    row.putSym(4, point.device());
    row.putSym(5, point.id().wire());
    row.putSym(6, point.quantity());
    if (reading instanceof Reading.Measured measured) {
      row.putDouble(7, measured.value());
    } else if (reading instanceof Reading.Unavailable unavailable) {
      row.putSym(8, unavailable.reason().wire());
    }
    row.putSym(9, sample.untimed());
    row.append();
  }

  private interface RowReader<T> {
    T read(Record row);
  }

  @Override
  public List<Bucket> buckets(Point point, long fromMs, long toMs, long bucketMs)
      throws HistoryException {
    return query(QuestSql.buckets(point, fromMs, toMs, bucketMs), row -> bucket(row, 1));
  }

  @Override
  public List<Row> rows(Point point, long fromMs, long toMs, int limit) throws HistoryException {
    return query(QuestSql.rows(point, fromMs, toMs, limit), QuestHistory::row);
  }

  /** Looks at each reading of that time once, however many points are asked for. */
  @Override
  public Map<PointId, List<Row>> rows(Collection<Point> points, long fromMs, long toMs)
      throws HistoryException {
    Map<PointId, List<Row>> all = new HashMap<>();
    points.forEach(point -> all.put(point.id(), new ArrayList<>()));
    if (!points.isEmpty()) {
      query(
          QuestSql.rows(points, fromMs, toMs),
          row -> {
            PointId id = new PointId(row.getSymA(3).toString(), row.getSymA(4).toString());
            Optional.ofNullable(all.get(id)).ifPresent(rows -> rows.add(row(row)));
            return id;
          });
    }
    return all;
  }

  /** Of the time in the first column and the aggregates from a column on. */
  private static Bucket bucket(Record row, int from) {
    return new Bucket(
        row.getTimestamp(0) / 1000,
        row.getLong(from),
        row.getLong(from + 1),
        finite(row.getDouble(from + 2)),
        finite(row.getDouble(from + 3)),
        finite(row.getDouble(from + 4)));
  }

  private static Row row(Record row) {
    CharSequence reason = row.getSymA(2);
    return new Row(
        row.getTimestamp(0) / 1000,
        finite(row.getDouble(1)),
        reason == null ? "" : reason.toString());
  }

  @Override
  public void summaries(long fromMs, long toMs, long bucketMs, Reader reader)
      throws HistoryException {
    query(
        QuestSql.summaries(fromMs, toMs, bucketMs),
        row -> {
          Series series =
              new Series(
                  row.getSymA(1).toString(),
                  row.getSymA(2).toString(),
                  row.getSymA(3).toString(),
                  row.getSymA(4).toString());
          reader.take(series, bucket(row, 5));
          return series;
        });
  }

  /** What was committed to the log is in the table a moment later. */
  @Override
  public void settle() throws HistoryException {
    TableToken table = engine.verifyTableName("readings");
    TableSequencerAPI log = engine.getTableSequencerAPI();
    long written = log.lastTxn(table);
    long until = System.nanoTime() + SETTLED_NANOS;
    while (log.getTxnTracker(table).getWriterTxn() < written) {
      if (System.nanoTime() > until) {
        throw new HistoryException(
            Kind.UNAVAILABLE, "the embedded store is behind with its log", null);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public OptionalLong oldestMs() throws HistoryException {
    return query("SELECT ts FROM readings LIMIT 1", row -> row.getTimestamp(0) / 1000).stream()
        .mapToLong(ms -> ms)
        .findFirst();
  }

  @Override
  public String identity() {
    return identity;
  }

  private <T> List<T> select(String sql, RowReader<T> reader) throws SqlException {
    List<T> rows = new ArrayList<>();
    try (SqlExecutionContextImpl context = context();
        RecordCursorFactory factory = engine.select(sql, context);
        RecordCursor cursor = factory.getCursor(context)) {
      Record row = cursor.getRecord();
      while (cursor.hasNext()) {
        rows.add(reader.read(row));
      }
      return rows;
    }
  }

  private <T> List<T> query(String sql, RowReader<T> reader) throws HistoryException {
    try {
      return select(sql, reader);
    } catch (SqlException | CairoException e) {
      throw new HistoryException(
          Kind.UNAVAILABLE, "the embedded store does not answer: " + e.getMessage(), e);
    }
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }

  @Override
  public AutoCloseable hold() throws HistoryException {
    try {
      engine.checkpointCreate(SqlExecutionCircuitBreaker.NOOP_CIRCUIT_BREAKER, false);
      return engine::checkpointRelease;
    } catch (SqlException | CairoException e) {
      throw new HistoryException(
          Kind.UNAVAILABLE, "the embedded store can't be held: " + e.getMessage(), e);
    }
  }

  /**
   * Opens a copy that was made while the store was held, as it was then.
   *
   * @throws IOException when it can't be opened
   */
  public static void recover(Path home) throws IOException {
    if (Files.exists(home.resolve(CHECKPOINT).resolve("db"))) {
      Files.createFile(home.resolve("_restore"));
    }
    try {
      new QuestHistory(home, Retention.FOREVER, InstantSource.system()).close();
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    jobs.close();
    engine.close();
  }
}
