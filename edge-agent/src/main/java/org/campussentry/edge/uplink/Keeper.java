package org.campussentry.edge.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.outbox.Batch;
import org.campussentry.edge.outbox.Kept;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.Provisional;
import org.campussentry.edge.outbox.Range;
import org.campussentry.edge.reading.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes numbered batches of readings and has the outbox keep them, in order. While the outbox takes
 * nothing they wait in memory, at most {@link #WAITING_BYTES_MAX}; the oldest beyond that is lost
 * and announced as dropped, and so is all of it if the process ends meanwhile. The first loss is
 * logged, and how many there were once the outbox takes batches again. Not thread-safe.
 */
final class Keeper {
  private static final Logger log = LoggerFactory.getLogger(Keeper.class);
  static final long WAITING_BYTES_MAX = 4 << 20;

  private final Outbox outbox;
  private final String catalog;
  private final CampusClock clock;
  private final String boot;
  private final OpenBatch open = new OpenBatch();
  private final Deque<Batch> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long taken;
  private long lost;
  private long seq;

  /**
   * A keeper without readings.
   *
   * @param boot id of the boot that the clock's ticks count from
   */
  Keeper(Outbox outbox, String catalog, CampusClock clock, String boot) {
    this.outbox = outbox;
    this.catalog = catalog;
    this.clock = clock;
    this.boot = boot;
  }

  /** Takes readings in; returns the batches that were closed by it and are kept. */
  List<Kept> add(List<Reading> readings, Instant now) {
    var kept = new ArrayList<Kept>();
    for (Reading reading : readings) {
      if (open.full()) {
        kept.addAll(close());
      }
      open.add(reading, now);
    }
    kept.addAll(due(now));
    return kept;
  }

  /** Closes the open batch if its time has come. */
  List<Kept> due(Instant now) {
    return open.due(now) ? close() : List.of();
  }

  /** How long the open batch still has; empty when there is none. */
  Optional<Duration> left(Instant now) {
    return open.empty() ? Optional.empty() : Optional.of(open.left(now));
  }

  /** Closes the open batch now. */
  List<Kept> close() {
    if (!open.empty()) {
      Batch batch = encode(open.close());
      waiting.add(batch);
      waitingBytes += batch.payload().size();
    }
    return retry();
  }

  private Batch encode(List<Reading> readings) {
    String stream = outbox.stream().id();
    boolean unsure = clock.trust() == Trust.UNSURE;
    Optional<Provisional> provisional =
        unsure ? Optional.of(new Provisional(boot, clock.offset())) : Optional.empty();
    var payload = Wire.batch(stream, seq, catalog, unsure, readings, clock::at);
    long time = clock.at(readings.get(0).tick());
    return new Batch(stream, seq++, catalog, time, provisional, payload);
  }

  /** Tries to have kept what waits; returns what was. */
  List<Kept> retry() {
    var kept = new ArrayList<Kept>();
    while (!waiting.isEmpty()) {
      Optional<Kept> done = outbox.keep(waiting.peek());
      if (done.isEmpty()) {
        break;
      }
      int size = waiting.remove().payload().size();
      waitingBytes -= size;
      taken += size;
      kept.add(done.get());
    }
    while (waitingBytes > WAITING_BYTES_MAX) {
      lose(waiting.remove());
    }
    if (lost > 0 && waiting.isEmpty()) {
      log.warn(
          "outbox {} keeps batches again; {} batches were lost and are announced as dropped",
          outbox.file(),
          lost);
      lost = 0;
    }
    return kept;
  }

  /** How many bytes of payload the outbox has ever taken from here. */
  long taken() {
    return taken;
  }

  private void lose(Batch batch) {
    waitingBytes -= batch.payload().size();
    outbox.lost(new Range(batch.stream(), batch.seq(), batch.seq()));
    if (lost++ == 0) {
      log.error(
          "outbox {} has taken nothing until {} MiB waited in memory: from batch {} of stream {} on"
              + " the oldest are lost. Free some disk space, or make the file system writable.",
          outbox.file(),
          WAITING_BYTES_MAX >> 20,
          batch.seq(),
          batch.stream());
    }
  }
}
