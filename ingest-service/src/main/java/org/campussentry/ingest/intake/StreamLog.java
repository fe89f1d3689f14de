package org.campussentry.ingest.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.campussentry.ingest.reading.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account of each stream's batches: watched once, waiting for the store, stored, rejected,
 * dropped, missing. Thread-safe.
 *
 * <p>Its order is what makes it true after a kill at any moment: first the store has a batch, then
 * the journal has its number together with the count of its readings (one transaction, several a
 * second for all streams), and only then a receipt goes out. So the journal never claims more than
 * the store has. A batch that was stored and not noted has no receipt: it comes again, is written
 * over itself, and is noted and counted then, once. A batch that was noted is known after a
 * restart: it is receipted again and neither watched nor counted.
 *
 * <p>Memory holds the streams of late; others are read from the journal when they speak.
 */
final class StreamLog {
  private static final Logger log = LoggerFactory.getLogger(StreamLog.class);

  /** A campus has one open stream a gateway. */
  private static final int STREAMS_MAX = 2_000;

  private record StreamId(String gateway, String stream) {}

  private static final class Stream {
    /** By this process; what another one watched and did not store may be watched again. */
    final Ranges watched = new Ranges();

    final Set<Long> waiting = new HashSet<>();
    Ranges received = new Ranges();
    Ranges stored = new Ranges();
    Ranges rejected = new Ranges();
    Ranges announced = new Ranges();
    Optional<StreamRecord.Previous> previous = Optional.empty();
    boolean ended;
    long last = -1;
    long firstAt;
    long changedAt;
    StreamStore.Totals told = new StreamStore.Totals(0, 0);

    /** The journal could not be asked what it knows. */
    boolean unread;
  }

  private final StreamStore store;
  private final Tally tally;
  private final Map<StreamId, Stream> streams = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, StreamStore.Totals> totals;
  private Set<StreamId> changed = new LinkedHashSet<>();

  StreamLog(StreamStore store, Tally tally) {
    this.store = store;
    this.tally = tally;
    this.totals = new ConcurrentHashMap<>(store.totals());
  }

  synchronized boolean isWatched(Batch.Key key) {
    return stream(key).watched.contains(key.seq());
  }

  synchronized void watched(Batch.Key key, long nowMs) {
    Stream stream = stream(key);
    stream.watched.add(key.seq());
    if (stream.received.add(key.seq())) {
      change(key, stream, nowMs);
    }
  }

  synchronized boolean isStored(Batch.Key key) {
    return stream(key).stored.contains(key.seq());
  }

  /** False while the store is at it, and while nobody can say whether it has the batch already. */
  synchronized boolean isReady(Batch.Key key) {
    Stream stream = stream(key);
    return !stream.unread && !stream.waiting.contains(key.seq());
  }

  synchronized void waiting(Batch.Key key) {
    stream(key).waiting.add(key.seq());
  }

  /** The store had no room; the batch will come again. */
  synchronized void turnedAway(Batch.Key key) {
    stream(key).waiting.remove(key.seq());
  }

  synchronized void stored(Batch.Key key, List<Sample> samples, long arrivedMs) {
    Stream stream = stream(key);
    stream.waiting.remove(key.seq());
    if (stream.stored.add(key.seq())) {
      tally.add(samples, arrivedMs);
      change(key, stream, arrivedMs);
    }
  }

  /** Rows of a batch that is counted already, with the others of it. */
  synchronized void added(List<Sample> samples, long nowMs) {
    tally.add(samples, nowMs);
  }

  synchronized void rejected(Batch.Key key, long nowMs) {
    Stream stream = stream(key);
    if (stream.rejected.add(key.seq())) {
      stream.received.add(key.seq());
      change(key, stream, nowMs);
    }
  }

  /** What a gateway says of its streams. */
  synchronized void told(Status status, long nowMs) {
    StreamId id = new StreamId(status.gateway(), status.stream());
    Stream stream = stream(id);
    if (status.previous().isPresent() && !status.previous().equals(stream.previous)) {
      stream.previous = status.previous();
      change(id, stream, nowMs);
    }
    status.previous().ifPresent(p -> ended(new StreamId(status.gateway(), p.stream()), p, nowMs));
    status.dropped().forEach(d -> dropped(new StreamId(status.gateway(), d.stream()), d, nowMs));
  }

  private void ended(StreamId id, StreamRecord.Previous previous, long nowMs) {
    Stream stream = stream(id);
    if (!stream.ended || previous.seq() > stream.last) {
      stream.ended = true;
      stream.last = Math.max(stream.last, previous.seq());
      change(id, stream, nowMs);
    }
  }

  private void dropped(StreamId id, Status.Dropped dropped, long nowMs) {
    Stream stream = stream(id);
    Ranges more = new Ranges();
    more.add(dropped.from(), dropped.to());
    if (more.without(stream.announced).isEmpty()) {
      return;
    }
    stream.announced.add(dropped.from(), dropped.to());
    stream.last = Math.max(stream.last, dropped.to());
    change(id, stream, nowMs);
    if (!more.without(stream.stored).isEmpty()) {
      log.warn(
          "Gateway {} gave up batches {} to {} of stream {}: these readings are lost. Its outbox had no"
              + " room left, or was damaged, which its own log tells: give it more room and mend what"
              + " keeps it from sending, or look at its card",
          id.gateway(),
          dropped.from(),
          dropped.to(),
          id.stream());
    }
  }

