package org.campussentry.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A gateway played over real MQTT that says a value of each of its points each second, and its
 * catalog again after a broken line.
 */
final class Talker implements AutoCloseable {
  private static final String TOPIC = "sentry/v1/main/gw-1/";

  private final String broker;
  private final Map<String, String> areas;
  private final Map<String, Double> values = new ConcurrentHashMap<>();
  private final ScheduledExecutorService each = Executors.newSingleThreadScheduledExecutor();
  private MqttClient client;
  private long seq;

  /**
   * @param areas by the name of a device, which has one thermometer
   */
  Talker(int brokerPort, Map<String, String> areas) {
    this.broker = "tcp://127.0.0.1:" + brokerPort;
    this.areas = new LinkedHashMap<>(areas);
    areas.keySet().forEach(device -> values.put(device, 20.5));
    each.scheduleAtFixedRate(this::speak, 0, 1, TimeUnit.SECONDS);
  }

  void set(String device, double value) {
    values.put(device, value);
  }

  private void speak() {
    try {
      if (client == null || !client.isConnected()) {
        client = new MqttClient(broker, "gw-1", new MemoryPersistence());
        client.connect();
        send("catalog", true, catalog());
      }
      send("data", false, data());
    } catch (MqttException e) {
      // The service is away, or goes just now: in a second again.
    }
  }

  private String catalog() {
    return areas.entrySet().stream()
        .map(
            e ->
                "{\"id\":\"%s.temperature\",\"area\":\"%s\",\"device\":\"%s\",\"quantity\":\"temperature\",\"unit\":\"Cel\",\"every\":1000}"
                    .formatted(e.getKey(), e.getValue(), e.getKey()))
        .collect(Collectors.joining(",", "{\"v\":1,\"hash\":\"9f3c5a10\",\"points\":[", "]}"));
  }

  private String data() {
    String rows =
        values.entrySet().stream()
            .map(e -> "[\"%s.temperature\",0,%s]".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(","));
    return "{\"v\":1,\"stream\":\"k3v9q2x7a1b4\",\"seq\":%d,\"cat\":\"9f3c5a10\",\"t0\":%d,\"r\":[%s]}"
        .formatted(seq++, System.currentTimeMillis(), rows);
  }

  private void send(String kind, boolean retained, String payload) throws MqttException {
    client.publish(TOPIC + kind, payload.getBytes(StandardCharsets.UTF_8), 1, retained);
  }

  @Override
  public void close() {
    each.shutdownNow();
    try {
      if (client != null && client.isConnected()) {
        client.disconnectForcibly(0, 1000);
      }
    } catch (MqttException e) {
      // It is gone anyway.
    }
  }
}
