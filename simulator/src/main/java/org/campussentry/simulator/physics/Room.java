package org.campussentry.simulator.physics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/**
 * A dormitory room: 1.5 °C above its own mean at three in the afternoon, 1.5 °C below at three at
 * night, humidity the other way round within 45–60 %.
 */
public final class Room implements Air {
  private static final double DAY_SECONDS = 86_400;
  private static final double WARMEST_SECOND = 15 * 3_600;
  private static final double SWING = 1.5;
  private static final double LOWEST_HUMIDITY = 45;
  private static final double HIGHEST_HUMIDITY = 60;

  private final ZoneOffset offset;
  private final double mean;
  private final Noise draught;
  private final Noise flicker;
  private final Noise damp;
  private volatile Climate climate;

  /**
   * A room at its mean temperature.
   *
   * @param random makes each room its own
   * @param offset local time, for the hour of the day
   */
  public Room(RandomGenerator random, ZoneOffset offset) {
    this.offset = offset;
    this.mean = random.nextDouble(21.5, 23.5);
    this.draught = new Noise(random, 0.12, 300);
    // A real sensor of 0.1 °C flickers by its last digit; one that never does is stuck.
    this.flicker = new Noise(random, 0.05, 3);
    this.damp = new Noise(random, 1.2, 600);
    this.climate = new Climate(mean, 52);
  }

  @Override
  public void step(Instant now, double seconds) {
    double second = now.atOffset(offset).toLocalTime().toSecondOfDay();
    double wave = Math.cos(2 * Math.PI * (second - WARMEST_SECOND) / DAY_SECONDS);
    double celsius = mean + SWING * wave + draught.step(seconds) + flicker.step(seconds);
    double humidity = 52.5 - 3 * wave + damp.step(seconds);
    climate = new Climate(celsius, Math.max(LOWEST_HUMIDITY, Math.min(HIGHEST_HUMIDITY, humidity)));
  }

  @Override
  public Climate climate() {
    return climate;
  }
}
