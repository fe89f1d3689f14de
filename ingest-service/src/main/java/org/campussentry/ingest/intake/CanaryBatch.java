package org.campussentry.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.campussentry.ingest.broker.AccessList;

/**
 * The batch that this service sends to itself, to see whether one comes through. A gateway of a
 * reserved name says it; it is neither stored nor counted, and has no receipt. Pure.
 */
public final class CanaryBatch {
  /** Of no real gateway. */
  public static final String GATEWAY = AccessList.CANARY;

  /** What its only point measures; the value is 1. */
  public static final String QUANTITY = "canary";

  private CanaryBatch() {}

  static String topic(String site) {
    return "sentry/v1/" + site + "/" + GATEWAY + "/" + Topic.Kind.DATA.level();
  }

  static byte[] payload(String stream, long now) {
    return "{\"v\":1,\"stream\":\"%s\",\"seq\":0,\"cat\":\"canary\",\"t0\":%d,\"r\":[[\"self.%s\",0,1]]}"
        .formatted(stream, now, QUANTITY)
        .getBytes(UTF_8);
  }

  static boolean isOn(Topic topic) {
    return topic.gateway().equals(GATEWAY);
  }

  /** Read as any batch; empty when it is none. */
  static Optional<Batch> read(Topic topic, byte[] payload, long now) {
    return WireCodec.decode(topic, payload, now) instanceof WireCodec.DataBatch data
        ? Optional.of(data.batch())
        : Optional.empty();
  }
}
