package org.campussentry.ingest.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT 5 broker (Apache Artemis) inside this process, for a campus that has none. Without a lock
 * it listens on loopback only; with one it wants TLS and passwords, and lets a gateway write and
 * hear below its own site and id only.
 *
 * <p>Its journal is not synced to disk: receipts, not PUBACKs, tell a gateway that a batch is safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final long LOOK_EVERY_MS = 1_000;
  private static final String ACCEPTOR = "mqtt";

  /** Of what waits for a subscriber, by topic; the service is in this process and is never far. */
  private static final long WAITING_MAX = 8 << 20;

  private final ActiveMQServer broker;
  private final Entrance entrance;
  private final Door door;
  private final Refusals refusals;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "broker-guard");
            thread.setDaemon(true);
            return thread;
          });

  private EmbeddedBroker(ActiveMQServer broker, Entrance entrance, Door door, Refusals refusals) {
    this.broker = broker;
    this.entrance = entrance;
    this.door = door;
    this.refusals = refusals;
  }

  /**
   * Starts it and waits until it accepts connections.
   *
   * @throws IllegalStateException when the port is taken, or the folder or a file of the lock can't
   *     be used; the message names them
   */
  public static EmbeddedBroker start(Path home, Door door, InstantSource clock) {
    Refusals refusals = new Refusals(clock);
    Optional<Guard> guard = guard(door, refusals);
    Entrance entrance =
        new Entrance(door, guard.map(g -> context(door.lock().orElseThrow(), g)), refusals);
    try {
      ActiveMQServer broker = broker(home, guard);
      EmbeddedBroker started = new EmbeddedBroker(broker, entrance, door, refusals);
      try {
        guard.ifPresent(started::lookAfter);
        entrance.open((NettyAcceptor) broker.getRemotingService().getAcceptor(ACCEPTOR));
        return started;
      } catch (Exception e) {
        started.close();
        throw e;
      }
    } catch (Exception e) {
      entrance.close();
      throw new IllegalStateException(
          "the embedded broker can't listen on "
              + door.bind()
              + ":"
              + door.port()
              + " with its data in "
              + home
              + " ("
              + e.getMessage()
              + "): choose another broker.port, or end what uses this one",
          e);
    }
  }

  private static ActiveMQServer broker(Path home, Optional<Guard> guard) throws Exception {
    Configuration config = configuration(home);
    if (guard.isPresent()) {
      config.setSecurityEnabled(true).setClusterPassword(Passwords.random());
      // Each CONNECT is looked at, and a right that was withdrawn ends at once.
      config.setAuthenticationCacheSize(0).setAuthorizationCacheSize(0);
    }
    config.addAcceptorConfiguration(acceptor());
    ActiveMQServer broker = new ActiveMQServerImpl(config, guard.orElse(null));
    guard.ifPresent(broker.getServiceRegistry()::addIncomingInterceptor);
    broker.start();
    if (!broker.waitForActivation(10, TimeUnit.SECONDS)) {
      broker.stop();
      throw new IllegalStateException("it did not come up within 10 s");
    }
    return broker;
  }

  private static Configuration configuration(Path home) throws Exception {
    ConfigurationImpl config = new ConfigurationImpl();
    config
        .setName("campus-sentry")
        .setPersistenceEnabled(true)
        .setSecurityEnabled(false)
        .setJournalType(JournalType.NIO)
        .setJournalSyncNonTransactional(false)
        .setJournalSyncTransactional(false)
        .setBindingsDirectory(home.resolve("bindings").toString())
        .setJournalDirectory(home.resolve("journal").toString())
        .setPagingDirectory(home.resolve("paging").toString())
        .setLargeMessagesDirectory(home.resolve("large").toString());
    // A disk that fills elsewhere must not silence the gateways' alerts.
    config.setMaxDiskUsage(-1);
    config.setJMXManagementEnabled(false);
    config.addAddressSetting(
        "#",
        new AddressSettings()
            .setMaxSizeBytes(64L << 20)
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE));
    // Nobody fills disk or memory by a topic: what is dropped has no receipt, and comes again.
    config.addAddressSetting(
        "sentry.#",
        new AddressSettings()
            .setMaxSizeBytes(WAITING_MAX)
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP));
    return config;
  }

  private static Optional<Guard> guard(Door door, Refusals refusals) {
    try {
      return door.lock().isEmpty()
          ? Optional.empty()
          : Optional.of(new Guard(door.lock().get(), refusals));
    } catch (GeneralSecurityException | IOException e) {
      throw unlockable(e);
    }
  }

  private static IllegalStateException unlockable(Exception e) {
    return new IllegalStateException(
        "the embedded broker can't be locked (" + e.getMessage() + "): see to that file", e);
  }

  /** It does not listen itself: as for an upgrade from HTTP, it is handed connections. */
  private static TransportConfiguration acceptor() {
    Map<String, Object> parameters =
        Map.of(
            TransportConstants.PROTOCOLS_PROP_NAME,
            "MQTT",
            TransportConstants.HTTP_UPGRADE_ENABLED_PROP_NAME,
            true,
            TransportConstants.REMOTING_THREADS_PROPNAME,
            1,
            TransportConstants.HANDSHAKE_TIMEOUT,
            0);
    Map<String, Object> protocol =
        new HashMap<>(
            Map.of(
                "allowLinkStealing", "true",
                "maximumPacketSize", "" + Porter.PACKET_MAX,
                "defaultMqttSessionExpiryInterval", "" + Guard.SESSION_EXPIRY_S));
    return new TransportConfiguration(
        NettyAcceptorFactory.class.getName(), new HashMap<>(parameters), ACCEPTOR, protocol);
  }

  private static SSLContext context(Door.Lock lock, Guard guard) {
    try {
      TrustManager[] trust = PemFiles.trust(lock.ca());
      for (int i = 0; i < trust.length; i++) {
        if (trust[i] instanceof X509ExtendedTrustManager judge) {
          trust[i] = new ToldTrust(judge, guard::refusedInHandshake);
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(PemFiles.identity(lock.certificate(), lock.key()), trust, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw unlockable(e);
    }
  }

  private void lookAfter(Guard guard) {
    Leftovers leftovers = new Leftovers(broker, guard::isGone);
    leftovers.remove();
    looking.scheduleWithFixedDelay(
        () -> {
          try {
            if (guard.look()) {
              sendOff(guard);
              leftovers.remove();
            }
          } catch (RuntimeException e) {
            log.error("The broker's users could not be looked after; trying again", e);
          }
        },
        LOOK_EVERY_MS,
        LOOK_EVERY_MS,
        TimeUnit.MILLISECONDS);
  }

  /** Ends the connections of those whose credentials were withdrawn or renewed. */
  private void sendOff(Guard guard) {
    for (RemotingConnection connection : broker.getRemotingService().getConnections()) {
      if (!guard.mayStay(connection)) {
        log.info(
            "The credentials of {} count no more: its connection is ended",
            broker.getSecurityManager().getUserFromSubject(connection.getSubject()));
        connection.fail(new ActiveMQException("credentials withdrawn"));
      }
    }
  }

  /** How a program of this machine calls it. */
  public String url() {
    return door.url();
  }

  /** Connections that are open now, of strangers too. */
  public int connections() {
    return entrance.connections();
  }

  public Refusals refusals() {
    return refusals;
  }

  @Override
  public void close() throws Exception {
    looking.shutdownNow();
    broker.stop();
    entrance.close();
  }
}
