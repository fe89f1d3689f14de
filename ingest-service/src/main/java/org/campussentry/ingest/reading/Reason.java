package org.campussentry.ingest.reading;

import java.util.Arrays;
import java.util.Optional;

/** Why a reading is unavailable, as the wire contract v1 spells it. Immutable. */
public enum Reason {
  TIMEOUT("timeout"),
  CHECKSUM("checksum"),
  EXCEPTION("exception"),
  SENSOR_FAULT("sensor-fault"),
  OUT_OF_RANGE("out-of-range"),
  NOT_CONFIGURED("not-configured");

  private final String wire;

  Reason(String wire) {
    this.wire = wire;
  }

  /** The spelling on the wire, in the store and in the API. */
  public String wire() {
    return wire;
  }

  /** The reason of that spelling, or empty when v1 has no such reason. */
  public static Optional<Reason> of(String wire) {
    return Arrays.stream(values()).filter(r -> r.wire.equals(wire)).findFirst();
  }
}
