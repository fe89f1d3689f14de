package org.campussentry.ingest.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a point measured lately, for rules about its change. Empty after a restart: a rate is judged
 * from two values of this process on, a value stands still since its first one. Confined to {@link
 * Watch}'s lock.
 */
final class Trace {
  /** Values kept of a window; what comes sooner than a 240th of it after the last is skipped. */
  private static final int KEPT_MAX = 240;

  private record Sample(long time, double value) {}

  private final long windowMs;
  private final long gapMs;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private Optional<Sample> same = Optional.empty();
  private long newest = Long.MIN_VALUE;

  /** Of the first value since the start or the last pause. */
  private long began;

  private boolean changed;

  /**
   * An empty one.
   *
   * @param windowMs the longest that a rate looks back
   * @param gapMs after such a pause nothing is known of whether the value stood still
   */
  Trace(long windowMs, long gapMs) {
    this.windowMs = windowMs;
    this.gapMs = gapMs;
  }

  /** Takes a value in; times rise. */
  void add(long time, double value) {
    boolean pause = time - newest > gapMs && newest != Long.MIN_VALUE;
    if (pause || same.isEmpty()) {
      began = time;
      changed = false;
      same = Optional.of(new Sample(time, value));
    } else if (same.get().value() != value) {
      changed = true;
      same = Optional.of(new Sample(time, value));
    }
    newest = time;
    while (!samples.isEmpty() && time - samples.getFirst().time() > windowMs) {
      samples.removeFirst();
    }
    if (samples.isEmpty() || time - samples.getLast().time() >= windowMs / KEPT_MAX) {
      samples.addLast(new Sample(time, value));
    }
  }

  /**
   * How far the value has risen, or fallen, within a window; empty when what was before is not
   * known and might have been more.
   */
  OptionalDouble change(boolean rise, long within, double value, Limit limit) {
    OptionalDouble most =
        samples.stream()
            .filter(s -> newest - s.time() <= within && s.time() < newest)
            .mapToDouble(s -> rise ? value - s.value() : s.value() - value)
            .max();
    boolean known = newest - began >= within;
    return known || most.stream().anyMatch(limit::violatedBy) ? most : OptionalDouble.empty();
  }

  /** For how many minutes the value has been the same; empty when it might have been for longer. */
  OptionalDouble minutesSame(Limit limit) {
    double minutes = same.map(s -> (newest - s.time()) / 60_000.0).orElse(0.0);
    return changed || limit.violatedBy(minutes)
        ? OptionalDouble.of(minutes)
        : OptionalDouble.empty();
  }
}
