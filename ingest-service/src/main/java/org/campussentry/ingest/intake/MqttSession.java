package org.campussentry.ingest.intake;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.reading.Sites;
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
 * #QUEUE} and {@value #QUEUE_BYTES} bytes; then the broker is made to wait, because nothing is
 * forgotten before its receipt.
 */
public final class MqttSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MqttSession.class);
  private static final int QUEUE = 4096;
  private static final int QUEUE_BYTES = 16 << 20;

  /**
   * Below the 20 that Mosquitto grants by default: Paho throws 32202 at the limit instead of
   * waiting.
   */
  private static final int RECEIPTS_IN_FLIGHT = 16;

  /** Also how often the journal commits what arrived, if anything did. */
  private static final long RECEIPT_EVERY_MS = 250;

  /** The same while a backlog comes. */
  private static final long RECEIPT_SOON_MS = 50;

  private static final int MANY = 32;

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  /** With many points a commit is much work: it may take a tenth of a core. */
  private static final long REST = 9;

  /** Well below the 10 s after which a gateway sends again. */
  private static final long RECEIPT_AT_LATEST_MS = 2000;

  /** The broker answers within this time, or is gone. */
  private static final long PERMIT_WAIT_MS = 2000;

  private static final int TOGETHER = 64;

  /**
   * A receipt that waited in the broker tells a wrong time; one that is lost is given again. Well
   * below the 30 s from which a gateway corrects its clock.
   */
  private static final long RECEIPT_EXPIRY_S = 10;

  private static final long SESSION_EXPIRY_S = 3600;
  private static final long KNOCK_EVERY_MS = 500;
  private static final long SAY_EVERY_MS = 60_000;
  private static final long PACKET_MAX = 32L << 20;

  private final BrokerAddress broker;
  private final String clientId;
  private final Sites sites;
  private final Intake intake;
  private final InstantSource clock;
  private final BlockingQueue<Intake.Message> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Semaphore queueRoom = new Semaphore(QUEUE_BYTES);
  private final Semaphore receiptPermits = new Semaphore(RECEIPTS_IN_FLIGHT);
  private final List<Thread> threads;
  private volatile MqttAsyncClient client;
  private volatile boolean subscribed;
  private volatile boolean closed;
  private volatile long saidAt;

  /**
   * A session of these sites: two instances with different ones don't take each other's.
   *
   * @param name what the session's name begins with; the sites follow, if it is not for all
   */
  public MqttSession(
      BrokerAddress broker, String name, Sites sites, Intake intake, InstantSource clock) {
    this.broker = broker;
    this.clientId = sites.isAll() ? name : name + "." + String.join(".", sites.named());
    this.sites = sites;
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

  /** Whether messages can come: a broker that refuses the subscription is as good as none. */
  public boolean isConnected() {
    MqttAsyncClient now = client;
    return subscribed && now != null && now.isConnected();
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
        pauseUntilBack(retry.delayMs(ThreadLocalRandom.current().nextDouble()));
      } catch (RuntimeException e) {
        log.error("Connecting to {} went wrong; trying again", broker, e);
        discard();
        pause(retry.delayMs(1));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** A broker whose port was closed and opens is not kept waiting for the rest of the time. */
  private void pauseUntilBack(long millis) {
    long until = clock.millis() + millis;
    if (broker.takesConnections()) {
      pause(millis);
      return;
    }
    do {
      pause(KNOCK_EVERY_MS);
    } while (!closed && clock.millis() < until && !broker.takesConnections());
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
    next.setCallback(new MqttInbox((topic, message) -> enqueue(message(topic, message))));
    client = next;
    next.connect(options()).waitForCompletion(10_000);
    receiptPermits.drainPermits();
    receiptPermits.release(RECEIPTS_IN_FLIGHT);
    MqttSubscription[] subscriptions =
        Topic.filters(sites).stream()
            .map(filter -> new MqttSubscription(filter, 1))
            .toArray(MqttSubscription[]::new);
    IMqttToken token = next.subscribe(subscriptions);
    token.waitForCompletion(10_000);
    for (int code : token.getReasonCodes()) {
      if (code >= 0x80) {
        throw new MqttException(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
      }
    }
    subscribed = true;
  }

  private MqttConnectionOptions options() throws MqttException {
    MqttConnectionOptions options = broker.options();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(SESSION_EXPIRY_S);
    options.setReceiveMaximum(1000);
    options.setMaximumPacketSize(PACKET_MAX);
    options.setTopicAliasMaximum(0);
    if (options.getSocketFactory() == null && broker.isPlain()) {
      options.setSocketFactory(new GatheredSockets());
    }
    return options;
  }

  /** Paho's thread: only hands off. When the queue is full it waits, and so the broker does. */
  private void enqueue(Intake.Message message) {
    try {
      queueRoom.acquire(room(message));
      queue.put(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The largest fills it alone. */
  private static int room(Intake.Message message) {
    return Math.min(QUEUE_BYTES, message.payload().length);
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
        } finally {
          queueRoom.release(room(message));
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** A gateway that drains has half a window of batches under way, and waits for their receipts. */
  private void awaitMany() {
    for (long waited = RECEIPT_SOON_MS;
        waited < RECEIPT_EVERY_MS && intake.unsettled() < MANY && !closed;
        waited += RECEIPT_SOON_MS) {
      pause(RECEIPT_SOON_MS);
    }
  }

  private void sendReceipts() {
    long tookMs = 0;
    while (!closed) {
      pause(Math.min(RECEIPT_AT_LATEST_MS, Math.max(RECEIPT_SOON_MS, REST * tookMs)));
      awaitMany();
      long start = CPU.getCurrentThreadCpuTime();
      try {
        flushReceipts();
      } catch (RuntimeException e) {
        log.error("Receipts could not be sent; the gateways will ask for them again", e);
      }
      tookMs = TimeUnit.NANOSECONDS.toMillis(CPU.getCurrentThreadCpuTime() - start);
    }
  }

  private void flushReceipts() {
    settle();
    MqttAsyncClient line = client;
    if (line == null || !line.isConnected()) {
      return;
    }
    List<Receipts.Receipt> due = intake.takeReceipts(TOGETHER);
    while (!due.isEmpty()) {
      for (Receipts.Receipt receipt : due) {
        send(line, receipt);
      }
      due = line.isConnected() ? intake.takeReceipts(TOGETHER) : List.of();
    }
  }

  /** The gateway sends again what has no receipt, and gets a new one. */
  private void send(MqttAsyncClient line, Receipts.Receipt receipt) {
    publish(line, Topic.receipt(receipt.site(), receipt.gateway()), receipt.payload());
  }

  /**
   * Sends the canary's batch as its gateway would, with its time of now; it comes in as all others
   * do. False when that can't be now.
   */
  public boolean sendCanary(String site, String stream) {
    MqttAsyncClient line = client;
    return line != null
        && line.isConnected()
        && publish(line, CanaryBatch.topic(site), CanaryBatch.payload(stream, clock.millis()));
  }

  private boolean publish(MqttAsyncClient line, String topic, byte[] payload) {
    try {
      boolean permitted = receiptPermits.tryAcquire(PERMIT_WAIT_MS, TimeUnit.MILLISECONDS);
      if (permitted) {
        MqttMessage message = new MqttMessage(payload, 1, false, properties());
        line.publish(topic, message, null, new MqttPermit(receiptPermits));
      }
      return permitted;
    } catch (MqttException e) {
      receiptPermits.release();
      log.debug("What was sent on {} was lost: {}", topic, e.getMessage());
    } catch (InterruptedException e) {
      closed = true;
    }
    return false;
  }

  private void settle() {
    try {
      intake.settle();
    } catch (RuntimeException e) {
      long now = clock.millis();
      if (now - saidAt >= SAY_EVERY_MS) {
        saidAt = now;
        log.error(
            "The journal does not take the account of what arrived: {}. Gateways keep their readings until it"
                + " does; see to its disk",
            e.getMessage());
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
    subscribed = false;
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
