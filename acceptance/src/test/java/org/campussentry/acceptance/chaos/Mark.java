package org.campussentry.acceptance.chaos;

/**
 * What names an answered reading: no two have the same.
 *
 * @param unit of the slave, 1 or 2
 * @param value in 1/100000 degrees, as its registers had it
 */
record Mark(int gateway, int unit, long value) {
  static final double PER_DEGREE = 100_000;

  /**
   * The one whose value was stored as so many degrees; a value between two marks is none of both.
   */
  static Mark stored(int gateway, int unit, double degrees) {
    double value = degrees * PER_DEGREE;
    boolean whole = Math.abs(value - Math.rint(value)) < 1e-3;
    return new Mark(gateway, unit, whole ? Math.round(value) : Long.MIN_VALUE);
  }
}
