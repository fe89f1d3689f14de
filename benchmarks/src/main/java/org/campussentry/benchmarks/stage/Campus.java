package org.campussentry.benchmarks.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * The other end of the wire: answers each status with the time, and each batch with a receipt, as
 * ingest-service does, but stores nothing. Receipts of what has come meanwhile go out together.
 */
public final class Campus implements AutoCloseable, MqttCallback {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long ANSWER_MILLIS = 5000;
  private static final int TOGETHER_MAX = 256;

  private record Message(String topic, MqttMessage message, long arrived) {}

  private record Gateway(String prefix, String stream) {}

  private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
  private final Consumer<Heard> listener;
  private final MqttAsyncClient client;
  private final Thread worker = new Thread(this::work, "campus");

  /**
   * Connects, and hears all gateways.
   *
   * @param listener is told of each batch, on one thread
   */
  public Campus(Broker broker, Consumer<Heard> listener) throws MqttException {
    this.listener = listener;
    client = new MqttAsyncClient(broker.address(), "campus", new MemoryPersistence());
    client.setCallback(this);
    client.connect().waitForCompletion(ANSWER_MILLIS);
    client.subscribe("sentry/v1/#", 1).waitForCompletion(ANSWER_MILLIS);
    worker.setDaemon(true);
    worker.start();
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    // Paho's thread must not wait, least of all for Paho.
    inbox.add(new Message(topic, message, System.currentTimeMillis()));
  }

  private void work() {
    var together = new ArrayList<Message>();
    try {
      while (true) {
        together.clear();
        together.add(inbox.take());
        inbox.drainTo(together, TOGETHER_MAX);
        answer(together);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | MqttException e) {
      throw new IllegalStateException("the campus does not answer any more", e);
    }
  }

  private void answer(List<Message> messages) throws IOException, MqttException {
    Map<Gateway, List<String>> stored = new LinkedHashMap<>();
    for (Message message : messages) {
      int slash = message.topic().lastIndexOf('/');
      String kind = message.topic().substring(slash + 1);
      if (!List.of("status", "data", "history").contains(kind)) {
        continue;
      }
      JsonNode json = JSON.readTree(message.message().getPayload());
      var from = new Gateway(message.topic().substring(0, slash), json.path("stream").asText());
      if (kind.equals("status")) {
        if (json.path("state").asText().equals("online")) {
          stored.computeIfAbsent(from, found -> new ArrayList<>());
        }
        continue;
      }
      String seq = json.path("seq").asText();
      stored.computeIfAbsent(from, found -> new ArrayList<>()).add("[" + seq + "," + seq + "]");
      listener.accept(heard(kind, message.arrived(), json));
    }
    for (var receipt : stored.entrySet()) {
      say(receipt.getKey(), String.join(",", receipt.getValue()));
    }
  }

  private static Heard heard(String kind, long arrived, JsonNode json) {
    long last = 0;
    int measured = 0;
    for (JsonNode row : json.path("r")) {
      last = Math.max(last, row.path(1).asLong());
      measured += row.path(2).isNumber() ? 1 : 0;
    }
    return new Heard(
        kind, arrived, json.path("t0").asLong() + last, json.path("r").size(), measured);
  }

  private void say(Gateway to, String ranges) throws MqttException {
    String receipt =
        "{\"v\":1,\"now\":%d,\"stream\":\"%s\",\"stored\":[%s]}"
            .formatted(System.currentTimeMillis(), to.stream(), ranges);
    // One after the other: what comes meanwhile is answered together, and no quota is met.
    client
        .publish(to.prefix() + "/receipt", receipt.getBytes(UTF_8), 1, false)
        .waitForCompletion(ANSWER_MILLIS);
  }

  @Override
  public void close() throws MqttException {
    worker.interrupt();
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
