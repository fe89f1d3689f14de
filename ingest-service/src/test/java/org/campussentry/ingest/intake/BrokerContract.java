package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.reading.Sites;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.Test;

/** What the service needs of an MQTT 5 broker; each broker's own test only starts it. */
interface BrokerContract {
  /** A broker that runs. */
  String url();

  @Test
  default void messages_come_with_their_properties_and_receipts_go_out_after_the_write()
      throws Exception {
    List<Sample> kept = new CopyOnWriteArrayList<>();
    MemoryLetters letters = new MemoryLetters();
    List<String> receipts = new CopyOnWriteArrayList<>();
    Intake intake =
        new Intake(
            Sites.ALL,
            InstantSource.system(),
            new Deaf(),
            (samples, stored) -> {
              kept.addAll(samples);
              stored.run();
              return true;
            },
            letters,
            new NoCatalogs(),
            new MemoryStreams(),
            new Tally(ZoneOffset.UTC));
    MqttAsyncClient gateway =
        new MqttAsyncClient(url().replace("mqtt:", "tcp:"), "gw", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    gateway.setCallback(
        new MqttInbox(
            (topic, m) -> receipts.add(new String(m.getPayload(), StandardCharsets.UTF_8))));
    gateway.connect(options).waitForCompletion(10_000);
    gateway.subscribe("sentry/v1/main/gw-canteen1/receipt", 1).waitForCompletion(10_000);
    // Retained before the service connects, as a gateway's catalog is when the service restarts.
    publish(gateway, "catalog", WireCodecTest.golden("catalog.json"), true, 0);
    try (MqttSession session =
        new MqttSession(
            BrokerAddress.open(url()), "ingest", Sites.ALL, intake, InstantSource.system())) {
      session.start();
      await().atMost(Duration.ofSeconds(20)).until(session::isConnected);
      publish(gateway, "data", WireCodecTest.golden("data.json"), false, 812);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(receipts).anyMatch(r -> r.contains("\"stored\":[[812,812]]")));
      assertThat(kept).hasSize(5);

      publish(gateway, "data", new byte[(1 << 20) + 1], false, 813);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(receipts).anyMatch(r -> r.contains("[813,813,\"payload of")));
      assertThat(letters.all()).hasSize(1);
    } finally {
      gateway.disconnectForcibly(0, 100, false);
      gateway.close(true);
    }
  }

  private static void publish(
      MqttAsyncClient gateway, String kind, byte[] payload, boolean retained, long seq)
      throws Exception {
    MqttProperties properties = new MqttProperties();
    properties.setUserProperties(
        List.of(new UserProperty("stream", "k3v9q2x7a1b4"), new UserProperty("seq", "" + seq)));
    gateway
        .publish(
            "sentry/v1/main/gw-canteen1/" + kind, new MqttMessage(payload, 1, retained, properties))
        .waitForCompletion(20_000);
  }

  /** Wants to know nothing. */
  record Deaf() implements Intake.Listener {
    @Override
    public void status(Status status, boolean live, long nowMs) {}

    @Override
    public void catalog(Catalog catalog, long nowMs) {}

    @Override
    public void batch(Batch batch, boolean live, long nowMs) {}
  }

  /** Knows none from before. */
  record NoCatalogs() implements CatalogStore {
    @Override
    public void save(Catalog catalog, long nowMs) {}

    @Override
    public List<Catalog> all() {
      return List.of();
    }
  }
}
