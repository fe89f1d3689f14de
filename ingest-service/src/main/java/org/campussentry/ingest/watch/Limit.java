package org.campussentry.ingest.watch;

import java.util.OptionalDouble;

/**
 * What a measure must not be beyond: a value, a change, or minutes without one. Immutable; numbers
 * in the unit of the measure.
 */
public sealed interface Limit {
  /** Whether an excursion begins, or goes on. */
  boolean violatedBy(double measure);

  /** Whether it is over: back by at least the deadband, so that a value at the limit is steady. */
  boolean clearedBy(double measure);

  /** How far beyond; the larger, the worse. Negative within. */
  double excess(double measure);

  /** The number that a person is told, for a measure beyond it. */
  double near(double measure);

  /** The lower bound, if there is one. */
  OptionalDouble lower();

  /** The upper bound, if there is one. */
  OptionalDouble upper();

  /** Only its upper or its lower bound. */
  Limit only(boolean isUpper);

  /** On which side of its bound a threshold lies. */
  enum Direction {
    ABOVE,
    AT_LEAST,
    BELOW,
    AT_MOST;

    boolean isUpper() {
      return this == ABOVE || this == AT_LEAST;
    }
  }

  /** One bound. */
  record Threshold(Direction direction, double bound, double deadband) implements Limit {
    @Override
    public boolean violatedBy(double measure) {
      return switch (direction) {
        case ABOVE -> measure > bound;
        case AT_LEAST -> measure >= bound;
        case BELOW -> measure < bound;
        case AT_MOST -> measure <= bound;
      };
    }

    @Override
    public boolean clearedBy(double measure) {
      return switch (direction) {
        case ABOVE -> measure <= bound - deadband;
        case AT_LEAST -> measure < bound - deadband;
        case BELOW -> measure >= bound + deadband;
        case AT_MOST -> measure > bound + deadband;
      };
    }

    @Override
    public double excess(double measure) {
      return direction.isUpper() ? measure - bound : bound - measure;
    }

    @Override
    public double near(double measure) {
      return bound;
    }

    @Override
    public OptionalDouble lower() {
      return direction.isUpper() ? OptionalDouble.empty() : OptionalDouble.of(bound);
    }

    @Override
    public OptionalDouble upper() {
      return direction.isUpper() ? OptionalDouble.of(bound) : OptionalDouble.empty();
    }

    @Override
    public Limit only(boolean isUpper) {
      return this;
    }
  }

  /** Two bounds, both allowed themselves. */
  record Band(double low, double high, double deadband) implements Limit {
    @Override
    public boolean violatedBy(double measure) {
      return measure < low || measure > high;
    }

    @Override
    public boolean clearedBy(double measure) {
      return measure >= low + deadband && measure <= high - deadband;
    }

    @Override
    public double excess(double measure) {
      return Math.max(low - measure, measure - high);
    }

    @Override
    public double near(double measure) {
      return measure - high > low - measure ? high : low;
    }

    @Override
    public OptionalDouble lower() {
      return OptionalDouble.of(low);
    }

    @Override
    public OptionalDouble upper() {
      return OptionalDouble.of(high);
    }

    @Override
    public Limit only(boolean isUpper) {
      return isUpper
          ? new Threshold(Direction.ABOVE, high, deadband)
          : new Threshold(Direction.BELOW, low, deadband);
    }
  }
}
