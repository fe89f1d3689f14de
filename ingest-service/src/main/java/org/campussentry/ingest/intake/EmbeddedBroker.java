package org.campussentry.ingest.intake;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An MQTT 5 broker (Apache Artemis) inside this process, for a campus that has none. It listens on
 * loopback only.
 *
 * <p>Its journal is not synced to disk: receipts, not PUBACKs, tell a gateway that a batch is safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final EmbeddedActiveMQ broker;
  private final int port;

  private EmbeddedBroker(EmbeddedActiveMQ broker, int port) {
    this.broker = broker;
    this.port = port;
  }

  /**
   * Starts it on 127.0.0.1 and waits until it accepts connections.
   *
   * @throws IllegalStateException when the port is taken or the folder can't be used; the message
   *     names both
   */
  public static EmbeddedBroker start(Path home, int port) {
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
    try {
      config.addAcceptorConfiguration(
          "mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT;allowLinkStealing=true");
      EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
      broker.setConfiguration(config);
      broker.start();
      if (!broker.getActiveMQServer().waitForActivation(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it did not come up within 10 s");
      }
      return new EmbeddedBroker(broker, port);
    } catch (Exception e) {
      throw new IllegalStateException(
          "the embedded broker can't listen on 127.0.0.1:"
              + port
              + " with its data in "
              + home
              + " ("
              + e.getMessage()
              + "): choose another broker.port, or end what uses this one",
          e);
    }
  }

  public String url() {
    return "mqtt://127.0.0.1:" + port;
  }

  @Override
  public void close() throws Exception {
    broker.stop();
  }
}
