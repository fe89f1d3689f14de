package org.campussentry.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleUnaryOperator;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * What the cold store of the simulated campus measured before the simulator ran, told over real
 * MQTT as a gateway tells what it kept while it was away: two weeks, but for half an hour of last
 * night.
 */
final class Past {
  private static final String TOPIC = "sentry/v1/main/gw-canteen1/";
  private static final String CATALOG =
      "{\"v\":1,\"hash\":\"9a57c0de\",\"points\":[{\"id\":\"cold1.temperature\",\"area\":\"canteen-1/cold-store\","
          + "\"device\":\"cold1\",\"quantity\":\"temperature\",\"unit\":\"Cel\",\"every\":2000}]}";
  private static final int ROWS = 400;

  private final int brokerPort;
  private final Instant until = Instant.now().minusSeconds(60);
  private final Instant gone = until.minus(Duration.ofMinutes(200));
  private final Instant back = gone.plus(Duration.ofMinutes(25));

  Past(int brokerPort) {
    this.brokerPort = brokerPort;
  }

  /** All but what the gateway still has. */
  void tell() {
    Instant yesterday = until.minus(Duration.ofDays(1));
    told(
        "past00000001",
        new Stretch(until.minus(Duration.ofDays(14)), yesterday, 60_000),
        new Stretch(yesterday, gone, 2000),
        new Stretch(back, until, 2000));
  }

  /** What it kept of the night: the door stood open. */
  void tellTheRest() {
    told("past00000002", new Stretch(gone, back, 2000));
  }

  private record Stretch(Instant from, Instant until, int everyMs) {}

  private void told(String stream, Stretch... stretches) {
    try {
      MqttClient client =
          new MqttClient("tcp://127.0.0.1:" + brokerPort, "past", new MemoryPersistence());
      client.connect();
      send(client, "catalog", CATALOG);
      int seq = 0;
      for (Stretch stretch : stretches) {
        long step = (long) ROWS * stretch.everyMs();
        for (long t0 = stretch.from().toEpochMilli();
            t0 < stretch.until().toEpochMilli();
            t0 += step) {
          long end = Math.min(t0 + step, stretch.until().toEpochMilli());
          send(client, "data", batch(stream, seq++, t0, end, stretch.everyMs()));
        }
      }
      client.disconnect();
      client.close();
    } catch (MqttException e) {
      throw new IllegalStateException("the past was not told", e);
    }
  }

  private String batch(String stream, int seq, long t0, long end, int everyMs) {
    StringBuilder rows = new StringBuilder();
    for (long t = t0; t < end; t += everyMs) {
      rows.append(t == t0 ? "" : ",")
          .append("[\"cold1.temperature\",%d,%.1f]".formatted(t - t0, degrees(t)));
    }
    return "{\"v\":1,\"stream\":\"%s\",\"seq\":%d,\"cat\":\"9a57c0de\",\"t0\":%d,\"r\":[%s]}"
        .formatted(stream, seq, t0, rows);
  }

  /** A compressor's saw over the course of the day; and what an open door adds. */
  private double degrees(long t) {
    DoubleUnaryOperator wave = minutes -> Math.sin(2 * Math.PI * t / (minutes * 60_000));
    double usual =
        3.2
            + (0.7 + 0.3 * wave.applyAsDouble(1733)) * wave.applyAsDouble(47)
            + 0.5 * wave.applyAsDouble(24 * 60)
            + 0.2 * wave.applyAsDouble(611);
    boolean open = t >= gone.toEpochMilli() && t < back.toEpochMilli();
    double minutesOpen = (t - gone.toEpochMilli()) / 60_000.0;
    return open ? usual + 6.5 * Math.sin(Math.PI * minutesOpen / 25) : usual;
  }

  private static void send(MqttClient client, String kind, String payload) throws MqttException {
    client.publish(TOPIC + kind, payload.getBytes(StandardCharsets.UTF_8), 1, false);
  }
}
