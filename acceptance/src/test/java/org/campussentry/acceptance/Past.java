package org.campussentry.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * What the cold store of the simulated campus measured before the simulator ran, told over real
 * MQTT as a gateway tells what it kept while it was away: two weeks, but for half an hour of last
 * night. The agent is there already: its catalog says what there is.
 */
final class Past {
  private static final String TOPIC = "sentry/v1/main/gw-canteen1/";
  private static final Pattern HASH = Pattern.compile("\"hash\":\"([^\"]+)\"");
  private static final String HEAD =
      "{\"v\":1,\"stream\":\"%s\",\"seq\":%d,\"cat\":\"%s\",\"t0\":%d,\"r\":[";
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
      BlockingQueue<String> catalogs = new LinkedBlockingQueue<>();
      client.setCallback(
          new Hearing((topic, message) -> catalogs.add(new String(message.getPayload(), UTF_8))));
      client.connect();
      client.subscribe(TOPIC + "catalog", 1);
      Matcher hash = HASH.matcher(String.valueOf(catalogs.poll(30, TimeUnit.SECONDS)));
      assertThat(hash.find()).as("the catalog of the gateway's agent").isTrue();
      int seq = 0;
      for (Stretch stretch : stretches) {
        long step = (long) ROWS * stretch.everyMs();
        for (long t0 = stretch.from().toEpochMilli();
            t0 < stretch.until().toEpochMilli();
            t0 += step) {
          long end = Math.min(t0 + step, stretch.until().toEpochMilli());
          String head = HEAD.formatted(stream, seq++, hash.group(1), t0);
          byte[] batch = (head + rows(t0, end, stretch.everyMs())).getBytes(UTF_8);
          client.publish(TOPIC + "data", batch, 1, false);
        }
      }
      client.disconnect();
      client.close();
    } catch (MqttException | InterruptedException e) {
      throw new IllegalStateException("the past was not told", e);
    }
  }

  private String rows(long t0, long end, int everyMs) {
    StringBuilder rows = new StringBuilder();
    for (long t = t0; t < end; t += everyMs) {
      rows.append(t == t0 ? "" : ",")
          .append("[\"cold1.temperature\",%d,%.1f]".formatted(t - t0, degrees(t)));
    }
    return rows.append("]}").toString();
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
}
