package org.campussentry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.history.StoreAddress;
import org.campussentry.ingest.intake.BrokerAddress;
import org.campussentry.ingest.web.WebServer;

/**
 * {@code ingest-service.yaml}. Immutable; what is left out has a default. Relative paths start at
 * the file's folder.
 *
 * @param home where journal, embedded store and embedded broker live; default {@code ./home}
 * @param campus the campus file; default {@code campus.yaml}
 */
record IngestConfig(
    Path home,
    Path campus,
    BrokerKeys broker,
    StoreKeys store,
    WebKeys web,
    Optional<String> adminPassword) {

  static final String EMBEDDED = "embedded";

  /** {@code url: embedded} listens on 127.0.0.1:{@code port} (default 1883). */
  record BrokerKeys(
      String url, Integer port, String username, String password, String passwordFile, String ca) {
    @Override
    public String toString() {
      return "broker " + url;
    }
  }

  /** {@code url: embedded} is QuestDB in the service's home. */
  record StoreKeys(
      String url,
      String token,
      String tokenFile,
      String org,
      String username,
      String password,
      String passwordFile) {
    @Override
    public String toString() {
      return "store " + url;
    }
  }

  /** Defaults: 127.0.0.1, 8080, and links that begin with that address. */
  record WebKeys(String bind, Integer port, String publicUrl) {}

  /** As the file spells it. */
  private record Keys(
      String home, String campus, BrokerKeys broker, StoreKeys store, WebKeys web) {}

  static IngestConfig load(Path file, Map<String, String> environment) throws ConfigException {
    Keys keys = YamlFile.read(file, Keys.class, withoutProgramVariables(environment));
    Path folder = file.toAbsolutePath().getParent();
    IngestConfig config =
        new IngestConfig(
            folder.resolve(keys.home() == null ? "home" : keys.home()).normalize(),
            folder.resolve(keys.campus() == null ? "campus.yaml" : keys.campus()).normalize(),
            keys.broker() == null
                ? new BrokerKeys(EMBEDDED, null, null, null, null, null)
                : keys.broker(),
            keys.store() == null
                ? new StoreKeys(EMBEDDED, null, null, null, null, null, null)
                : keys.store(),
            keys.web() == null ? new WebKeys(null, null, null) : keys.web(),
            Optional.ofNullable(environment.get("SENTRY_ADMIN_PASSWORD")));
    config.check(file, folder);
    return config;
  }

  private static Map<String, String> withoutProgramVariables(Map<String, String> environment) {
    Map<String, String> keys = new java.util.TreeMap<>(environment);
    keys.remove("SENTRY_ADMIN_PASSWORD");
    return keys;
  }

  private void check(Path file, Path folder) throws ConfigException {
    String brokerUrl = brokerUrl();
    if (!brokerUrl.equals(EMBEDDED) && !brokerUrl.matches("mqtts?://[^/\\s]+:\\d+")) {
      throw new ConfigException(
          file
              + ": broker.url '"
              + brokerUrl
              + "' is neither embedded nor mqtt://host:port nor mqtts://host:port");
    }
    try {
      storeAddress(folder);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(file + ": " + e.getMessage() + ", and not embedded");
    }
    secret(folder, "broker.password-file", broker.password(), broker.passwordFile());
  }

  String brokerUrl() {
    return broker.url() == null ? EMBEDDED : broker.url();
  }

  int embeddedBrokerPort() {
    return broker.port() == null ? 1883 : broker.port();
  }

  BrokerAddress brokerAddress(String url, Path folder) throws ConfigException {
    return new BrokerAddress(
        url,
        Optional.ofNullable(broker.username()),
        secret(folder, "broker.password-file", broker.password(), broker.passwordFile()),
        Optional.ofNullable(broker.ca()).map(folder::resolve));
  }

  /** Empty for the embedded store. */
  Optional<StoreAddress> storeAddress(Path folder) throws ConfigException {
    if (store.url() == null || store.url().equals(EMBEDDED)) {
      return Optional.empty();
    }
    return Optional.of(
        new StoreAddress(
            store.url(),
            secret(folder, "store.token-file", store.token(), store.tokenFile()),
            Optional.ofNullable(store.org()),
            Optional.ofNullable(store.username()),
            secret(folder, "store.password-file", store.password(), store.passwordFile())));
  }

  WebServer.Address webAddress() {
    String bind = web.bind() == null ? "127.0.0.1" : web.bind();
    int port = web.port() == null ? 8080 : web.port();
    String url = web.publicUrl() == null ? "http://" + bind + ":" + port : web.publicUrl();
    return new WebServer.Address(bind, port, url.replaceAll("/+$", ""));
  }

  private static Optional<String> secret(Path folder, String key, String value, String file)
      throws ConfigException {
    if (file == null) {
      return Optional.ofNullable(value);
    }
    if (value != null) {
      throw new ConfigException(key + ": the same secret is given directly too; keep one of them");
    }
    try {
      return Optional.of(Files.readString(folder.resolve(file)).strip());
    } catch (IOException e) {
      throw new ConfigException(
          key + ": " + folder.resolve(file) + " can't be read: " + e.getMessage());
    }
  }
}
