package org.campussentry.edge.device;

import java.math.BigDecimal;
import java.util.Optional;
import org.campussentry.edge.reading.Reason;

/** A field of one device, and what has to be remembered of it. Not thread-safe. */
final class Gauge {
  private final Field field;
  private final Optional<PulseCounter> counter;
  private final Optional<Slew> slew;

  Gauge(Field field) {
    this.field = field;
    this.counter = field.counter().map(PulseCounter::new);
    this.slew = field.slew().map(Slew::new);
  }

  Field field() {
    return field;
  }

  /**
   * What the field says in an answer.
   *
   * @param millis when the answer came
   */
  Decoded read(Said said, long millis) {
    Decoded raw = said.raw(field);
    if (!(raw instanceof Decoded.Value number)) {
      return raw;
    }
    BigDecimal counted =
        counter.map(found -> found.advance(number.value())).orElseGet(number::value);
    Decoded decoded = field.meaning().of(counted);
    boolean jumped =
        decoded instanceof Decoded.Value value
            && slew.filter(found -> !found.believes(value.value(), millis)).isPresent();
    return jumped ? new Decoded.Nothing(Reason.OUT_OF_RANGE) : decoded;
  }
}
