package org.campussentry.ingest.disinfection;

import java.util.Locale;

/** What the controller of a sprayer tells, in the units of the wire contract. */
public enum Quantity {
  /** 1 while the pump is switched on. */
  RUN_STATE("1"),
  /** L/min. */
  FLOW("L/min"),
  /** Percent of the tank. */
  TANK_LEVEL("%"),
  /** kPa. */
  LINE_PRESSURE("kPa"),
  /** Available chlorine, mg/L. */
  CHLORINE("mg/L");

  private final String unit;

  Quantity(String unit) {
    this.unit = unit;
  }

  /** As the wire and the store spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String unit() {
    return unit;
  }
}
