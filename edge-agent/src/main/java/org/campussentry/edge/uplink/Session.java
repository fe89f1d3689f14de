package org.campussentry.edge.uplink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.campussentry.edge.outbox.Batch;
import org.campussentry.edge.outbox.Payload;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * One MQTT 5 session over Paho, dialled once at a time. Each dial has a client of its own: Paho
 * would otherwise send again what it has in its memory, and the outbox does that already. Paho's
 * callbacks do nothing but hand over to {@code owner}; everything else here runs there too. Not
 * thread-safe.
 */
final class Session {
  /** Time from the dial to the answers to CONNECT and SUBSCRIBE; Paho would wait for ever. */
  static final Duration ANSWER_MAX = Duration.ofSeconds(15);

  private static final int QOS = 1;
  private static final long EXPIRY_SECONDS = 3600;
  private static final long WILL_DELAY_SECONDS = 30;
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int CONNECT_SECONDS = 10;
  private static final int IN_FLIGHT_MAX = 100;
  private static final int RECEIVE_MAXIMUM_STANDARD = 65_535;

  /** Four times the longest order. The broker keeps what is larger: it could take all memory. */
  private static final long PACKET_BYTES_MAX = 1L << 20;

  private final Dial dial;
  private final Executor owner;
  private final Events events;
  private MqttAsyncClient client;
  private Instant answerDue = Instant.MAX;
  private boolean open;
  private int room;

  /** What the owner is told, on its own thread. */
  interface Events {
    /** Receipts are subscribed to; publishing may begin. */
    void opened();

    /** The broker lets nothing be heard on a topic that the session can do without. */
    void deaf(String topic, int code);

    /** The session ended, or could not begin. */
    void ended(Ending ending);

    void receipt(byte[] payload);

    /** What the campus wants of this gateway. */
    void order(byte[] payload);

    /** A message was acknowledged; {@code code} of 0x80 and above means that it was not taken. */
    void acknowledged(String topic, int code);
  }

  Session(Dial dial, Executor owner, Events events) {
    this.dial = dial;
    this.owner = owner;
    this.events = events;
  }

  /** Dials; what comes of it is told to the events. */
  void open(Instant now) {
    drop();
    answerDue = now.plus(ANSWER_MAX);
    try {
      var opening =
          new MqttAsyncClient(dial.broker().address(), dial.clientId(), new MemoryPersistence());
      client = opening;
      opening.setCallback(new Callbacks(opening));
      opening.connect(options(), null, on(opening, this::connected));
    } catch (MqttException
        | java.security.GeneralSecurityException
        | java.io.IOException
        | RuntimeException e) {
      // What libraries make of a damaged key is not foreseen, and must not be the last dial.
      client = null;
      events.ended(Ending.of(e));
    }
  }

  /** Ends a dial that got no answer in time. */
  void expire(Instant now) {
    if (client != null && !open && !now.isBefore(answerDue)) {
      end(
          new Ending(
              MqttClientException.REASON_CODE_CLIENT_TIMEOUT,
              "it takes connections, but gave no MQTT answer within %d s"
                  .formatted(ANSWER_MAX.toSeconds())));
    }
  }

  private MqttConnectionOptions options()
      throws java.security.GeneralSecurityException, java.io.IOException {
    var options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(EXPIRY_SECONDS);
    options.setMaximumPacketSize(PACKET_BYTES_MAX);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout(CONNECT_SECONDS);
    dial.broker().username().ifPresent(options::setUserName);
    dial.broker()
        .password()
        .ifPresent(secret -> options.setPassword(secret.text().getBytes(StandardCharsets.UTF_8)));
    if (dial.broker().tls()) {
      options.setSocketFactory(Tls.sockets(dial.broker()));
    }
    var properties = properties();
    properties.setWillDelayInterval(WILL_DELAY_SECONDS);
    options.setWillMessageProperties(properties);
    options.setWill(
        dial.topic("status"), new MqttMessage(dial.will().bytes(), QOS, true, properties()));
    return options;
  }

  private static MqttProperties properties() {
    var properties = new MqttProperties();
    properties.setContentType("application/json");
    return properties;
  }

