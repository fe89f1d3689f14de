package org.campussentry.ingest.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.campussentry.ingest.intake.BrokerAddress;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Sends a gateway a configuration, and waits for what it makes of it. */
public final class Configuring {
  /** How long retained messages take to come. */
  private static final Duration RETAINED = Duration.ofSeconds(3);

  private final BrokerAddress broker;
  private final String site;
  private final String gateway;

  /** What became of it. */
  public sealed interface Outcome {}

  /** It runs, and the gateway has confirmed it. */
  public record Runs(long version) implements Outcome {}

  /** The gateway does not run it, and says why. */
  public record Refused(long version, String why) implements Outcome {}

  /** It lies on the broker, and the gateway has said nothing of it yet. */
  public record Waits(long version, boolean away) implements Outcome {}

  /** It was not sent, because the gateway would not run it. */
  public record NotSent(String why) implements Outcome {}

  /** Nothing is sent yet. */
  public Configuring(BrokerAddress broker, String site, String gateway) {
    this.broker = broker;
    this.site = site;
    this.gateway = gateway;
  }

  /**
   * Sends it under the next version.
   *
   * @param config as {@code edge-agent.yaml} has it; the gateway checks it
   * @param over fingerprint of a hand-edited file that it may displace
   * @param most how long to wait for the gateway's word
   * @throws MqttException when the broker is away or refuses
   */
  public Outcome send(SigningKey key, String config, Optional<String> over, Duration most)
      throws MqttException, InterruptedException {
    try (GatewayLine line = new GatewayLine(broker, site, gateway)) {
      Optional<JsonNode> status = line.await(found -> true, RETAINED);
      boolean away = status.isEmpty() || !status.get().path("state").asText().equals("online");
      JsonNode stands = status.map(found -> found.path("config")).orElse(null);
      Optional<String> hindrance = away ? Optional.empty() : hindrance(stands, over);
      if (hindrance.isPresent()) {
        return new NotSent(hindrance.get());
      }
      long seen = stands == null ? 0 : stands.path("seen").asLong();
      long version = next(Math.max(line.orderedVersion(), seen), away, Instant.now());
      line.order(key.sign(new Order(site, gateway, version, over, config).payload()));
      return line.await(found -> decided(found, version), most)
          .map(found -> outcome(found, version))
          .orElse(new Waits(version, away));
    }
  }

  /**
   * A version above all that the gateway has seen. One that is away does not tell, and what it ran
   * last may have been taken back: then the time is high enough.
   *
   * @param known highest version that somebody told of; 0 for none
   */
  static long next(long known, boolean away, Instant now) {
    return away && known == 0 ? now.getEpochSecond() : known + 1;
  }

  /** Takes back what lies on the broker; a gateway that runs it goes on. */
  public void withdraw() throws MqttException {
    try (GatewayLine line = new GatewayLine(broker, site, gateway)) {
      line.order("");
    }
  }

  private static Optional<String> hindrance(JsonNode stands, Optional<String> over) {
    if (!stands.isObject()) {
      return Optional.of(
          "it takes no configurations from here: its own file needs `remote: {key: FILE}` with what"
              + " `ingest-service remote-key` prints");
    }
    String local = stands.path("local").asText();
    if (stands.path("edited").asBoolean() && !over.equals(Optional.of(local))) {
      return Optional.of(
          "its own file was edited by hand and wins. Look at it, take over what is right, and send"
              + " with --over "
              + local);
    }
    return Optional.empty();
  }

  private static boolean decided(JsonNode status, long version) {
    JsonNode config = status.path("config");
    boolean confirmed =
        config.path("version").asLong() == version && !config.path("trying").asBoolean();
    return confirmed || config.path("refused").path("version").asLong() == version;
  }

  private static Outcome outcome(JsonNode status, long version) {
    JsonNode config = status.path("config");
    return config.path("version").asLong() == version
        ? new Runs(version)
        : new Refused(version, config.path("refused").path("why").asText());
  }
}
