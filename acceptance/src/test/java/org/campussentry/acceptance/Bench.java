package org.campussentry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One gateway with two devices on a slave of the tests: one counts its answers, one shows a level
 * that tests set.
 */
final class Bench {
  static final String GATEWAY = "gw-a";
  private final Path folder;

  Bench(Path folder) {
    this.folder = folder;
  }

  /**
   * The timeout is generous: a machine under load must not make an answered request look
   * unanswered.
   */
  Path edgeConfig(CountingSlave slave, String brokerUrl) {
    write(
        "profiles/counter.yaml",
        """
        description: A register that counts answers
        fields:
          answers: {function: 4, address: 0, type: u16, unit: "1", range: [0, 65535]}
        """);
    write(
        "profiles/level.yaml",
        """
        description: A register that tests set
        fields:
          temperature: {function: 4, address: 1, type: s16, unit: Cel, range: [-50, 200]}
        """);
    return write(
        "edge-agent.yaml",
        """
        site: main
        gateway: %s
        home: %s/edge-home
        broker: {url: "%s"}
        buses:
          lan: {type: modbus-tcp, host: 127.0.0.1, port: %d, timeout: 2s, retries: 0}
        devices:
          counter: {bus: lan, unit: 1, profile: counter, every: 100ms, area: lab/bench}
          level: {bus: lan, unit: 2, profile: level, every: 100ms, area: lab/bench}
        """
            .formatted(GATEWAY, folder, brokerUrl, slave.port()));
  }

  Path campusFile(Webhook webhook) {
    return write(
        "campus.yaml",
        """
        sites: {main: {name: 主校区, areas: {lab/bench: {name: 实训台}}}}
        gateways: {gw-a: {site: main}}
        rules:
          - {id: too-warm, quantity: temperature, area: "lab/bench", above: 50, severity: critical, do: 关门}
          - {id: no-data, quantity: "*", no-data: 300s, severity: info, do: 检查}
          - {id: gateway-lost, gateway-silent: 300s, severity: info, do: 检查}
        channels: {duty-webhook: {type: webhook, url: "%s"}}
        """
            .formatted(webhook.url()));
  }

  private Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
