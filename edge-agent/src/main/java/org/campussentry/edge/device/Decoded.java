package org.campussentry.edge.device;

import java.math.BigDecimal;
import org.campussentry.edge.reading.Reason;

/** What a field says in the answer of its device. Immutable. */
sealed interface Decoded {
  Nothing FAULT = new Nothing(Reason.SENSOR_FAULT);

  record Value(BigDecimal value) implements Decoded {}

  record Nothing(Reason reason) implements Decoded {}

  /** The message does not speak of it, and need not. */
  record Unsaid() implements Decoded {}
}
