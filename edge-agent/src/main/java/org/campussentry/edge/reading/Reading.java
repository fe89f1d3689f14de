package org.campussentry.edge.reading;

import java.math.BigDecimal;

/** What a point said at one moment, or why it said nothing. Immutable. */
public sealed interface Reading {

  /** The point that was read. */
  Point point();

  /**
   * When the answer or the failure was had, in milliseconds since the machine booted. The clock on
   * the wall may be set meanwhile; the date is known when the reading is sent.
   */
  long tick();

  /**
   * A value.
   *
   * @param value in the unit of the point; decimal, so that 305 tenths are 30.5 and nothing else
   */
  record Measured(Point point, long tick, BigDecimal value) implements Reading {}

  /**
   * No value.
   *
   * @param reason why
   */
  record Unavailable(Point point, long tick, Reason reason) implements Reading {}
}
