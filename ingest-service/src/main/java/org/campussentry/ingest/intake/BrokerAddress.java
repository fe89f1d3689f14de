package org.campussentry.ingest.intake;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which MQTT 5 broker to use, and as whom. Immutable; its text never shows the password.
 *
 * @param url {@code mqtt://host:port} or {@code mqtts://host:port}
 * @param ca PEM file of the authority that signed the broker's certificate; empty for the Java
 *     default
 */
public record BrokerAddress(
    String url, Optional<String> username, Optional<String> password, Optional<Path> ca) {

  String pahoUri() {
    return url.replaceFirst("^mqtt://", "tcp://").replaceFirst("^mqtts://", "ssl://");
  }

  @Override
  public String toString() {
    return url + username.map(u -> " as user '" + u + "'").orElse(" without a user name");
  }
}
