package org.campussentry.simulator.physics;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * A disinfection sprayer that runs for two minutes in every six, empties its tank by what flows,
 * and is refilled below 35 %. One run takes 8 % of the tank, so the level never comes near 20 %.
 *
 * <p>With an empty tank it goes on running: nothing flows, no pressure, and its controller reports
 * no fault.
 */
public final class Sprayer implements Physics {
  private static final long CYCLE_SECONDS = 360;
  private static final long RUN_SECONDS = 120;
  private static final double TANK_LITRES = 150;
  private static final double REFILL_BELOW = 35;
  private static final double REFILL_ALWAYS_BELOW = 20;
  private static final double REFILL_UP_TO = 95;
  private static final double REFILL_PER_SECOND = 2;
  private static final double FLOW = 6;
  private static final double PRESSURE = 300;
  private static final double RAMP_SECONDS = 2;

  private final long phaseSeconds;
  private final Noise flowNoise;
  private final Noise pressureNoise;
  private final Noise chlorineNoise;
  private double tank;
  private double flow;
  private double pressure;
  private boolean refilling;
  private volatile boolean empty;
  private volatile State state;

  /**
   * What the controller of a sprayer knows.
   *
   * @param running the pump is switched on
   * @param fault the controller has found a fault itself
   * @param tankLevel 0–100 %
   * @param pressure in the line, kPa
   * @param flow L/min
   * @param chlorine available chlorine, mg/L
   */
  public record State(
      boolean running,
      boolean fault,
      double tankLevel,
      double pressure,
      double flow,
      double chlorine) {}

  /**
   * A sprayer with a well filled tank.
   *
   * @param random makes each sprayer its own
   */
  public Sprayer(RandomGenerator random) {
    this.phaseSeconds = random.nextLong(CYCLE_SECONDS);
    this.tank = random.nextDouble(60, REFILL_UP_TO);
    this.flowNoise = new Noise(random, 0.08, 10);
    this.pressureNoise = new Noise(random, 4, 10);
    this.chlorineNoise = new Noise(random, 6, 300);
    this.state = new State(false, false, tank, 0, 0, 500);
  }

  /** Says whether the tank has run empty. May be called from any thread. */
  public void runEmpty(boolean runsEmpty) {
    empty = runsEmpty;
  }

  /** The latest state. */
  public State state() {
    return state;
  }

  @Override
  public void step(Instant now, double seconds) {
    boolean dry = empty;
    boolean due = Math.floorMod(now.getEpochSecond() + phaseSeconds, CYCLE_SECONDS) < RUN_SECONDS;
    refill(dry, due, seconds);
    boolean running = dry || (due && !refilling);
    boolean wet = running && !dry;
    double kept = dry ? 0 : Math.exp(-seconds / RAMP_SECONDS);
    flow = ramp(flow, wet ? FLOW + flowNoise.step(seconds) : 0, kept);
    pressure = ramp(pressure, wet ? PRESSURE + pressureNoise.step(seconds) : 0, kept);
    tank = dry ? Math.min(tank, 1) : tank - flow / 60 * seconds / TANK_LITRES * 100;
    double chlorine = 500 + chlorineNoise.step(seconds);
    state = new State(running, false, tank, pressure, flow, chlorine);
  }

  private void refill(boolean dry, boolean due, double seconds) {
    if (dry || tank >= REFILL_UP_TO) {
      refilling = false;
    } else if (tank < REFILL_ALWAYS_BELOW || (tank < REFILL_BELOW && !due)) {
      refilling = true;
    }
    if (refilling) {
      tank += REFILL_PER_SECOND * seconds;
    }
  }

  /**
   * Moves towards a target and settles on zero, where a flow sensor shows nothing rather than
   * traces.
   */
  private static double ramp(double from, double target, double kept) {
    double value = target + (from - target) * kept;
    return target == 0 && value < 0.01 ? 0 : value;
  }
}
