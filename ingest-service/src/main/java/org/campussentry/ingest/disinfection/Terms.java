package org.campussentry.ingest.disinfection;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a slot asks for. Immutable.
 *
 * @param agent what is sprayed, as people call it
 * @param concentration available chlorine, or what else the agent is counted in, at least; mg/L
 * @param contact how long the place stays wet and closed after spraying has ended
 * @param litres of the mixed liquid, at least; 0 where only people disinfect
 * @param spraying how long it must flow in all, at least; zero for any
 * @param squareMetres of the area; empty when the litres were given as such
 * @param pressure band of the line while it flows, kPa; empty for any
 */
public record Terms(
    String agent,
    double concentration,
    Duration contact,
    double litres,
    Duration spraying,
    OptionalDouble squareMetres,
    Optional<Band> pressure) {

  /** Lower and upper bound, both inclusive. */
  public record Band(double low, double high) {
    boolean has(double value) {
      return low <= value && value <= high;
    }
  }

  /**
   * A liquid is taken as strong enough down to this share of what is asked: chlorine sensors are
   * within a few percent, and test strips have steps.
   */
  public static final double STRENGTH = 0.9;

  /** Meters of flow are within a few percent. */
  public static final double VOLUME = 0.97;

  /** Whether a mean concentration, in mg/L, is enough. */
  public boolean isStrong(double milligrams) {
    return milligrams >= STRENGTH * concentration;
  }
}
