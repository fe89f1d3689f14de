package org.campussentry.ingest.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one gateway is given: a folder to be copied to it as it is. */
final class GatewayFolder {
  static final String CONFIG = "edge-agent.yaml";
  private static final List<String> OTHERS =
      List.of("password", "ca.pem", "certificate.pem", "key.pem", "campus.pub");

  private final Path folder;
  private final String gateway;

  GatewayFolder(Path folder, String gateway) {
    this.folder = folder;
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
  void write(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path to = folder.resolve(file.getKey());
      if (!file.getKey().equals(CONFIG) || !Files.exists(to)) {
        SecretFile.write(to, file.getValue());
      }
    }
  }

  /**
   * What belongs into it, by name; the configuration comes last, when all is there that it names.
   */
  static Map<String, String> files(
      String site,
      String gateway,
      WireFolder.Credentials credentials,
      String ca,
      String campusKey,
      String brokerUrl) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("password", credentials.password() + "\n");
    files.put("key.pem", credentials.issued().key());
    files.put("certificate.pem", credentials.issued().certificate());
    files.put("ca.pem", ca);
    files.put("campus.pub", campusKey);
    files.put(CONFIG, config(site, gateway, brokerUrl));
    return files;
  }

  private static String config(String site, String gateway, String brokerUrl) {
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
