package org.campussentry.ingest.reading;

/**
 * A reading together with what its catalog says of the point: all that the store needs. Immutable.
 *
 * @param untimed empty for a reading whose time can be trusted; else the stream that it came in,
 *     because its gateway could not tell the time and it is kept apart
 */
public record Sample(Point point, Reading reading, String untimed) {
  public boolean isUntimed() {
    return !untimed.isEmpty();
  }
}
