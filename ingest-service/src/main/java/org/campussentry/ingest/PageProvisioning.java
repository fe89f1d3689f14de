package org.campussentry.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.provision.Bundle;
import org.campussentry.ingest.provision.MosquittoFolder;
import org.campussentry.ingest.provision.Provisioning;
import org.campussentry.ingest.provision.SigningKey;
import org.campussentry.ingest.provision.WireFolder;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.web.Provisioner;

/**
 * What {@code provision} does, asked from the page of a running service. Thread-safe: one at a
 * time, as locks of files are those of the process.
 */
final class PageProvisioning implements Provisioner {
  private final IngestConfig config;
  private final Path configFile;
  private final Campus campus;
  private final InstantSource clock;

  PageProvisioning(IngestConfig config, Path configFile, Campus campus, InstantSource clock) {
    this.config = config;
    this.configFile = configFile;
    this.campus = campus;
    this.clock = clock;
  }

  @Override
  public Standing standing(String site, String gateway) {
    BrokerKeys broker = config.broker();
    StringBuilder command =
        new StringBuilder("ingest-service/bin/ingest-service provision --config ")
            .append(configFile.toAbsolutePath())
            .append(' ')
            .append(site)
            .append(' ')
            .append(gateway);
    if (!broker.isEmbedded()) {
      command.append(" --mosquitto ").append(broker.mosquitto().map(Path::toString).orElse("DIR"));
    }
    if (broker.gatewaysAddress().isEmpty()) {
      command.append(" --broker mqtts://HOST:8883");
    }
    return new Standing(hindrance(broker), command.toString());
  }

  private static Optional<Hindrance> hindrance(BrokerKeys broker) {
    if (broker.isEmbedded() && !broker.isLocked()) {
      return Optional.of(Hindrance.OPEN_BROKER);
    }
    if (!broker.isEmbedded() && broker.mosquitto().isEmpty()) {
      return Optional.of(Hindrance.OTHER_BROKER);
    }
    return broker.gatewaysAddress().isEmpty()
        ? Optional.of(Hindrance.NO_ADDRESS)
        : Optional.empty();
  }

  @Override
  public synchronized boolean knows(String gateway) throws IOException {
    return WireFolder.isIn(config.home()) && provisioning().knows(gateway);
  }

  @Override
  public synchronized Answer make(String site, String gateway) throws IOException {
    try {
      GatewayName.check(site, gateway, campus, config.campus());
    } catch (ConfigException e) {
      return new Refused(e.getMessage());
    }
    Optional<String> url = config.broker().gatewaysAddress();
    Provisioning.Packed packed =
        provisioning()
            .pack(
                site,
                gateway,
                url.orElseThrow(),
                config.broker().names(url),
                SigningKey.in(config.home()));
    List<Chore> chores = new ArrayList<>(afterwards());
    if (packed.brokerRenewed() && config.broker().isEmbedded()) {
      chores.add(Chore.RESTART_SERVICE);
    }
    if (packed.serviceUser().isPresent()) {
      chores.add(Chore.SERVICE_USER);
    }
    return new Made(Bundle.of(packed, clock.instant()), packed.renewed(), chores);
  }

  @Override
  public synchronized Optional<List<Chore>> withdraw(String gateway) throws IOException {
    if (!WireFolder.isIn(config.home())) {
      return Optional.empty();
    }
    return provisioning().withdraw(gateway, Optional.empty()) instanceof Provisioning.Withdrawn
        ? Optional.of(afterwards())
        : Optional.empty();
  }

  private List<Chore> afterwards() {
    return config.broker().isEmbedded() ? List.of() : List.of(Chore.RELOAD_MOSQUITTO);
  }

  private Provisioning provisioning() throws IOException {
    Optional<MosquittoFolder> users = Optional.empty();
    if (config.broker().mosquitto().isPresent()) {
      users = Optional.of(new MosquittoFolder(config.broker().mosquitto().get()));
    }
    return new Provisioning(WireFolder.in(config.home(), clock), users);
  }
}
