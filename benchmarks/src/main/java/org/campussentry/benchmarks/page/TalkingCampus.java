package org.campussentry.benchmarks.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A campus of 2,000 points in 40 buildings behind one gateway, of which 200 change each second, in
 * batches as an agent closes them: 250 ms after the first reading. Closed, it is silent.
 */
final class TalkingCampus implements AutoCloseable {
  static final int POINTS = 2000;
  static final int CHANGES_A_SECOND = 200;
  private static final int BUILDINGS = 40;
  private static final int BATCH_MS = 250;
  private static final int ROWS = CHANGES_A_SECOND * BATCH_MS / 1000;
  private static final String TOPIC = "sentry/v1/main/gw-0/";

  private final MqttClient client;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final String stream = "b" + System.currentTimeMillis();
  private long seq;
  private volatile boolean failed;

  TalkingCampus(int port) throws MqttException {
    client = new MqttClient("tcp://127.0.0.1:" + port, "gw-0", new MemoryPersistence());
    client.connect();
    send("catalog", true, catalog());
    // Each point once, so that none is without data.
    for (int batch = 0; batch < POINTS / ROWS; batch++) {
      speak();
    }
    clock.scheduleAtFixedRate(this::speakOrFail, BATCH_MS, BATCH_MS, TimeUnit.MILLISECONDS);
  }

  /** What {@code campus.yaml} says of it. */
  static String file() {
    var text = new StringBuilder("sites:\n  main:\n    name: 主校区\n    areas:\n");
    for (int room = 0; room < POINTS / 2; room++) {
      text.append("      %s: {name: %d 号楼 %d 室}\n".formatted(area(room), building(room), room));
    }
    return text.append("gateways: {gw-0: {site: main}}\n").toString();
  }

  private static int building(int room) {
    return room % BUILDINGS + 1;
  }

  private static String area(int room) {
    return "b%d/room-%d".formatted(building(room), room);
  }

  private static String catalog() {
    var text = new StringBuilder("{\"v\":1,\"hash\":\"c1\",\"points\":[");
    for (int point = 0; point < POINTS; point++) {
      text.append(point == 0 ? "" : ",")
          .append(
              "{\"id\":\"p%d.%s\",\"area\":\"%s\",\"device\":\"p%d\",\"quantity\":\"%s\",\"unit\":\"%s\",\"every\":%d}"
                  .formatted(
                      point / 2,
                      quantity(point),
                      area(point / 2),
                      point / 2,
                      quantity(point),
                      point % 2 == 0 ? "Cel" : "%RH",
                      1000 * POINTS / CHANGES_A_SECOND));
    }
    return text.append("]}").toString();
  }

  private static String quantity(int point) {
    return point % 2 == 0 ? "temperature" : "humidity";
  }

  private void speakOrFail() {
    try {
      speak();
    } catch (MqttException e) {
      failed = true;
    }
  }

  private void speak() throws MqttException {
    long begun = System.currentTimeMillis() - BATCH_MS;
    var text =
        new StringBuilder(
            "{\"v\":1,\"stream\":\"%s\",\"seq\":%d,\"cat\":\"c1\",\"t0\":%d,\"r\":["
                .formatted(stream, seq, begun));
    for (int row = 0; row < ROWS; row++) {
      int point = (int) ((seq * ROWS + row) % POINTS);
      text.append(row == 0 ? "" : ",")
          .append(
              "[\"p%d.%s\",%d,%d.%d]"
                  .formatted(
                      point / 2,
                      quantity(point),
                      row * BATCH_MS / ROWS,
                      20 + seq % 5,
                      (seq + row) % 10));
    }
    seq++;
    send("data", false, text.append("]}").toString());
  }

  private void send(String kind, boolean retained, String payload) throws MqttException {
    client.publish(TOPIC + kind, payload.getBytes(StandardCharsets.UTF_8), 1, retained);
  }

  /** Fails when it could not say all. */
  void check() throws IOException {
    if (failed) {
      throw new IOException("the broker took no more");
    }
  }

  @Override
  public void close() throws MqttException {
    clock.shutdownNow();
    client.disconnectForcibly(0, 1000);
  }
}
