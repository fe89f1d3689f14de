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
  private final String site;
  private final String gateway;

  Bench(Path folder) {
    this(folder, "main", GATEWAY);
  }

  Bench(Path folder, String site, String gateway) {
    this.folder = folder;
    this.site = site;
    this.gateway = gateway;
  }

  /** Both devices over TCP. */
  Path edgeConfig(CountingSlave slave, String brokerUrl) {
    String bus = "modbus-tcp, host: 127.0.0.1, port: " + slave.port();
    return edgeConfig(
        bus,
        """
          counter: {bus: line, unit: 1, profile: counter, every: 100ms, area: lab/bench}
          level: {bus: line, unit: 2, profile: level, every: 100ms, area: lab/bench}
        """,
        brokerUrl);
  }

  /** The one that counts, on a serial line. */
  Path edgeConfig(Path port, String brokerUrl) {
    String bus = "modbus-rtu, baud: 9600, port: " + port;
    return edgeConfig(
        bus,
        """
          counter: {bus: line, unit: 1, profile: counter, every: 200ms, area: lab/bench}
        """,
        brokerUrl);
  }

  /**
   * The timeout is generous: a machine under load must not make an answered request look
   * unanswered.
   */
  private Path edgeConfig(String bus, String devices, String brokerUrl) {
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
        site: %s
        gateway: %s
        home: %s/edge-home
        broker: {url: "%s"}
        buses:
          line: {type: %s, timeout: 2s, retries: 0}
        devices:
        %s"""
            .formatted(site, gateway, folder, brokerUrl, bus, devices.indent(0)));
  }

  Path campusFile(Webhook webhook) {
    return campusFile("gw-a: {site: main}", webhook);
  }

  Path campusFile(String gateways, Webhook webhook) {
    return write(
        "campus.yaml",
        """
        sites:
          main: {name: 主校区, areas: {lab/bench: {name: 实训台}}}
          west: {name: 西校区, areas: {lab/bench: {name: 实训台}}}
        gateways: {%s}
        rules:
          - {id: too-warm, quantity: temperature, area: "lab/bench", above: 50, flutter: 0s, severity: critical, do: 关门}
          - {id: no-data, quantity: "*", no-data: 300s, severity: info, do: 检查}
          - {id: gateway-lost, gateway-silent: 300s, severity: info, do: 检查}
        channels: {duty-webhook: {type: webhook, url: "%s"}}
        """
            .formatted(gateways, webhook.url()));
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
