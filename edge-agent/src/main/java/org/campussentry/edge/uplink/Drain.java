package org.campussentry.edge.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which batches are sent again, and when; pure, time is handed in. Batches are known by their
 * position in the outbox.
 *
 * <p>A fresh batch that was published waits 10 s for its receipt and is backlog afterwards. While
 * receipts come, backlog goes out oldest first, as fast as they come, with a window of batches
 * underway. While none comes, one probe goes out, then the next after 5 s, 10, 20, 40, 60, 60 …: a
 * dead store fills outboxes and nothing else. Each connection begins with a probe. Not thread-safe.
 */
final class Drain {
  static final Duration PATIENCE = Duration.ofSeconds(10);
  static final Duration PROBE_FIRST = Duration.ofSeconds(5);
  static final Duration PROBE_LAST = Duration.ofSeconds(60);
  static final int WINDOW = 64;

  private final Map<Long, Instant> fresh = new LinkedHashMap<>();
  private final Map<Long, Instant> window = new LinkedHashMap<>();
  private boolean flowing;
  private long cursor;
  private Instant progress = Instant.EPOCH;
  private Instant probeAt = Instant.EPOCH;
  private Duration probeWait = PROBE_FIRST;

  /**
   * Batches to look for in the outbox.
   *
   * @param after position, excluded
   * @param before position, excluded
   */
  record Ask(long after, long before, int count) {}

  void connected(Instant now) {
    disconnected();
    probeAt = now;
    probeWait = PROBE_FIRST;
  }

  void disconnected() {
    fresh.clear();
    window.clear();
    cursor = 0;
    flowing = false;
  }

  void sentFresh(long position, Instant now) {
    fresh.put(position, now);
  }

  void sentAgain(long position, Instant now) {
    window.put(position, now);
    if (flowing) {
      cursor = position;
    } else {
      probeAt = now.plus(probeWait);
      Duration doubled = probeWait.multipliedBy(2);
      probeWait = doubled.compareTo(PROBE_LAST) > 0 ? PROBE_LAST : doubled;
    }
  }

  /** That a receipt said something of batches; {@code positions} are those that were here. */
  void settled(Collection<Long> positions, Instant now) {
    fresh.keySet().removeAll(positions);
    window.keySet().removeAll(positions);
    progress = now;
    if (!flowing) {
      flowing = true;
      cursor = 0;
    }
  }

  /** What to send again now, or empty. */
  Optional<Ask> ask(Instant now) {
    expire(now);
    long before = fresh.isEmpty() ? Long.MAX_VALUE : fresh.keySet().iterator().next();
    if (flowing) {
      int room = WINDOW - window.size();
      return room == 0 ? Optional.empty() : Optional.of(new Ask(cursor, before, room));
    }
    if (now.isBefore(probeAt)) {
      return Optional.empty();
    }
    window.clear();
    return Optional.of(new Ask(0, before, 1));
  }

  /** Whether the batch is underway already. */
  boolean underway(long position) {
    return window.containsKey(position);
  }

  private void expire(Instant now) {
    Instant limit = now.minus(PATIENCE);
    boolean waitedInVain = fresh.values().removeIf(sent -> !sent.isAfter(limit));
    for (var sent : Map.copyOf(window).entrySet()) {
      if (!sent.getValue().isAfter(limit)) {
        window.remove(sent.getKey());
        cursor = Math.min(cursor, sent.getKey() - 1);
        waitedInVain = true;
      }
    }
    if (flowing && waitedInVain) {
      // The expired ones lie behind the cursor, wherever it was.
      cursor = 0;
      if (!progress.isAfter(limit)) {
        flowing = false;
        probeAt = now;
        probeWait = PROBE_FIRST;
      }
    }
  }
}
