package org.campussentry.ingest.timeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * A gateway as the wire contract has it: status and catalog, then a batch at each tick. What the
 * broker does not take is kept, and goes out as history after the next fresh batch.
 */
final class PlayedGateway implements AutoCloseable {
  /** What it ticks by, and the shortest period of a point. */
  static final long TICK_MS = 30_000;

  private static final String STREAM = "k3v9q2x7a1b4";
  private static final String CATALOG = "9f3c5a10";
  private static final long BROKER_WAIT_MS = 5_000;

  /** A point: its id on the wire, where it is, and how many ticks apart it speaks. */
  record Sensor(String id, String area, String unit, int ticks) {
    String declared() {
      return "{\"id\":\"%s\",\"area\":\"%s\",\"device\":\"%s\",\"quantity\":\"%s\",\"unit\":\"%s\",\"every\":%d}"
          .formatted(
              id,
              area,
              id.substring(0, id.indexOf('.')),
              id.substring(id.indexOf('.') + 1),
              unit,
              ticks * TICK_MS);
    }
  }

  /** The newest reading that the broker took. */
  record Said(String point, long at) {}

  private record Kept(long seq, String payload) {}

  private final String broker;
  private final String site;
  private final String id;
  private final List<Sensor> sensors;

  /** The end of each point's row; a silent one has none. */
  private final Map<String, String> rows = new LinkedHashMap<>();

  private final Deque<Kept> outbox = new ArrayDeque<>();
  private MqttClient line;
  private long seq;
  private Optional<Said> said = Optional.empty();

  PlayedGateway(String broker, String site, String id, List<Sensor> sensors) {
    this.broker = broker;
    this.site = site;
    this.id = id;
    this.sensors = List.copyOf(sensors);
  }

  /** Connects, and says who it is. */
  void begin(long now) throws MqttException {
    connect();
    publish(
        "status",
        "{\"v\":1,\"state\":\"online\",\"since\":%d,\"stream\":\"%s\",\"previous\":null,\"agent\":\"0.1.0\",\"outbox\":{\"batches\":0,\"bytes\":0,\"oldest\":null},\"clock\":\"synced\"}"
            .formatted(now, STREAM),
        true,
        0);
    String points = String.join(",", sensors.stream().map(Sensor::declared).toList());
    publish(
        "catalog", "{\"v\":1,\"hash\":\"%s\",\"points\":[%s]}".formatted(CATALOG, points), true, 0);
  }

  /** From now on that point has this value. */
  void measures(String point, double value) {
    if (sensors.stream().noneMatch(s -> s.id().equals(point))) {
      throw new IllegalArgumentException(id + " has no " + point);
    }
    rows.put(point, String.valueOf(value));
  }

  /** The device does not answer any more, and the gateway says so. */
  void timesOut(String point) {
    rows.put(point, "null,\"timeout\"");
  }

  void fallsSilent(String point) {
    rows.remove(point);
  }

  /** One tick: a fresh batch, then what was kept. */
  void speak(long now) {
    List<String> batch = new ArrayList<>();
    String last = "";
    for (int i = 0; i < sensors.size(); i++) {
      Sensor sensor = sensors.get(i);
      String row = rows.get(sensor.id());
      if (row != null && (now / TICK_MS + i) % sensor.ticks() == 0) {
        batch.add("[\"%s\",0,%s]".formatted(sensor.id(), row));
        last = sensor.id();
      }
    }
    if (batch.isEmpty()) {
      return;
    }
    seq++;
    Kept fresh =
        new Kept(
            seq,
            "{\"v\":1,\"stream\":\"%s\",\"seq\":%d,\"cat\":\"%s\",\"t0\":%d,\"r\":[%s]}"
                .formatted(STREAM, seq, CATALOG, now, String.join(",", batch)));
    if (!taken("data", fresh)) {
      outbox.add(fresh);
      return;
    }
    said = Optional.of(new Said(id + ":" + last, now));
    while (!outbox.isEmpty() && taken("history", outbox.peek())) {
      outbox.remove();
    }
  }

  Optional<Said> said() {
    return said;
  }

  private boolean taken(String lane, Kept batch) {
    try {
      if (!line.isConnected()) {
        connect();
      }
      publish(lane, batch.payload(), false, batch.seq());
      return true;
    } catch (MqttException e) {
      return false;
    }
  }

  /** A new client each time, as the agent does. */
  private void connect() throws MqttException {
    close();
    line = new MqttClient(broker.replace("mqtt:", "tcp:"), id, new MemoryPersistence());
    line.setTimeToWait(BROKER_WAIT_MS);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    line.connect(options);
  }

  private void publish(String kind, String payload, boolean retained, long number)
      throws MqttException {
    MqttProperties properties = new MqttProperties();
    properties.setContentType("application/json");
    properties.setUserProperties(
        List.of(
            new UserProperty("stream", STREAM), new UserProperty("seq", String.valueOf(number))));
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    line.publish(
        "sentry/v1/" + site + "/" + id + "/" + kind,
        new MqttMessage(bytes, 1, retained, properties));
  }

  @Override
  public void close() {
    try {
      if (line != null && line.isConnected()) {
        line.disconnectForcibly(0, 200, false);
      }
      if (line != null) {
        line.close();
      }
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }
}
