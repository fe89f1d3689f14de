package org.campussentry.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** The other end of the wire: hears all that a gateway says, and sends receipts. */
public final class Campus implements AutoCloseable, MqttCallback {
  private static final Pattern STREAM = Pattern.compile("\"stream\":\"([a-z0-9]+)\"");
  static final String GATEWAY = "sentry/v1/main/gw-canteen1/";

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final MqttAsyncClient client;
  private volatile boolean receipting;
  private volatile boolean telling = true;

  /**
   * What was heard.
   *
   * @param kind last part of the topic
   * @param stream user property, or nothing
   * @param seq user property, or nothing
   */
  public record Message(
      String kind, String stream, String seq, String contentType, boolean retained, String text) {
    boolean batch() {
      return kind.equals("data") || kind.equals("history");
    }
  }

  public Campus(Mosquitto broker) throws MqttException {
    client =
        new MqttAsyncClient("tcp://127.0.0.1:" + broker.port(), "campus", new MemoryPersistence());
    client.setCallback(this);
    client.connect().waitForCompletion(5000);
    client.subscribe("sentry/#", 1).waitForCompletion(5000);
  }

  /** From now on each batch is answered as stored; what came before in one receipt a stream. */
  public void receiptAll() {
    receipting = true;
    messages.stream()
        .filter(Message::batch)
        .collect(groupingBy(Message::stream, mapping(m -> range(m.seq()), joining(","))))
        .forEach(this::receipt);
  }

  /** From now on no status is answered. */
  public void keepTimeToItself() {
    telling = false;
  }

  void receiptNone() {
    receipting = false;
  }

  private static String range(String seq) {
    return "[" + seq + "," + seq + "]";
  }

  private void receipt(String stream, String ranges) {
    say(
        "{\"v\":1,\"now\":%d,\"stream\":\"%s\",\"stored\":[%s],\"rejected\":[]}"
            .formatted(System.currentTimeMillis(), stream, ranges));
  }

  /** Sends a receipt. */
  public void say(String receipt) {
    try {
      client.publish(GATEWAY + "receipt", receipt.getBytes(UTF_8), 1, false);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a configuration, retained as ingest-service does. */
  void order(byte[] order) {
    try {
      client.publish(GATEWAY + "config", order, 1, true);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<Message> heard(String kind) {
    return messages.stream().filter(message -> message.kind().equals(kind)).toList();
  }

  /** The first message of a kind whose text has a part; waits for it. */
  public Message await(String kind, String part, Duration most) {
    org.awaitility.Awaitility.await(kind + " with `" + part + "`")
        .atMost(most)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> heard(kind).stream().anyMatch(message -> message.text().contains(part)));
    return heard(kind).stream()
        .filter(message -> message.text().contains(part))
        .findFirst()
        .orElseThrow();
  }

  void forget() {
    messages.clear();
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    MqttProperties properties = message.getProperties();
    var heard =
        new Message(
            topic.substring(topic.lastIndexOf('/') + 1),
            property(properties, "stream"),
            property(properties, "seq"),
            properties.getContentType(),
            message.isRetained(),
            new String(message.getPayload(), UTF_8));
    messages.add(heard);
    if (heard.kind().equals("status")) {
      tellTime(heard.text());
    }
    if (receipting && heard.batch()) {
      receipt(heard.stream(), range(heard.seq()));
    }
  }

  /** As ingest-service answers each status; without it a gateway that NTP forgot holds all back. */
  private void tellTime(String status) {
    Matcher stream = STREAM.matcher(status);
    if (telling && status.contains("\"online\"") && stream.find()) {
      receipt(stream.group(1), "");
    }
  }

  private static String property(MqttProperties properties, String key) {
    return properties.getUserProperties().stream()
        .filter(property -> property.getKey().equals(key))
        .map(property -> property.getValue())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 100, false);
    client.close(true);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String address) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
