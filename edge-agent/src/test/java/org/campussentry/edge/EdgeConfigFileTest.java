package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.campussentry.edge.bus.Framing;
import org.campussentry.edge.bus.LocalMqtt;
import org.campussentry.edge.bus.ModbusRtu;
import org.campussentry.edge.bus.ModbusTcp;
import org.campussentry.edge.bus.OneWire;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.bus.SerialLine;
import org.campussentry.edge.bus.SerialSettings;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.config.Secret;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.uplink.BrokerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EdgeConfigFileTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Path GOOD = RESOURCES.resolve("good-config.yaml");

  @TempDir private Path folder;
  private final Problems problems = new Problems();

  private EdgeConfig read(Path file, Map<String, String> environment) {
    var config = EdgeConfigFile.read(file, environment, problems);
    assertThat(problems.errors()).isEmpty();
    return config.orElseThrow();
  }

  @Test
  void what_is_left_out_has_a_good_default() {
    EdgeConfig config = read(GOOD, Map.of());
    assertThat(config.outbox().payloads()).isEqualTo(256L << 20);
    assertThat(config.home()).isEqualTo(RESOURCES.toAbsolutePath().resolve("home"));
    assertThat(config.buses())
        .containsExactly(new ModbusTcp("lan-1", "127.0.0.1", 502, Duration.ofMillis(300), 1));
    assertThat(config.uplink().broker().username()).isEmpty();
    assertThat(config.uplink().broker().tls()).isFalse();
    assertThat(config.points())
        .extracting(Point::id)
        .containsExactly("cold1.temperature", "cold1.humidity");
  }

  @Test
  void what_is_given_is_taken() throws IOException {
    Path file = folder.resolve("edge-agent.yaml");
    Files.writeString(folder.resolve("password"), "secret\n");
    Files.writeString(
        file,
        """
        site: east
        gateway: gw-1
        home: /var/lib/x
        broker: {url: "mqtts://broker.example", username: gw-1, password-file: password}
        outbox: {limit: 512MiB}
        buses:
          rs: {type: modbus-rtu, port: /dev/ttyUSB0, baud: 19200, parity: even, stop-bits: 2,
               timeout: 1s, retries: 0, rest: 5ms}
        devices:
          cold1: {bus: rs, unit: 0x10, profile: xy-md02, every: 1h, area: a/b/c}
        """);
    EdgeConfig config = read(file, Map.of());
    assertThat(config.outbox().payloads()).isEqualTo(512L << 20);
    assertThat(config.home()).isEqualTo(Path.of("/var/lib/x"));
    assertThat(config.buses())
        .containsExactly(
            new ModbusRtu(
                "rs",
                new SerialSettings("/dev/ttyUSB0", 19_200, 8, SerialSettings.Parity.EVEN, 2),
                Duration.ofSeconds(1),
                0,
                Duration.ofMillis(5)));
    BrokerConfig broker = config.uplink().broker();
    assertThat(broker.tls()).isTrue();
    assertThat(broker.password().orElseThrow().text()).isEqualTo("secret");
    assertThat(config.devices().get(0).place()).isEqualTo("unit 16");
    assertThat(config.points().get(0).everyMillis()).isEqualTo(3_600_000);
  }

  @Test
  void every_bus_reads_its_own_keys() {
    EdgeConfig config = read(RESOURCES.resolve("every-bus.yaml"), Map.of());
    assertThat(config.buses())
        .contains(
            new SerialLine(
                "gate",
                new SerialSettings("/dev/ttyUSB1", 9600, 7, SerialSettings.Parity.NONE, 1),
                new Framing(Framing.End.CRLF, 64),
                Duration.ofSeconds(1),
                1),
            new SerialLine(
                "scale",
                new SerialSettings("/dev/ttyUSB2", 9600, 8, SerialSettings.Parity.NONE, 1),
                new Framing(Framing.End.LENGTH, 8),
                Duration.ofSeconds(2),
                1),
            new OneWire("wire", RESOURCES.toAbsolutePath().resolve("w1"), Duration.ofSeconds(3), 1),
            new LocalMqtt(
                "zigbee",
                URI.create("mqtt://127.0.0.1"),
                Optional.of("agent"),
                Optional.of(new Secret("hunter2"))));
    assertThat(config.devices().stream().flatMap(device -> device.requests().stream()))
        .contains(
            new Request.Listen(),
            new Request.Chip("28-0123456789ab"),
            new Request.Topic("zigbee2mqtt/dorm1", List.of("zigbee2mqtt/dorm1/availability")),
            new Request.Topic(
                "zigbee2mqtt/dorm2",
                List.of("zigbee2mqtt/dorm2/availability", "zigbee2mqtt/bridge/state")));
    assertThat(config.points())
        .filteredOn(Point::event)
        .extracting(Point::id)
        .containsExactly(
            "gate1.body_temperature", "gate2.body_temperature", "dorm1.battery", "dorm2.battery");
    assertThat(config.toString()).doesNotContain("hunter2");
  }

  @Test
  void the_environment_overrides_the_file() {
    EdgeConfig config =
        read(
            GOOD,
            Map.of(
                "SENTRY_GATEWAY", "gw-9",
                "SENTRY_BROKER_URL", "mqtt://10.0.0.1:1884",
                "SENTRY_BROKER_PASSWORD", "secret",
                "SENTRY_OUTBOX_LIMIT", "1GiB",
                "SENTRY_BUSES_LAN_1_PORT", "5020",
                "SENTRY_DEVICES_COLD1_EVERY", "1s"));
    assertThat(config.uplink().gateway()).isEqualTo("gw-9");
    assertThat(config.uplink().broker().url()).hasToString("mqtt://10.0.0.1:1884");
    assertThat(config.uplink().broker().password().orElseThrow().text()).isEqualTo("secret");
    assertThat(config.outbox().payloads()).isEqualTo(1L << 30);
    assertThat(((ModbusTcp) config.buses().get(0)).port()).isEqualTo(5020);
    assertThat(config.points().get(0).everyMillis()).isEqualTo(1000);
  }

  @Test
  void secrets_do_not_show() {
    EdgeConfig config = read(GOOD, Map.of("SENTRY_BROKER_PASSWORD", "hunter2"));
    assertThat(config.toString()).doesNotContain("hunter2").contains("***");
  }

  @Test
  void a_bus_that_is_too_busy_is_a_warning() throws IOException {
    var text = new StringBuilder(Files.readString(GOOD));
    for (int unit = 10; unit < 40; unit++) {
      text.append(
          "  d%d: {bus: rs, unit: %d, profile: xy-md02, every: 1s, area: a}\n"
              .formatted(unit, unit));
    }
    Path file = folder.resolve("busy.yaml");
    Files.writeString(
        file,
        text.toString()
            .replace("buses:\n", "buses:\n  rs: {type: modbus-rtu, port: /dev/ttyS0}\n"));
    read(file, Map.of());
    assertThat(problems.warnings())
        .hasSize(2)
        .allMatch(warning -> warning.toString().contains("busy.yaml:6: bus rs"));
  }

  @Test
  void the_sample_is_fine() {
    read(Path.of("edge-agent.yaml"), Map.of());
    assertThat(problems.warnings()).isEmpty();
  }

  @Test
  void a_serial_line_rests_for_20_ms_before_each_request_unless_told_otherwise() {
    EdgeConfig sample = read(Path.of("edge-agent.yaml"), Map.of());
    assertThat(((ModbusRtu) sample.buses().get(0)).rest()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void a_file_that_is_not_there_is_told_with_its_path() {
    EdgeConfigFile.read(folder.resolve("none.yaml"), Map.of(), problems);
    assertThat(problems.errors()).singleElement().asString().contains("none.yaml", "--config");
  }

  static List<Path> bad() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("bad-config"))) {
      return files.sorted().toList();
    }
  }

  /** The first line of each bad file tells what to expect, after the file's name. */
  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_one_is_refused(Path file) throws IOException {
    String expected = Files.readAllLines(file).get(0).replace("# expect: ", "");
    assertThat(EdgeConfigFile.read(file, Map.of(), problems)).isEmpty();
    assertThat(problems.errors())
        .anySatisfy(
            error -> assertThat(error.toString()).startsWith(file.toString()).contains(expected));
  }
}
