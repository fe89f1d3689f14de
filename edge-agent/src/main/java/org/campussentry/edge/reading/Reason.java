package org.campussentry.edge.reading;

/** Why a reading is unavailable. Immutable; the wire names are those of the contract, v1. */
public enum Reason {
  /** No answer in time, the line is away, or the device is in back-off. */
  TIMEOUT("timeout"),
  /** An answer came, and it was damaged on the way. */
  CHECKSUM("checksum"),
  /** The device answered with a Modbus exception. */
  EXCEPTION("exception"),
  /** The device said that its sensor is broken (a sentinel value, or not a number). */
  SENSOR_FAULT("sensor-fault"),
  /** The value lies outside of the physical range that the profile gives. */
  OUT_OF_RANGE("out-of-range"),
  /** Nothing is configured to read this point. */
  NOT_CONFIGURED("not-configured");

  private final String wire;

  Reason(String wire) {
    this.wire = wire;
  }

  /** The name on the wire, lower case with hyphens. */
  public String wire() {
    return wire;
  }
}
