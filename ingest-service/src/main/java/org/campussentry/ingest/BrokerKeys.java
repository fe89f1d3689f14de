package org.campussentry.ingest;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.campussentry.ingest.broker.Door;

/**
 * {@code broker:} of {@code ingest-service.yaml}. Immutable; what is left out is null, and has a
 * default.
 *
 * @param url {@code embedded}, or mqtt:// or mqtts:// with host and port
 * @param port of the embedded broker: 1883, or 8883 with {@code tls}
 * @param bind where the embedded broker listens: 127.0.0.1, another one only with {@code tls}
 * @param tls whether the embedded broker wants TLS, passwords and the access list
 * @param clientCertificates whether it wants a certificate of each gateway too
 * @param connections how many the embedded broker takes at once; 2000
 * @param gatewaysUrl how gateways call the broker; {@code provision} writes it down for them
 * @param mosquittoFolder where Mosquitto's password file and certificates lie, absolute, if the
 *     page may write them
 * @param certificate PEM file to show a broker that wants one; {@code key} belongs to it
 */
record BrokerKeys(
    String url,
    Integer port,
    String bind,
    Boolean tls,
    Boolean clientCertificates,
    Integer connections,
    String gatewaysUrl,
    String mosquittoFolder,
    String username,
    String password,
    String passwordFile,
    String ca,
    String certificate,
    String key) {
  static final String EMBEDDED = "embedded";
  static final BrokerKeys NONE =
      new BrokerKeys(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  private static final String LOOPBACK = "127.0.0.1";

  /** Refuses what can't be meant. */
  void check(Path file) throws ConfigException {
    String to = address();
    if (!isEmbedded() && !to.matches("mqtts?://[^/\\s]+:\\d+")) {
      throw new ConfigException(
          file
              + ": broker.url '"
              + to
              + "' is neither embedded nor mqtt://host:port nor mqtts://host:port");
    }
    if (!isEmbedded()
        && (bind != null || tls != null || clientCertificates != null || connections != null)) {
      throw new ConfigException(
          file
              + ": broker.bind, tls, client-certificates and connections are of the embedded broker;"
              + " leave them out, or write url: embedded");
    }
    if (mosquittoFolder != null && (isEmbedded() || !Path.of(mosquittoFolder).isAbsolute())) {
      throw new ConfigException(
          file
              + ": broker.mosquitto-folder "
              + mosquittoFolder
              + (isEmbedded()
                  ? " is of a Mosquitto; leave it out beside url: embedded"
                  : " is not absolute; write it as /var/lib/mosquitto/sentry"));
    }
    if (connections != null && connections < 1) {
      throw new ConfigException(
          file + ": broker.connections " + connections + " lets nobody in; write 1 or more");
    }
    if (isEmbedded() && !isLocked() && !Door.isLoopback(host())) {
      throw new ConfigException(
          file
              + ": broker.bind "
              + bind
              + " would let everybody in who reaches this machine. Write tls: true beside it, and"
              + " give each gateway what `ingest-service provision` makes; or leave bind out");
    }
    if (!isLocked() && Boolean.TRUE.equals(clientCertificates)) {
      throw new ConfigException(file + ": broker.client-certificates needs tls: true beside it");
    }
    if ((certificate == null) != (key == null)) {
      throw new ConfigException(
          file + ": broker.certificate and broker.key go together; give both, or none");
    }
    if (!to.startsWith("mqtts://") && (certificate != null || ca != null)) {
      throw new ConfigException(
          file + ": broker.ca, certificate and key are for a broker.url with mqtts://");
    }
    if (gatewaysUrl != null && !gatewaysUrl.matches("mqtts://[^/\\s]+:\\d+")) {
      throw new ConfigException(
          file + ": broker.gateways-url '" + gatewaysUrl + "' is not mqtts://host:port");
    }
  }

  String address() {
    return url == null ? EMBEDDED : url;
  }

  boolean isEmbedded() {
    return address().equals(EMBEDDED);
  }

  boolean isLocked() {
    return Boolean.TRUE.equals(tls);
  }

  boolean wantsCertificates() {
    return Boolean.TRUE.equals(clientCertificates);
  }

  String host() {
    return bind == null ? LOOPBACK : bind;
  }

  int embeddedPort() {
    int usual = isLocked() ? 8883 : 1883;
    return port == null ? usual : port;
  }

  int embeddedConnections() {
    return connections == null ? Door.CONNECTIONS_USUAL : connections;
  }

  private boolean listensEverywhere() {
    return host().equals("0.0.0.0") || host().equals("::");
  }

  /** Where Mosquitto's files lie, if this service may write them. */
  Optional<Path> mosquitto() {
    return Optional.ofNullable(mosquittoFolder).map(Path::of);
  }

  /** How gateways call the broker, if that is known. */
  Optional<String> gatewaysAddress() {
    if (gatewaysUrl != null) {
      return Optional.of(gatewaysUrl);
    }
    if (isEmbedded()) {
      return isLocked() && !listensEverywhere()
          ? Optional.of("mqtts://" + host() + ":" + embeddedPort())
          : Optional.empty();
    }
    return Optional.of(address()).filter(to -> to.startsWith("mqtts://"));
  }

  /** Under which names the broker's certificate has to be good. */
  Collection<String> names(Optional<String> gatewaysAddress) {
    var names = new TreeSet<String>();
    names.add("localhost");
    names.add(LOOPBACK);
    if (isEmbedded() && !listensEverywhere()) {
      names.add(host());
    }
    gatewaysAddress.map(URI::create).map(URI::getHost).ifPresent(names::add);
    return names;
  }

  @Override
  public String toString() {
    return "broker " + url;
  }
}
