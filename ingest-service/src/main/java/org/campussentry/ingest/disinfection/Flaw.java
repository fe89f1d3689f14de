package org.campussentry.ingest.disinfection;

import java.util.Locale;

/** Why a slot has no proof; the gravest first. */
public enum Flaw {
  /** No sprayer is assigned to the area, so only people can say that it was done. */
  NO_SPRAYER,
  /** The sprayers were seen all the time, and none of them ran. */
  NO_RUN,
  /** The sprayer that was to come ran elsewhere. */
  WRONG_AREA,
  /** It ran while nothing flowed. */
  DRY,
  TOO_WEAK,
  /** By the test strip. */
  STRIP_WEAK,
  TOO_LITTLE,
  TOO_SHORT,
  PRESSURE,
  INTERRUPTED,
  /** The tank fell by less than the meter counted. */
  TANK,
  /** Readings are missing; late ones may still prove it. */
  UNSEEN;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
