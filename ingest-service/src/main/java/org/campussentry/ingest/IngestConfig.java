package org.campussentry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.deadman.Heartbeat;
import org.campussentry.ingest.history.Retention;
import org.campussentry.ingest.history.StoreAddress;
import org.campussentry.ingest.intake.BrokerAddress;
import org.campussentry.ingest.journal.PostgresAddress;
import org.campussentry.ingest.ledger.RecordKeeping;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.web.WebServer;

/**
 * {@code ingest-service.yaml}. Immutable; what is left out has a default. Relative paths start at
 * the file's folder.
 *
 * @param home where journal, embedded store and embedded broker live; default {@code ./home}
 * @param campus the campus file; default {@code campus.yaml}
 * @param sites whose gateways this instance takes in; default all
 */
record IngestConfig(
    Path home,
    Path campus,
    BrokerKeys broker,
    StoreKeys store,
    JournalKeys journal,
    Sites sites,
    WebKeys web,
    RecordsKeys records,
    Optional<HeartbeatKeys> heartbeat,
    Optional<String> adminPassword) {

  private static final String EMBEDDED = BrokerKeys.EMBEDDED;
  private static final String SITES = "SENTRY_SITES";

  /** {@code url: embedded} is QuestDB in the service's home; {@code retention} is 400 days. */
  record StoreKeys(
      String url,
      Retention retention,
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

  /** {@code url: embedded} is SQLite in the service's home. */
  record JournalKeys(String url, String username, String password, String passwordFile) {
    @Override
    public String toString() {
      return "journal " + url;
    }
  }

  /** Defaults: 127.0.0.1, 8080, and links that begin with that address. */
  record WebKeys(String bind, Integer port, String publicUrl) {}

  /** How long closed records stay in the journal; default two years. */
  record RecordsKeys(Retention keep) {}

  /** As the file spells it. */
  private record Keys(
      String home,
      String campus,
      BrokerKeys broker,
      StoreKeys store,
      JournalKeys journal,
      List<String> sites,
      WebKeys web,
      RecordsKeys records,
      HeartbeatKeys heartbeat) {}

  static IngestConfig load(Path file, Map<String, String> environment) throws ConfigException {
    Keys keys = YamlFile.read(file, Keys.class, withoutProgramVariables(environment));
    Path folder = file.toAbsolutePath().getParent();
    IngestConfig config =
        new IngestConfig(
            folder.resolve(keys.home() == null ? "home" : keys.home()).normalize(),
            folder.resolve(keys.campus() == null ? "campus.yaml" : keys.campus()).normalize(),
            keys.broker() == null ? BrokerKeys.NONE : keys.broker(),
            keys.store() == null
                ? new StoreKeys(EMBEDDED, null, null, null, null, null, null, null)
                : keys.store(),
            keys.journal() == null ? new JournalKeys(EMBEDDED, null, null, null) : keys.journal(),
            sites(
                environment.containsKey(SITES) ? "environment: " + SITES : file + ": sites",
                keys.sites()),
            keys.web() == null ? new WebKeys(null, null, null) : keys.web(),
            keys.records() == null ? new RecordsKeys(null) : keys.records(),
            Optional.ofNullable(keys.heartbeat()),
            Optional.ofNullable(environment.get("SENTRY_ADMIN_PASSWORD")));
    config.check(file, folder);
    return config;
  }

  private static Sites sites(String place, List<String> named) throws ConfigException {
    if (named == null) {
      return Sites.ALL;
    }
    if (named.isEmpty() || named.contains(null)) {
      throw new ConfigException(
          place + ": names none, such as [main, west]; leave it out to take in all");
    }
    try {
      return Sites.of(named);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(place + ": " + e.getMessage());
    }
  }

  private static Map<String, String> withoutProgramVariables(Map<String, String> environment) {
    Map<String, String> keys = new java.util.TreeMap<>(environment);
    keys.remove("SENTRY_ADMIN_PASSWORD");
    return keys;
  }

  private void check(Path file, Path folder) throws ConfigException {
    broker.check(file);
    try {
      storeAddress(folder);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(file + ": " + e.getMessage() + ", and not embedded");
    }
    try {
      journalAddress(folder);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(file + ": " + e.getMessage() + ", and not embedded");
    }
    secret(folder, "broker.password-file", broker.password(), broker.passwordFile());
    heartbeatTarget(file);
    if (keepRecords().stream().anyMatch(keep -> keep.compareTo(RecordKeeping.LEAST) < 0)) {
      throw new ConfigException(
          "%srecords: keep: '%s' is shorter than %dd: what a half-year must show would be gone"
              .formatted(
                  YamlFile.at(file, "/records/keep"),
                  records.keep(),
                  RecordKeeping.LEAST.toDays()));
    }
  }

  /** Empty without the section. */
  Optional<Heartbeat.Target> heartbeatTarget(Path file) throws ConfigException {
    if (heartbeat.isEmpty()) {
      return Optional.empty();
    }
    HeartbeatKeys keys = heartbeat.get();
    Path folder = file.toAbsolutePath().getParent();
    Optional<String> url = secret(folder, "heartbeat.url-file", keys.url(), keys.urlFile());
    return Optional.of(keys.target(file, url.orElse("")));
  }

  /** Where a broker of your own is, and how it is entered. */
  BrokerAddress brokerAddress(Path folder) throws ConfigException {
    return new BrokerAddress(
        broker.address(),
        Optional.ofNullable(broker.username()),
        secret(folder, "broker.password-file", broker.password(), broker.passwordFile()),
        Optional.ofNullable(broker.ca()).map(folder::resolve),
        Optional.ofNullable(broker.certificate()).map(folder::resolve),
        Optional.ofNullable(broker.key()).map(folder::resolve));
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

  /** Empty for the file in the home. */
  Optional<PostgresAddress> journalAddress(Path folder) throws ConfigException {
    if (journal.url() == null || journal.url().equals(EMBEDDED)) {
      return Optional.empty();
    }
    return Optional.of(
        new PostgresAddress(
            journal.url(),
            Optional.ofNullable(journal.username()),
            secret(folder, "journal.password-file", journal.password(), journal.passwordFile())));
  }

  Retention retention() {
    return store.retention() == null ? Retention.USUAL : store.retention();
  }

  /** How long records are kept; empty for ever. */
  Optional<Duration> keepRecords() {
    if (records.keep() == null) {
      return Optional.of(RecordKeeping.USUAL);
    }
    return records.keep().isForever()
        ? Optional.empty()
        : Optional.of(Duration.ofDays(records.keep().days()));
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