  private void connected(IMqttToken token) {
    Integer most = token.getResponseProperties().getReceiveMaximum();
    int allowed = most == null ? RECEIVE_MAXIMUM_STANDARD : most;
    room = Math.max(1, Math.min(allowed, IN_FLIGHT_MAX) - 1);
    var topics = dial.hears().toArray(new String[0]);
    var qos = new int[topics.length];
    Arrays.fill(qos, QOS);
    try {
      client.subscribe(topics, qos, null, on(client, this::subscribed));
    } catch (MqttException e) {
      end(Ending.of(e));
    }
  }

  private void subscribed(IMqttToken token) {
    for (int index = 0; index < token.getReasonCodes().length; index++) {
      int code = token.getReasonCodes()[index];
      String topic = dial.hears().get(index);
      if (code >= 0x80 && topic.equals(dial.topic("config"))) {
        // Readings and receipts do not depend on it.
        events.deaf(topic, code);
      } else if (code >= 0x80) {
        end(new Ending(code, "may not subscribe to " + topic));
        return;
      }
    }
    open = true;
    events.opened();
  }

  /** Runs {@code success} on the owner's thread, or ends the session there. */
  private MqttActionListener on(
      MqttAsyncClient asked, java.util.function.Consumer<IMqttToken> success) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        handOver(asked, () -> success.accept(token));
      }

      @Override
      public void onFailure(IMqttToken token, Throwable failure) {
        handOver(asked, () -> end(Ending.of(failure)));
      }
    };
  }

  /** Only what the present client says counts. */
  private void handOver(MqttAsyncClient from, Runnable work) {
    owner.execute(
        () -> {
          if (from == client) {
            work.run();
          }
        });
  }

  /** How many messages may be sent now. */
  int room() {
    return open ? room : 0;
  }

  boolean isOpen() {
    return open;
  }

  /** Publishes what replaces what was said before. Returns whether it was sent. */
  boolean retain(String kind, Payload payload) {
    return send(kind, payload, true, Optional.empty());
  }

  /** Publishes a batch. Returns whether it was sent. */
  boolean publish(String kind, Batch batch) {
    return send(kind, batch.payload(), false, Optional.of(batch));
  }

  private boolean send(String kind, Payload payload, boolean retained, Optional<Batch> batch) {
    if (room() == 0) {
      return false;
    }
    MqttProperties properties = properties();
    batch.ifPresent(
        found ->
            properties.setUserProperties(
                List.of(
                    new UserProperty("stream", found.stream()),
                    new UserProperty("seq", Long.toString(found.seq())))));
    String topic = dial.topic(kind);
    try {
      room--;
      client.publish(
          topic,
          new MqttMessage(payload.bytes(), QOS, retained, properties),
          null,
          on(client, token -> acknowledged(topic, token)));
      return true;
    } catch (MqttException e) {
      end(Ending.of(e));
      return false;
    }
  }

  private void acknowledged(String topic, IMqttToken token) {
    room++;
    events.acknowledged(topic, firstCode(token));
  }

  private static int firstCode(IMqttToken token) {
    int[] codes = token.getReasonCodes();
    return codes == null || codes.length == 0 ? 0 : codes[0];
  }

  void end(Ending ending) {
    boolean wasThere = client != null;
    drop();
    if (wasThere) {
      events.ended(ending);
    }
  }

  /**
   * Says good-bye, so that the broker does not publish the will. Blocks for at most two seconds.
   */
  void close() {
    if (open) {
      try {
        client.disconnect(1000).waitForCompletion(1000);
      } catch (MqttException e) {
        // The broker will notice by itself, and publish the will.
      }
    }
    drop();
  }

  private void drop() {
    open = false;
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

  private void tell(boolean receipt, byte[] payload) {
    if (receipt) {
      events.receipt(payload);
    } else {
      events.order(payload);
    }
  }

  /** Paho's threads end here. */
  private final class Callbacks extends QuietCallback {
    private final MqttAsyncClient from;

    Callbacks(MqttAsyncClient from) {
      this.from = from;
    }

    @Override
    public void disconnected(org.eclipse.paho.mqttv5.client.MqttDisconnectResponse response) {
      handOver(from, () -> end(Ending.of(response)));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      byte[] payload = message.getPayload();
      boolean receipt = topic.equals(dial.topic("receipt"));
      handOver(from, () -> tell(receipt, payload));
    }
  }
}
