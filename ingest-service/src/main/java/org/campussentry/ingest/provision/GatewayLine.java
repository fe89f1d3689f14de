package org.campussentry.ingest.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.campussentry.ingest.intake.BrokerAddress;
import org.campussentry.ingest.intake.MqttInbox;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * A short talk with one gateway through the broker: hears its status and its present order, and
 * sends another. Blocks; one thread.
 */
final class GatewayLine implements AutoCloseable {
  private static final long ANSWER_MS = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String prefix;
  private final MqttAsyncClient client;
  private final BlockingQueue<JsonNode> statuses = new LinkedBlockingQueue<>();
  private volatile long orderedVersion;

  /**
   * Connects and listens.
   *
   * @throws MqttException when the broker is away or refuses
   */
  GatewayLine(BrokerAddress broker, String site, String gateway) throws MqttException {
    this.prefix = "sentry/v1/" + site + "/" + gateway + "/";
    this.client =
        new MqttAsyncClient(
            broker.pahoUri(), "sentry-configure-" + UUID.randomUUID(), new MemoryPersistence());
    var options = broker.options();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    client.setCallback(new MqttInbox(this::arrived));
    client.connect(options).waitForCompletion(ANSWER_MS);
    IMqttToken token = client.subscribe(topics(), new int[] {1, 1});
    token.waitForCompletion(ANSWER_MS);
    granted(token);
  }

  private String[] topics() {
    return new String[] {prefix + "config", prefix + "status"};
  }

  private static void granted(IMqttToken token) throws MqttException {
    for (int code : token.getReasonCodes()) {
      if (code >= 0x80) {
        throw new MqttException(code);
      }
    }
  }

  private void arrived(String topic, MqttMessage message) {
    if (topic.endsWith("/config")) {
      orderedVersion = Order.claimedVersion(message.getPayload());
      return;
    }
    try {
      statuses.add(JSON.readTree(message.getPayload()));
    } catch (IOException e) {
      // Not a status of this contract: the service sets it aside and tells.
    }
  }

  /** The next status that says so; empty when none came in time. */
  Optional<JsonNode> await(Predicate<JsonNode> wanted, Duration most) throws InterruptedException {
    long until = System.nanoTime() + most.toNanos();
    while (true) {
      JsonNode status = statuses.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (status == null) {
        return Optional.empty();
      }
      if (wanted.test(status)) {
        return Optional.of(status);
      }
    }
  }

  /** Version of the order that lies on the broker, 0 when there is none. */
  long orderedVersion() {
    return orderedVersion;
  }

  /** Lays an order on the broker, or takes it back when it is empty. */
  void order(String signed) throws MqttException {
    var properties = new MqttProperties();
    properties.setContentType("application/jose");
    byte[] bytes = signed.getBytes(StandardCharsets.US_ASCII);
    IMqttToken token =
        client.publish(prefix + "config", new MqttMessage(bytes, 1, true, properties));
    token.waitForCompletion(ANSWER_MS);
    granted(token);
  }

  @Override
  public void close() throws MqttException {
    client.disconnect(1000).waitForCompletion(ANSWER_MS);
    client.close(true);
  }
}
