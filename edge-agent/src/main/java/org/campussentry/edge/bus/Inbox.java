package org.campussentry.edge.bus;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * What one device said and nobody has taken yet: at most 100 messages; beyond that the oldest goes,
 * and is counted. Thread-safe.
 */
final class Inbox {
  static final int MESSAGES_MAX = 100;

  private final Queue<Answer.Message> waiting = new ArrayDeque<>();
  private long dropped;

  synchronized void add(Instant arrived, Answer said) {
    if (waiting.size() == MESSAGES_MAX) {
      waiting.remove();
      dropped++;
    }
    waiting.add(new Answer.Message(arrived, said));
  }

  synchronized Answer.Messages take() {
    var taken = new Answer.Messages(List.copyOf(waiting), dropped);
    waiting.clear();
    dropped = 0;
    return taken;
  }
}
