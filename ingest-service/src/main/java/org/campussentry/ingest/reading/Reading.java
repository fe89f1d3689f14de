package org.campussentry.ingest.reading;

/**
 * What one point said, or failed to say, at one moment. Never null, never NaN. Immutable.
 *
 * <p>{@link #time()} is the sample time taken at the gateway, milliseconds since 1970 UTC.
 */
public sealed interface Reading {
  PointId point();

  long time();

  /** A value in the unit of the point's catalog entry; finite. */
  record Measured(PointId point, long time, double value) implements Reading {
    public Measured {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(point + ": a measured value is finite, not " + value);
      }
    }
  }

  /** The device was asked and did not give a usable answer. */
  record Unavailable(PointId point, long time, Reason reason) implements Reading {}
}
