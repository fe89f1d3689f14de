package org.campussentry.simulator.physics;

import java.util.random.RandomGenerator;

/**
 * Slow wandering around zero (an Ornstein–Uhlenbeck process), cut off at three standard deviations
 * so that a normal campus has a hard bound and never crosses a limit by chance.
 */
final class Noise {
  private static final double CUT_OFF = 3;

  private final RandomGenerator random;
  private final double deviation;
  private final double memorySeconds;
  private double value;

  Noise(RandomGenerator random, double deviation, double memorySeconds) {
    this.random = random;
    this.deviation = deviation;
    this.memorySeconds = memorySeconds;
    this.value = deviation * bounded();
  }

  double step(double seconds) {
    double kept = Math.exp(-seconds / memorySeconds);
    double wandered = value * kept + deviation * Math.sqrt(1 - kept * kept) * bounded();
    value = Math.max(-CUT_OFF * deviation, Math.min(CUT_OFF * deviation, wandered));
    return value;
  }

  private double bounded() {
    return Math.max(-CUT_OFF, Math.min(CUT_OFF, random.nextGaussian()));
  }
}
