package org.campussentry.ingest.intake;

import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * When to try a broker again, and what to tell the operator, once a minute. Confined to one thread.
 */
final class MqttRetry {
  private static final long DELAY_MIN_MS = 1_000;
  private static final long DELAY_MAX_MS = 60_000;
  private static final long REFUSED_DELAY_MS = 30_000;
  private static final long SAY_EVERY_MS = 60_000;

  private final InstantSource clock;
  private long delayMs = DELAY_MIN_MS;
  private long saidAt;
  private String said = "";

  MqttRetry(InstantSource clock) {
    this.clock = clock;
  }

  void succeeded() {
    delayMs = DELAY_MIN_MS;
    said = "";
  }

  /** What to say now; empty when the same was said less than a minute ago. */
  Optional<String> failed(MqttException e) {
    String why = explain(e);
    delayMs =
        isRefusal(e.getReasonCode())
            ? REFUSED_DELAY_MS
            : Math.min(DELAY_MAX_MS, Math.max(DELAY_MIN_MS, delayMs * 2));
    long now = clock.millis();
    if (why.equals(said) && now - saidAt < SAY_EVERY_MS) {
      return Optional.empty();
    }
    said = why;
    saidAt = now;
    return Optional.of(why);
  }

  /** Between half of the delay and all of it, so that many clients don't come back at once. */
  long delayMs(double random) {
    return (long) (Math.min(delayMs, DELAY_MAX_MS) * (0.5 + random / 2));
  }

  private static boolean isRefusal(int code) {
    return code == 0x86 || code == 0x87 || code == 4 || code == 5;
  }

  private static String explain(MqttException e) {
    int code = e.getReasonCode();
    if (isRefusal(code)) {
      return "the broker refuses these credentials: check broker.username and broker.password in the"
          + " configuration, and the broker's password file and ACL";
    }
    Throwable cause = e.getCause();
    String detail = cause == null ? e.getMessage() : cause.getMessage();
    return "the broker can't be reached ("
        + detail
        + "): waiting for it; readings stay in the gateways' outboxes meanwhile."
        + " Check broker.url and that the broker runs";
  }
}
