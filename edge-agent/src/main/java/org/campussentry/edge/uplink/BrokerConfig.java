package org.campussentry.edge.uplink;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.campussentry.edge.config.Secret;

/**
 * The broker and how it is entered. Immutable.
 *
 * @param url mqtt:// or mqtts://, host and port
 * @param ca PEM file of the authorities that the broker's certificate may come from; the system's
 *     if empty
 * @param certificate PEM file of this gateway's certificate chain
 * @param key PEM file (PKCS #8) of the certificate's key
 */
public record BrokerConfig(
    URI url,
    Optional<String> username,
    Optional<Secret> password,
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key) {

  /** Whether the connection is encrypted. */
  public boolean tls() {
    return "mqtts".equals(url.getScheme());
  }

  /** The address as Paho wants it. */
  String address() {
    return "%s://%s:%d".formatted(tls() ? "ssl" : "tcp", url.getHost(), port());
  }

  int port() {
    int standard = tls() ? 8883 : 1883;
    return url.getPort() < 0 ? standard : url.getPort();
  }
}
