package org.campussentry.ingest.intake;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Which MQTT 5 broker to use, and as whom. Immutable; its text never shows the password.
 *
 * @param url {@code mqtt://host:port} or {@code mqtts://host:port}
 * @param ca PEM file of the authority that signed the broker's certificate; empty for the Java
 *     default
 * @param certificate PEM file to show a broker that wants one
 * @param key PEM file (PKCS #8) of its key
 */
public record BrokerAddress(
    String url,
    Optional<String> username,
    Optional<String> password,
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key) {

  /** A broker without users. */
  public static BrokerAddress open(String url) {
    return new BrokerAddress(
        url,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The address as Paho wants it. */
  public String pahoUri() {
    return url.replaceFirst("^mqtt://", "tcp://").replaceFirst("^mqtts://", "ssl://");
  }

  /**
   * Who connects, and how; what kind of session it is, the caller adds.
   *
   * @throws MqttException when {@code ca}, {@code certificate} or {@code key} can't be used
   */
  public MqttConnectionOptions options() throws MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setKeepAliveInterval(20);
    options.setConnectionTimeout(10);
    options.setAutomaticReconnect(false);
    username.ifPresent(options::setUserName);
    password.ifPresent(p -> options.setPassword(p.getBytes(StandardCharsets.UTF_8)));
    if (ca.isPresent() || certificate.isPresent()) {
      options.setSocketFactory(TlsSockets.factory(this));
    }
    return options;
  }

  /** Without TLS. */
  boolean isPlain() {
    return url.startsWith("mqtt://");
  }

  /** Whether somebody listens there; blocks for at most a second. */
  boolean takesConnections() {
    URI uri = URI.create(url);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return url + username.map(u -> " as user '" + u + "'").orElse(" without a user name");
  }
}
