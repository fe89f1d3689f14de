package org.campussentry.simulator.physics;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * An entrance at which one person passes every 4–12 s, each with 36.0–36.9 °C, and never two within
 * 1.2 s: a body thermometer keeps only its last reading, so a gateway that polls twice a second
 * misses nobody.
 */
public final class Entrance implements Physics {
  private static final double GAP_SECONDS_MIN = 1.2;
  private static final double WAIT_SECONDS_MIN = 4;
  private static final double WAIT_SECONDS_MAX = 12;
  private static final double FEVER = 38.4;

  private final RandomGenerator random;
  private double untilNextSeconds;
  private double sinceLastSeconds = GAP_SECONDS_MIN;
  private volatile boolean feverAwaited;
  private volatile Crossing last;

  /**
   * The person who passed last.
   *
   * @param count people since the start, from 0
   * @param celsius body temperature, °C
   */
  public record Crossing(long count, double celsius) {}

  /**
   * An entrance that nobody has passed yet.
   *
   * @param random makes each entrance its own
   */
  public Entrance(RandomGenerator random) {
    this.random = random;
    this.untilNextSeconds = random.nextDouble(WAIT_SECONDS_MIN, WAIT_SECONDS_MAX);
    this.last = new Crossing(0, 36.5);
  }

  /** Sends a person with 38.4 °C as soon as the gap allows. May be called from any thread. */
  public void sendFever() {
    feverAwaited = true;
  }

  /** Whether the person with fever is still to come. */
  public boolean feverAwaited() {
    return feverAwaited;
  }

  /** The latest crossing. */
  public Crossing last() {
    return last;
  }

  @Override
  public void step(Instant now, double seconds) {
    sinceLastSeconds += seconds;
    untilNextSeconds -= seconds;
    boolean fever = feverAwaited && sinceLastSeconds >= GAP_SECONDS_MIN;
    if (fever || untilNextSeconds <= 0) {
      last = new Crossing(last.count() + 1, fever ? FEVER : healthy());
      sinceLastSeconds = 0;
      untilNextSeconds = random.nextDouble(WAIT_SECONDS_MIN, WAIT_SECONDS_MAX);
      feverAwaited = feverAwaited && !fever;
    }
  }

  private double healthy() {
    return Math.max(36.0, Math.min(36.9, 36.45 + 0.2 * random.nextGaussian()));
  }
}
