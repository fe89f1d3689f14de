package org.campussentry.edge.device;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One quantity of a profile: where it lies and what it means. Immutable.
 *
 * @param counter when the raw number counts pulses
 * @param slew largest change a second that is physically possible
 * @param event whether each message is a happening of its own (a person passes)
 */
record Field(
    String quantity,
    String unit,
    Source source,
    Meaning meaning,
    Optional<PulseCounter.Rule> counter,
    Optional<BigDecimal> slew,
    boolean event) {

  /** Where it lies, in a profile of registers. */
  Source.Register register() {
    return (Source.Register) source;
  }
}
