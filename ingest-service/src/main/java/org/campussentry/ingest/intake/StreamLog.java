package org.campussentry.ingest.intake;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What this process knows of each stream's batches: watched once, waiting for the store, stored.
 * Thread-safe.
 *
 * <p>It starts empty: after a restart a batch may be watched and stored again, which changes
 * nothing, because the store is idempotent and the watch keeps a persisted high-water mark per
 * point.
 */
final class StreamLog {
  /** A campus has one open stream a gateway; what is older than this many streams is forgotten. */
  private static final int STREAMS_MAX = 20_000;

  private record StreamId(String gateway, String stream) {}

  private static final class Stream {
    final Ranges watched = new Ranges();
    final Ranges stored = new Ranges();
    final Set<Long> waiting = new HashSet<>();
  }

  private final Map<StreamId, Stream> streams =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, Stream> eldest) {
          return size() > STREAMS_MAX;
        }
      };

  synchronized boolean isWatched(Batch.Key key) {
    return stream(key).watched.contains(key.seq());
  }

  synchronized void watched(Batch.Key key) {
    stream(key).watched.add(key.seq());
  }

  synchronized boolean isStored(Batch.Key key) {
    return stream(key).stored.contains(key.seq());
  }

  synchronized boolean isWaiting(Batch.Key key) {
    return stream(key).waiting.contains(key.seq());
  }

  synchronized void waiting(Batch.Key key) {
    stream(key).waiting.add(key.seq());
  }

  /** The store had no room; the batch will come again. */
  synchronized void turnedAway(Batch.Key key) {
    stream(key).waiting.remove(key.seq());
  }

  synchronized void stored(Batch.Key key) {
    Stream stream = stream(key);
    stream.waiting.remove(key.seq());
    stream.stored.add(key.seq());
  }

  private Stream stream(Batch.Key key) {
    return streams.computeIfAbsent(new StreamId(key.gateway(), key.stream()), s -> new Stream());
  }
}
