package org.campussentry.ingest.disinfection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One time that a sprayer was switched on (消毒作业), as its readings have it. Times are milliseconds
 * since 1970 UTC. Immutable.
 *
 * @param area where it was; empty when nobody said where a portable sprayer is
 * @param endMs when it was last seen on, or was first seen off
 * @param running it is on as far as anybody knows
 * @param wetMs how long something flowed
 * @param dryMs how long nothing flowed although the pump was on
 * @param unseenMs how long nothing was heard of it while it was on; its litres are not counted
 * @param litres the integral of what the meter showed while it was on
 * @param pauses off for a while and on again, longer than a contact bounces
 * @param concentration of the liquid, mg/L; empty without a sensor that measured
 * @param pressure in the line, kPa
 * @param creepLitres what the meter counted shortly before and after, while the pump was off
 */
public record Run(
    String sprayer,
    String site,
    String area,
    long startMs,
    long endMs,
    boolean running,
    long wetMs,
    long dryMs,
    long unseenMs,
    double litres,
    List<Pause> pauses,
    Optional<Spread> concentration,
    Optional<Spread> pressure,
    Tank tank,
    double creepLitres) {

  /** A meter that counts less is at rest. */
  public static final double CREEPS_LITRES = 0.2;

  /** Off in between. */
  public record Pause(long fromMs, long untilMs) {}

  /** Mean and extremes; of the extremes single outliers are left out. */
  public record Spread(double mean, double min, double max) {}

  /**
   * What the tank says of the litres.
   *
   * @param fallLitres by how much it fell
   * @param refills how often it was filled meanwhile; then the fall is a part only
   */
  public record Tank(Check check, double fallLitres, int refills) {
    static final Tank UNKNOWN = new Tank(Check.NONE, 0, 0);
  }

  /** How the fall of the tank compares with the litres that the meter counted. */
  public enum Check {
    /** There is no level, or nobody knows how large the tank is. */
    NONE,
    AGREES,
    /** The tank fell by less: the meter counts too much. */
    LESS,
    /** The tank fell by more: it leaks, or the meter counts too little. */
    MORE,
    /** It was refilled, or a part was not seen: no comparison. */
    UNSURE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Litres that can be taken as sprayed: where meter and tank differ, the lesser. */
  public double provenLitres() {
    return tank.check() == Check.LESS ? Math.max(0, Math.min(litres, tank.fallLitres())) : litres;
  }

  /** Whether the meter counts while the pump is off. */
  public boolean isCreeping() {
    return creepLitres >= CREEPS_LITRES;
  }

  /** The same at a place. */
  Run at(String place) {
    return new Run(
        sprayer,
        site,
        place,
        startMs,
        endMs,
        running,
        wetMs,
        dryMs,
        unseenMs,
        litres,
        pauses,
        concentration,
        pressure,
        tank,
        creepLitres);
  }
}
