package org.campussentry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.campussentry.ingest.broker.Door;
import org.campussentry.ingest.broker.EmbeddedBroker;
import org.campussentry.ingest.broker.Passwords;
import org.campussentry.ingest.intake.BrokerAddress;
import org.campussentry.ingest.provision.SecretFile;
import org.campussentry.ingest.provision.WireFolder;

/** The embedded broker as a configuration wants it, and how this program's parts enter it. */
final class EmbeddedWire {
  private EmbeddedWire() {}

  /**
   * Starts it; with {@code tls} it gets its certificate, and the service a password for this run.
   *
   * @throws IllegalStateException when it can't; the message names the place
   */
  static EmbeddedBroker start(IngestConfig config, InstantSource clock) {
    Path home = config.home().resolve("broker");
    BrokerKeys keys = config.broker();
    if (!keys.isLocked()) {
      Door door =
          new Door(keys.host(), keys.embeddedPort(), keys.embeddedConnections(), Optional.empty());
      return EmbeddedBroker.start(home, door, clock);
    }
    try {
      WireFolder wire = WireFolder.in(config.home(), clock);
      wire.renewBroker(keys.names(keys.gatewaysAddress()));
      wire.renewService();
      String password = Passwords.random();
      SecretFile.write(wire.servicePassword(), password + "\n");
      Door.Lock lock =
          new Door.Lock(
              wire.ca(),
              wire.broker().certificate(),
              wire.broker().key(),
              wire.passwords(),
              wire.access(),
              wire.revoked(),
              keys.wantsCertificates(),
              password);
      Door door =
          new Door(keys.host(), keys.embeddedPort(), keys.embeddedConnections(), Optional.of(lock));
      return EmbeddedBroker.start(home, door, clock);
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /**
   * How a program of this machine enters the one that runs.
   *
   * @throws IOException when it is locked and was never started
   */
  static BrokerAddress address(IngestConfig config, InstantSource clock) throws IOException {
    BrokerKeys keys = config.broker();
    if (!keys.isLocked()) {
      Door door =
          new Door(keys.host(), keys.embeddedPort(), keys.embeddedConnections(), Optional.empty());
      return BrokerAddress.open(door.url());
    }
    WireFolder wire = WireFolder.in(config.home(), clock);
    String password = Files.readString(wire.servicePassword()).strip();
    WireFolder.Identity own = wire.service();
    return new BrokerAddress(
        Door.lockedUrl(keys.host(), keys.embeddedPort()),
        Optional.of(WireFolder.SERVICE),
        Optional.of(password),
        Optional.of(wire.ca()),
        Optional.of(own.certificate()),
        Optional.of(own.key()));
  }
}
