package org.campussentry.ingest.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one gateway is given: a folder to be copied to it as it is. */
final class GatewayFolder {
  private static final String CONFIG = "edge-agent.yaml";
  private static final List<String> OTHERS =
      List.of("password", "ca.pem", "certificate.pem", "key.pem", "campus.pub");

  private final Path folder;
  private final String site;
  private final String gateway;

  GatewayFolder(Path folder, String site, String gateway) {
    this.folder = folder;
    this.site = site;
    this.gateway = gateway;
  }

  /** What speaks against writing there: that it holds something that was not made here. */
  Optional<String> hindrance() throws IOException {
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> there = Files.list(folder)) {
        if (there.findAny().isEmpty() || isOurs()) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(
        folder + " holds something else. Name another folder with --out, or empty this one");
  }

  private boolean isOurs() throws IOException {
    Path config = folder.resolve(CONFIG);
    return Files.exists(folder.resolve("certificate.pem"))
        && Files.exists(config)
        && Files.readAllLines(config).contains("gateway: " + gateway);
  }

  /** Writes it; a configuration that is there stays, as somebody may have filled it in. */
  void write(WireFolder.Credentials credentials, String ca, String campusKey, String brokerUrl)
      throws IOException {
    SecretFile.write(folder.resolve("password"), credentials.password() + "\n");
    SecretFile.write(folder.resolve("key.pem"), credentials.issued().key());
    SecretFile.write(folder.resolve("certificate.pem"), credentials.issued().certificate());
    SecretFile.write(folder.resolve("ca.pem"), ca);
    SecretFile.write(folder.resolve("campus.pub"), campusKey);
    if (!Files.exists(folder.resolve(CONFIG))) {
      SecretFile.write(folder.resolve(CONFIG), config(brokerUrl));
    }
  }

  private String config(String brokerUrl) {
    return """
        # Made by `ingest-service provision`. Copy this folder to the gateway as /etc/campus-sentry, readable for the agent's
        # user only; then say here what it is wired to. edge-agent --config edge-agent.yaml --check tells what is missing.
        site: %s
        gateway: %s
        home: /var/lib/campus-sentry
        broker:
          url: %s
          username: %s
          password-file: password
          ca: ca.pem
          certificate: certificate.pem
          key: key.pem
        remote: {key: campus.pub}        # the campus may send another configuration
        buses:
          # rs485-1: {type: modbus-rtu, port: /dev/ttyUSB0, baud: 9600}
        devices:
          # cold1: {bus: rs485-1, unit: 1, profile: xy-md02, every: 5s, area: canteen-1/cold-store}
        """
        .formatted(site, gateway, brokerUrl, gateway);
  }

  /** Removes what was made here, and nothing else. */
  void remove() throws IOException {
    if (!Files.isDirectory(folder) || !isOurs()) {
      return;
    }
    for (String name : OTHERS) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.deleteIfExists(folder.resolve(CONFIG));
    try (Stream<Path> rest = Files.list(folder)) {
      if (rest.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }
}
