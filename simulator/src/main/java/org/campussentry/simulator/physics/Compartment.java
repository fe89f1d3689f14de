package org.campussentry.simulator.physics;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Cooled or heated air behind a door, held between two switching points by a compressor or a
 * heater.
 *
 * <p>Normal air stays within 2–7 °C (cold store), −20…−17 °C (frozen store) or 63–70 °C (hot
 * holding). Warm air that comes in through a door is an addition that decays by itself once the
 * door is shut.
 */
public final class Compartment implements Air {
  private static final double WAIT_SECONDS_MIN = 1_200;
  private static final double WAIT_SECONDS_MAX = 2_400;
  private static final double OPEN_SECONDS_MIN = 20;
  private static final double OPEN_SECONDS_MAX = 60;
  // A door left open tells within five seconds and is forgotten within ten: a person who tries it
  // is waiting.
  private static final double WIDE_OPEN_MEMORY_SECONDS = 4;
  private static final double BRIEF_MEMORY_SECONDS = 20;
  private static final double SHUT_MEMORY_SECONDS = 40;
  private static final double MUCH_WARM_AIR = 2;

  private final RandomGenerator random;
  private final Behaviour behaviour;
  private final Noise flicker;
  private final Noise damp;
  private double core;
  private boolean warming;
  private double warmAir;
  private boolean doorOpen;
  private double doorSeconds;
  private volatile boolean leftOpen;
  private volatile Climate climate;

  /**
   * What tells one compartment from another.
   *
   * @param low switching point, °C
   * @param high switching point, °C
   * @param rise °C a second while it warms up
   * @param fall °C a second while it cools down, positive
   * @param briefDoor °C that a short opening adds at most
   * @param wideDoor °C that a door left open adds at most
   * @param humidity usual relative humidity, %
   */
  private record Behaviour(
      double low,
      double high,
      double rise,
      double fall,
      double briefDoor,
      double wideDoor,
      double humidity) {}

  private Compartment(RandomGenerator random, Behaviour behaviour) {
    this.random = random;
    this.behaviour = behaviour;
    this.flicker = new Noise(random, 0.05, 3);
    this.damp = new Noise(random, 1, 300);
    this.core = random.nextDouble(behaviour.low(), behaviour.high());
    this.warming = random.nextBoolean();
    this.doorSeconds = random.nextDouble(WAIT_SECONDS_MIN, WAIT_SECONDS_MAX);
    this.climate = new Climate(core, behaviour.humidity());
  }

  /** The part of a cold store next to its door: over 8 °C within 5 s when the door is left open. */
  public static Compartment coldStoreAtDoor(RandomGenerator random) {
    return new Compartment(random, new Behaviour(2.4, 4.6, 0.005, 0.009, 1.6, 9, 82));
  }

  /** The far end of a cold store: warms up too when the door is left open, but stays under 8 °C. */
  public static Compartment coldStoreAtBack(RandomGenerator random) {
    return new Compartment(random, new Behaviour(2.4, 4.4, 0.004, 0.008, 0.6, 2.4, 84));
  }

  /** A frozen store. */
  public static Compartment frozenStore(RandomGenerator random) {
    return new Compartment(random, new Behaviour(-19.7, -18.0, 0.003, 0.006, 0.6, 4, 70));
  }

  /** A heated counter that keeps dishes warm. It has no door. */
  public static Compartment hotHolding(RandomGenerator random) {
    return new Compartment(random, new Behaviour(63.6, 69.4, 0.04, 0.012, 0, 0, 30));
  }

  /** Says whether the door has been left wide open. May be called from any thread. */
  public void leaveDoorOpen(boolean open) {
    leftOpen = open;
  }

  @Override
  public void step(Instant now, double seconds) {
    core += (warming ? behaviour.rise() : -behaviour.fall()) * seconds;
    if (core >= behaviour.high()) {
      warming = false;
    } else if (core <= behaviour.low()) {
      warming = true;
    }
    useDoor(seconds);
    double celsius = core + warmAir + flicker.step(seconds);
    double humidity = behaviour.humidity() + warmAir + damp.step(seconds);
    climate = new Climate(celsius, Math.max(0, Math.min(99, humidity)));
  }

  @Override
  public Climate climate() {
    return climate;
  }

  private void useDoor(double seconds) {
    doorSeconds -= seconds;
    if (doorSeconds <= 0) {
      doorOpen = !doorOpen;
      doorSeconds =
          doorOpen
              ? random.nextDouble(OPEN_SECONDS_MIN, OPEN_SECONDS_MAX)
              : random.nextDouble(WAIT_SECONDS_MIN, WAIT_SECONDS_MAX);
    }
    if (leftOpen) {
      mix(behaviour.wideDoor(), WIDE_OPEN_MEMORY_SECONDS, seconds);
    } else if (warmAir > MUCH_WARM_AIR) {
      mix(0, WIDE_OPEN_MEMORY_SECONDS, seconds);
    } else if (doorOpen) {
      mix(behaviour.briefDoor(), BRIEF_MEMORY_SECONDS, seconds);
    } else {
      mix(0, SHUT_MEMORY_SECONDS, seconds);
    }
  }

  private void mix(double target, double memorySeconds, double seconds) {
    warmAir = target + (warmAir - target) * Math.exp(-seconds / memorySeconds);
  }
}
