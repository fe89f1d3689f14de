package org.campussentry.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * Messages of which each is wrong for sure, in topic, properties or payload, by a seed. None is
 * empty: that takes back what is retained, and is no message.
 */
final class Malformed {
  private static final List<String> KINDS = List.of("data", "history", "status", "catalog");
  private static final List<String> GOLDEN =
      List.of("data.json", "history.json", "status-self.json", "catalog.json");
  private static final List<String> STREAMS = List.of("", "k3v9q2x7a1b4", "no stream", "*", "流");

  private final Random random;

  /** The bytes are not changed after it was made. */
  @SuppressWarnings("ArrayRecordComponent")
  record Message(String topic, byte[] payload, MqttProperties properties) {}

  Malformed(Random random) {
    this.random = random;
  }

  Message next() {
    int kind = random.nextInt(KINDS.size());
    String topic = "sentry/v1/main/gw-evil/" + KINDS.get(kind);
    byte[] good = Sender.golden(GOLDEN.get(kind)).getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(7)) {
      case 0 -> message("sentry/v1/main/GW Evil!/" + KINDS.get(kind), good);
      case 1 -> message(topic, Arrays.copyOf(good, 1 + random.nextInt(good.length - 1)));
      case 2 -> message(topic, noise(1 + random.nextInt(300)));
      case 3 -> message(topic, text("[".repeat(1 + random.nextInt(5000))));
      case 4 -> message(topic, text("{\"v\":" + (2 + random.nextInt()) + random.nextInt(9) + "}"));
      case 5 -> message(topic, text("{\"v\":1,\"r\":{},\"stream\":" + random.nextLong() + "}"));
      default -> message(topic, replaced(good));
    };
  }

  /** A byte that no JSON has. */
  private byte[] replaced(byte[] good) {
    byte[] bytes = good.clone();
    bytes[random.nextInt(bytes.length)] = 1;
    return bytes;
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[0] = (byte) 0xff;
    return bytes;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Message message(String topic, byte[] payload) {
    MqttProperties properties = new MqttProperties();
    if (random.nextBoolean()) {
      String stream = STREAMS.get(random.nextInt(STREAMS.size()));
      String seq = random.nextBoolean() ? "" + random.nextLong() : "many";
      properties.setUserProperties(
          List.of(new UserProperty("stream", stream), new UserProperty("seq", seq)));
    }
    return new Message(topic, payload, properties);
  }
}