  /** Makes durable what changed since the last call; what could not be saved stays due. */
  void save() {
    Set<StreamId> due;
    List<StreamRecord> records = new ArrayList<>();
    Map<DayCounts.Key, DayCounts> counts;
    synchronized (this) {
      for (StreamId id : changed) {
        records.add(record(id, known(id)));
      }
      due = changed;
      changed = new LinkedHashSet<>();
      counts = tally.take();
    }
    if (records.isEmpty() && counts.isEmpty()) {
      return;
    }
    try {
      store.save(records, counts);
    } catch (RuntimeException e) {
      synchronized (this) {
        changed.addAll(due);
        tally.giveBack(counts);
      }
      throw e;
    }
    records.forEach(this::count);
    forgetOldest();
  }

  /** Writing what could not be read would forget what the journal knows. */
  private Stream known(StreamId id) {
    Stream stream = stream(id);
    if (stream.unread) {
      read(id, stream);
    }
    if (stream.unread) {
      throw new IllegalStateException("it could not be read");
    }
    return stream;
  }

  private synchronized void count(StreamRecord saved) {
    Stream stream = stream(new StreamId(saved.gateway(), saved.stream()));
    StreamStore.Totals before = stream.told;
    StreamStore.Totals after = totals(saved);
    stream.told = after;
    totals.merge(
        saved.gateway(),
        new StreamStore.Totals(
            after.missing() - before.missing(), after.dropped() - before.dropped()),
        (a, b) -> new StreamStore.Totals(a.missing() + b.missing(), a.dropped() + b.dropped()));
  }

  private synchronized void forgetOldest() {
    Iterator<Map.Entry<StreamId, Stream>> oldest = streams.entrySet().iterator();
    int over = streams.size() - STREAMS_MAX;
    while (over > 0 && oldest.hasNext()) {
      Map.Entry<StreamId, Stream> entry = oldest.next();
      if (entry.getValue().waiting.isEmpty() && !changed.contains(entry.getKey())) {
        oldest.remove();
        over--;
      }
    }
  }

  /** Batches lost by gateway, as of the last save. */
  Map<String, StreamStore.Totals> totals() {
    return Map.copyOf(totals);
  }

  private static StreamStore.Totals totals(StreamRecord record) {
    return new StreamStore.Totals(record.missing().count(), record.dropped().count());
  }

  private void change(Batch.Key key, Stream stream, long nowMs) {
    stream.last = Math.max(stream.last, key.seq());
    change(new StreamId(key.gateway(), key.stream()), stream, nowMs);
  }

  private void change(StreamId id, Stream stream, long nowMs) {
    stream.firstAt = stream.firstAt == 0 ? nowMs : stream.firstAt;
    stream.changedAt = nowMs;
    changed.add(id);
  }

  private Stream stream(Batch.Key key) {
    return stream(new StreamId(key.gateway(), key.stream()));
  }

  private Stream stream(StreamId id) {
    Stream known = streams.get(id);
    if (known != null) {
      return known;
    }
    Stream stream = new Stream();
    streams.put(id, stream);
    read(id, stream);
    return stream;
  }

  /**
   * Alerts don't wait for the journal: without it a batch is watched, and comes again. It is asked
   * once here, then at each save.
   */
  private void read(StreamId id, Stream stream) {
    try {
      store.find(id.gateway(), id.stream()).ifPresent(known -> restore(stream, known));
      stream.unread = false;
    } catch (RuntimeException e) {
      if (!stream.unread) {
        log.error(
            "The journal does not say what it knows of stream {} of gateway {}: {}. Its batches are watched, and"
                + " taken in when the journal answers",
            id.stream(),
            id.gateway(),
            e.getMessage());
      }
      stream.unread = true;
    }
  }

  private static void restore(Stream stream, StreamRecord known) {
    known.received().list().forEach(r -> stream.received.add(r[0], r[1]));
    known.rejected().list().forEach(r -> stream.rejected.add(r[0], r[1]));
    known.announced().list().forEach(r -> stream.announced.add(r[0], r[1]));
    known.stored().list().forEach(r -> stream.stored.add(r[0], r[1]));
    stream.previous = stream.previous.or(known::previous);
    stream.ended |= known.ended();
    stream.last = Math.max(stream.last, known.last());
    stream.firstAt = known.firstAt();
    stream.changedAt = Math.max(stream.changedAt, known.changedAt());
    stream.told = totals(known);
  }

  private static StreamRecord record(StreamId id, Stream stream) {
    return new StreamRecord(
        id.gateway(),
        id.stream(),
        stream.previous,
        stream.ended,
        stream.last,
        stream.received.copy(),
        stream.stored.copy(),
        stream.rejected.copy(),
        stream.announced.copy(),
        stream.firstAt,
        stream.changedAt);
  }
}
