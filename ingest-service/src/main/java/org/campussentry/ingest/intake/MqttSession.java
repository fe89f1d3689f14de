package org.campussentry.ingest.intake;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's line to the broker: connects, stays connected, feeds the {@link Intake} from one
 * thread, and sends its receipts. Thread-safe.
 *
 * <p>A broker that is down is waited for: one line a minute says so. Messages queue up to {@value
 * #QUEUE}; then the broker is made to wait, because nothing is forgotten before its receipt.
 */
public final class MqttSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MqttSession.class);
  private static final int QUEUE = 4096;

  /**
   * Below the 20 that Mosquitto grants by default: Paho throws 32202 at the limit instead of
   * waiting.
   */
  private static final int RECEIPTS_IN_FLIGHT = 16;

  private static final long RECEIPT_EVERY_MS = 100;

  /**
   * A receipt that waited in the broker tells a wrong time; one that is lost is given again. Well
   * below the 30 s from which a gateway corrects its clock.
   */
  private static final long RECEIPT_EXPIRY_S = 10;

  private static final long SESSION_EXPIRY_S = 3600;
  private static final long PACKET_MAX = 32L << 20;

  private final BrokerAddress broker;
  private final String clientId;
  private final Intake intake;
  private final InstantSource clock;
  private final BlockingQueue<Intake.Message> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Semaphore receiptPermits = new Semaphore(RECEIPTS_IN_FLIGHT);
  private final List<Thread> threads;
  private volatile MqttAsyncClient client;
  private volatile boolean closed;

  public MqttSession(BrokerAddress broker, String clientId, Intake intake, InstantSource clock) {
    this.broker = broker;
    this.clientId = clientId;
    this.intake = intake;
    this.clock = clock;
    this.threads =
        List.of(
            new Thread(this::stayConnected, "mqtt-connect"),
            new Thread(this::decode, "intake"),
            new Thread(this::sendReceipts, "receipts"));
  }

  public void start() {
    threads.forEach(
        t -> {
          t.setDaemon(true);
          t.start();
        });
  }

  public boolean isConnected() {
    MqttAsyncClient now = client;
    return now != null && now.isConnected();
  }

  /** Messages that arrived and are not decoded yet. */
  public int waiting() {
    return queue.size();
  }

  private void stayConnected() {
    MqttRetry retry = new MqttRetry(clock);
    while (!closed) {
      try {
        if (!isConnected()) {
          connect();
          retry.succeeded();
          log.info("Connected to the broker {}", broker);
        }
        TimeUnit.MILLISECONDS.sleep(250);
      } catch (MqttException e) {
        retry.failed(e).ifPresent(why -> log.warn("{}: {}", broker, why));
        discard();
        pause(retry.delayMs(ThreadLocalRandom.current().nextDouble()));
      } catch (RuntimeException e) {
        log.error("Connecting to {} went wrong; trying again", broker, e);
        discard();
        pause(retry.delayMs(1));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** A new client each time: a failed one keeps state that the next connection would inherit. */
  private void connect() throws MqttException {
    discard();
    MqttAsyncClient next = new MqttAsyncClient(broker.pahoUri(), clientId, new MemoryPersistence());
    next.setCallback(new MqttInbox(this::enqueue));
    client = next;
    next.connect(options()).waitForCompletion(10_000);
    receiptPermits.drainPermits();
    receiptPermits.release(RECEIPTS_IN_FLIGHT);
    MqttSubscription[] subscriptions =
        Arrays.stream(Topic.Kind.values())
            .map(kind -> new MqttSubscription(Topic.ALL + kind.level(), 1))
            .toArray(MqttSubscription[]::new);
    IMqttToken token = next.subscribe(subscriptions);
    token.waitForCompletion(10_000);
    for (int code : token.getReasonCodes()) {
      if (code >= 0x80) {
        throw new MqttException(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
      }
    }
  }

  private MqttConnectionOptions options() throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(SESSION_EXPIRY_S);
    options.setKeepAliveInterval(20);
    options.setConnectionTimeout(10);
    options.setReceiveMaximum(1000);
    options.setMaximumPacketSize(PACKET_MAX);
    options.setTopicAliasMaximum(0);
    options.setAutomaticReconnect(false);
    broker.username().ifPresent(options::setUserName);
    broker.password().ifPresent(p -> options.setPassword(p.getBytes(StandardCharsets.UTF_8)));
    if (broker.ca().isPresent()) {
      options.setSocketFactory(TrustedAuthority.socketFactory(broker.ca().get()));
    }
    return options;
  }

  /** Paho's thread: only hands off. When the queue is full it waits, and so the broker does. */
  private void enqueue(Intake.Message message) {
    try {
      queue.put(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void decode() {
    while (!closed) {
      try {
        Intake.Message message = queue.take();
        try {
          intake.accept(message);
        } catch (RuntimeException e) {
          log.error(
              "{}: this message was not taken in; its gateway will send it again",
              message.topic(),
              e);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void sendReceipts() {
    while (!closed) {
      pause(RECEIPT_EVERY_MS);
      try {
        flushReceipts();
      } catch (RuntimeException e) {
        log.error("Receipts could not be sent; the gateways will ask for them again", e);
      }
    }
  }

  private void flushReceipts() {
    MqttAsyncClient line = client;
    if (line == null || !line.isConnected()) {
      return;
    }
    for (Receipts.Receipt receipt : intake.takeReceipts(receiptPermits.availablePermits())) {
      MqttMessage message = new MqttMessage(receipt.payload(), 1, false, properties());
      try {
        receiptPermits.acquireUninterruptibly();
        line.publish(
            Topic.receipt(receipt.site(), receipt.gateway()),
            message,
            null,
            new MqttPermit(receiptPermits));
      } catch (MqttException e) {
        receiptPermits.release();
        // The gateway sends again what has no receipt, and gets a new one.
        log.debug("A receipt for {} was lost: {}", receipt.gateway(), e.getMessage());
      }
    }
  }

  private static MqttProperties properties() {
    MqttProperties properties = new MqttProperties();
    properties.setContentType("application/json");
    properties.setMessageExpiryInterval(RECEIPT_EXPIRY_S);
    return properties;
  }

  private void discard() {
    MqttAsyncClient old = client;
    client = null;
    if (old == null) {
      return;
    }
    try {
      old.disconnectForcibly(0, 100, false);
    } catch (MqttException e) {
      log.trace("Already disconnected", e);
    }
    try {
      old.close(true);
    } catch (MqttException e) {
      log.trace("Already closed", e);
    }
  }

  /** Decodes nothing more, sends the receipts that are due, and disconnects. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    flushReceipts();
    MqttAsyncClient line = client;
    if (line != null && line.isConnected()) {
      try {
        line.disconnect(1000).waitForCompletion(2000);
      } catch (MqttException e) {
        log.debug("Disconnecting: {}", e.getMessage());
      }
    }
    discard();
  }

  /** What Paho tells of one message, as the intake wants it. */
  static Intake.Message message(String topic, MqttMessage message) {
    Optional<String> stream = Optional.empty();
    Optional<Long> seq = Optional.empty();
    if (message.getProperties() != null) {
      for (var property : message.getProperties().getUserProperties()) {
        if (property.getKey().equals("stream")) {
          stream = Optional.of(property.getValue());
        } else if (property.getKey().equals("seq") && property.getValue().matches("\\d{1,18}")) {
          seq = Optional.of(Long.parseLong(property.getValue()));
        }
      }
    }
    return new Intake.Message(topic, message.getPayload(), message.isRetained(), stream, seq);
  }
}
