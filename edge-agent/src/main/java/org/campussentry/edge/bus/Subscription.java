package org.campussentry.edge.bus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.campussentry.edge.reading.Reason;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line of {@link LocalMqtt}. Each session begins clean and expires at once: what the broker
 * kept while nobody listened is old, and no reading comes of it; nor of a retained message, which
 * is why only those that tell availability are taken when they are retained. Paho's threads put
 * messages into inboxes and all else into {@code work}, which runs on the owner's thread when it
 * asks.
 */
final class Subscription implements Line {
  private static final Logger log = LoggerFactory.getLogger(Subscription.class);
  private static final Answer.Failure GONE =
      new Answer.Failure(Reason.TIMEOUT, "its availability topic says that it is offline");

  private static final int QOS = 1;
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int CONNECT_SECONDS = 10;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
  private static final int PAYLOAD_BYTES_MAX = 64 << 10;

  private final LocalMqtt bus;
  private final InstantSource ticks;
  private final Wiretap tap;
  private final Reopening reopening;
  private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
  private final Map<Request.Topic, Inbox> inboxes = new ConcurrentHashMap<>();
  private final Availability availability = new Availability();
  private volatile Runnable arrived = () -> {};
  private volatile MqttAsyncClient client;
  private Instant answerDue = Instant.MAX;
  private boolean subscribed;

  Subscription(LocalMqtt bus, InstantSource ticks, Wiretap tap) {
    this.bus = bus;
    this.ticks = ticks;
    this.tap = tap;
    this.reopening = new Reopening(ticks);
  }

  @Override
  public void listen(List<Request> requests, Runnable arrived) {
    for (Request request : requests) {
      if (request instanceof Request.Topic topic) {
        inboxes.put(topic, new Inbox());
      }
    }
    this.arrived = arrived;
  }

  @Override
  public Answer ask(Request request) {
    if (!(request instanceof Request.Topic topic) || !inboxes.containsKey(topic)) {
      return Line.foreign(request);
    }
    for (Runnable next = work.poll(); next != null; next = work.poll()) {
      next.run();
    }
    stayConnected();
    Answer.Messages taken = inboxes.get(topic).take();
    if (!taken.messages().isEmpty()) {
      return taken;
    }
    if (!subscribed) {
      return new Answer.Away(bus.place() + " is not connected");
    }
    return availability.gone(topic.availability()) ? GONE : taken;
  }

  private void stayConnected() {
    Instant now = ticks.instant();
    if (client == null) {
      if (reopening.due()) {
        dial(now);
      }
    } else if (!subscribed && !now.isBefore(answerDue)) {
      ended("it takes connections, but gave no MQTT answer");
    }
  }

  private void dial(Instant now) {
    answerDue = now.plus(ANSWER_MAX);
    var options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout(CONNECT_SECONDS);
    bus.username().ifPresent(options::setUserName);
    bus.password()
        .ifPresent(secret -> options.setPassword(secret.text().getBytes(StandardCharsets.UTF_8)));
    try {
      // A name of its own each time: two gateways on one broker must not throw each other out.
      var opening =
          new MqttAsyncClient(
              bus.address(), "sentry-local-" + UUID.randomUUID(), new MemoryPersistence());
      opening.setCallback(new Callbacks(opening));
      client = opening;
      opening.connect(options, null, on(opening, token -> subscribe()));
    } catch (MqttException e) {
      ended(root(e));
    }
  }

  private void subscribe() {
    var topics = new TreeSet<String>();
    for (Request.Topic topic : inboxes.keySet()) {
      topics.add(topic.name());
      topics.addAll(topic.availability());
    }
    var names = topics.toArray(new String[0]);
    var qos = new int[names.length];
    Arrays.fill(qos, QOS);
    // What is said now counts, not what was said in an earlier session.
    availability.forget();
    try {
      client.subscribe(names, qos, null, on(client, token -> subscribed(names, token)));
    } catch (MqttException e) {
      ended(root(e));
    }
  }

  private void subscribed(String[] names, IMqttToken token) {
    subscribed = true;
    var refused = new ArrayList<String>();
    int[] codes = token.getReasonCodes() == null ? new int[0] : token.getReasonCodes();
    for (int index = 0; index < Math.min(codes.length, names.length); index++) {
      if (codes[index] >= 0x80) {
        refused.add(names[index]);
      }
    }
    if (!refused.isEmpty()) {
      log.error(
          "{}: the broker refuses to let user {} read {}. Allow it in the broker's access list.",
          bus.place(),
          bus.username().orElse("(none)"),
          String.join(", ", refused));
    }
    if (reopening.opened()) {
      log.info("{} is connected again", bus.place());
    }
  }

  private void ended(String why) {
    drop();
    if (reopening.failed()) {
      log.warn(
          "{} cannot be reached ({}). Check `url:`, `username:` and `password:` of the bus, and that"
              + " the broker runs and speaks MQTT 5. Trying again, at most every 30 s.",
          bus.place(),
          why);
    }
  }

  /** Runs {@code success} on the owner's thread, or ends the session there. */
  private MqttActionListener on(MqttAsyncClient asked, Consumer<IMqttToken> success) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        handOver(asked, () -> success.accept(token));
      }

      @Override
      public void onFailure(IMqttToken token, Throwable failure) {
        handOver(asked, () -> ended(root(failure)));
      }
    };
  }

  /** Only what the present client says counts. */
  private void handOver(MqttAsyncClient from, Runnable what) {
    work.add(
        () -> {
          if (from == client) {
            what.run();
          }
        });
    arrived.run();
  }

  private static String root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private void drop() {
    subscribed = false;
    MqttAsyncClient old = client;
    client = null;
    if (old != null) {
      try {
        old.disconnectForcibly(0, 0, false);
      } catch (MqttException e) {
        // It was not connected.
      }
      try {
        old.close(true);
      } catch (MqttException e) {
        // Closed already.
      }
    }
  }

  @Override
  public void close() {
    drop();
  }

  private void arrived(String topic, MqttMessage message) {
    Instant now = ticks.instant();
    byte[] payload = message.getPayload();
    boolean tells = inboxes.keySet().stream().anyMatch(on -> on.availability().contains(topic));
    boolean left = tells && availability.wentOffline(topic, payload);
    inboxes.forEach(
        (request, inbox) -> {
          if (left && request.availability().contains(topic)) {
            inbox.add(now, GONE);
          }
          if (request.name().equals(topic) && !message.isRetained()) {
            tap.received(payload);
            inbox.add(now, said(payload));
          }
        });
  }

  private static Answer said(byte[] payload) {
    return payload.length > PAYLOAD_BYTES_MAX
        ? new Answer.Failure(Reason.SENSOR_FAULT, "a message of %d bytes".formatted(payload.length))
        : new Answer.Text(new String(payload, StandardCharsets.UTF_8));
  }

  /** Paho's threads end here. */
  private final class Callbacks implements MqttCallback {
    private final MqttAsyncClient from;

    Callbacks(MqttAsyncClient from) {
      this.from = from;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (from == client) {
        arrived(topic, message);
        arrived.run();
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      String why =
          response.getException() == null
              ? "it closed the connection, reason 0x%x".formatted(response.getReturnCode())
              : root(response.getException());
      handOver(from, () -> ended(why));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String address) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
