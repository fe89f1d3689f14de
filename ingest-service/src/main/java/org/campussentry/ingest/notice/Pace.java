package org.campussentry.ingest.notice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How many messages in a row a reader gets, before the next ones are gathered into a digest. Times
 * are milliseconds since 1970 UTC. Not thread-safe.
 *
 * <p>Five within five minutes is what somebody can act on in the night; fifteen, and a reserve of
 * five for critical ones, is what WeCom and DingTalk take from a robot in a minute.
 */
final class Pace {
  static final int PERSON_MAX = 5;
  static final int GROUP_MAX = 15;
  static final int RESERVE = 5;
  private static final long WINDOW_MS = Duration.ofMinutes(5).toMillis();
  private static final long GATHER_MS = Duration.ofMinutes(1).toMillis();

  private final Map<String, Deque<Long>> singles = new HashMap<>();
  private final Map<String, Long> digests = new HashMap<>();

  /** Whether a message may go by itself; counted when it may. */
  boolean single(String reader, int max, long now) {
    Deque<Long> sent = singles.computeIfAbsent(reader, r -> new ArrayDeque<>());
    // What lies ahead was counted by a clock that was set back since.
    sent.removeIf(time -> now - time >= WINDOW_MS || time > now);
    return sent.size() < max && sent.add(now);
  }

  /**
   * Whether what was held back may go as one now; counted when it may. At most one a minute, and
   * none before a minute's worth is gathered.
   */
  boolean digest(String reader, long heldSince, long now) {
    boolean gathered = Math.abs(now - heldSince) >= GATHER_MS;
    if (!gathered || Math.abs(now - digests.getOrDefault(reader, 0L)) < GATHER_MS) {
      return false;
    }
    digests.put(reader, now);
    return true;
  }
}
