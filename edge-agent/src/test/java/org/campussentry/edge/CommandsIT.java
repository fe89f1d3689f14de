package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that was built, as somebody at a gateway uses it. */
class CommandsIT {
  private static final String BIN = "bin/edge-agent";

  @TempDir private Path folder;
  private final int port = Program.freePort();
  private PtyPair cable;
  private AutoCloseable devices = () -> {};

  /** What a command left behind. */
  private record Ended(int code, String out, String errors) {
    JsonNode json() throws IOException {
      assertThat(out.lines()).as("one object, nothing else").hasSize(1);
      return new ObjectMapper().readTree(out);
    }
  }

  @BeforeEach
  void lay() {
    cable = new PtyPair(folder);
  }

  @AfterEach
  void stop() throws Exception {
    devices.close();
    cable.close();
  }

  private Path config(String... devices) throws IOException {
    return Files.writeString(
        folder.resolve("edge-agent.yaml"),
        """
        site: main
        gateway: gw-canteen1
        home: home
        broker: {url: "mqtt://127.0.0.1:9"}
        buses:
          lan-1: {type: modbus-tcp, host: 127.0.0.1, port: %1$d}
          rs485-1: {type: modbus-rtu, port: %2$s}
          gate: {type: serial-line, port: %2$s}
          wire: {type: one-wire, folder: w1}
          zigbee: {type: mqtt, url: "mqtt://127.0.0.1:%1$d"}
        devices:
        %3$s
        """
            .formatted(port, cable.near(), String.join("\n", devices).indent(2)));
  }

  private Ended run(Map<String, String> environment, List<String> arguments) throws Exception {
    var command = new ArrayList<>(List.of(BIN));
    command.addAll(arguments);
    Path out = Files.createTempFile(folder, "out", "");
    Path errors = Files.createTempFile(folder, "errors", "");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }

  private Ended run(String... arguments) throws Exception {
    return run(Map.of(), List.of(arguments));
  }

  private void slave(PymodbusSlave slave) {
    devices = slave;
    slave.set("1 ir 1 305 612");
    slave.set("3 hr 0 7");
  }

  @Test
  void check_tells_all_that_is_wrong_at_once() throws Exception {
    Files.createDirectory(folder.resolve("profiles"));
    Files.writeString(folder.resolve("profiles/own.yaml"), "fields: {a: {function: 9}}\n");
    Path file =
        config(
            "cold1: {bus: lan-1, unit: 1, profile: xy-md03, area: a}",
            "cold2: {bus: lan-9, unit: 2, profile: xy-md02, evry: 5s, area: a}");
    Files.writeString(file, Files.readString(file).replace("type: one-wire", "type: one-wyre"));
    List<String> check = List.of("--config", file.toString(), "--check", "--json");
    Ended wrong = run(Map.of("SENTRY_BUSES_LAN_1_PORT", "no"), check);
    assertThat(wrong.code()).isEqualTo(2);
    JsonNode json = wrong.json();
    assertThat(json.get("fine").asBoolean()).isFalse();
    assertThat(json.get("errors").findValuesAsText("message"))
        .anyMatch(message -> message.contains("`fields.a.function` is `9`"))
        .anyMatch(message -> message.contains("Did you mean `xy-md02`?"))
        .anyMatch(message -> message.contains("`devices.cold2.bus`"))
        .anyMatch(message -> message.contains("`devices.cold2.evry`"))
        .anyMatch(message -> message.contains("Did you mean `one-wire`?"));
    assertThat(json.get("errors").findValuesAsText("file"))
        .contains(file.toString(), "SENTRY_BUSES_LAN_1_PORT")
        .anyMatch(found -> found.endsWith("profiles/own.yaml"));
    assertThat(json.get("errors").findValues("line")).allMatch(line -> line.asInt() >= 1);
    assertThat(wrong.errors()).contains(file + ":12: `devices.cold1.profile`");
    Ended sample = run("--config", "edge-agent.yaml", "--check", "--json");
    assertThat(sample.code()).isZero();
    assertThat(sample.json().toString()).isEqualTo("{\"fine\":true,\"errors\":[],\"warnings\":[]}");
  }

  @Test
  void a_probe_shows_frames_values_and_time() throws Exception {
    slave(PymodbusSlave.rtu(cable.far()));
    Path file =
        config(
            "room1: {bus: rs485-1, unit: 1, profile: xy-md02, area: a}",
            "room4: {bus: rs485-1, unit: 4, profile: xy-md02, area: a}");
    Ended people = run("probe", "--config", file.toString(), "room1");
    assertThat(people.out())
        .contains("sent      01 04 00 01 00 02 20 0B", "received  01 04 04 01 31 02 64 ")
        .containsPattern("after +[0-9.]+ ms")
        .containsPattern("room1.temperature +30.5 Cel");
    assertThat(people.code()).isZero();
    assertThat(folder.resolve("home")).as("a look leaves nothing behind").doesNotExist();
    Ended silent = run("probe", "--config", file.toString(), "room4", "--json");
    assertThat(silent.code()).isEqualTo(1);
    assertThat(silent.json().get("answered").asBoolean()).isFalse();
    assertThat(silent.json().get("advice").asText()).contains("address", "A and B");
    assertThat(silent.json().at("/readings/0/reason").asText()).isEqualTo("timeout");
    assertThat(run("probe", "--config", file.toString(), "rom1").errors())
        .contains("Did you mean `room1`?");
  }

  @Test
  void beside_a_running_agent_a_serial_bus_is_left_alone_and_others_are_not() throws Exception {
    slave(PymodbusSlave.tcp(port));
    Path file =
        config(
            "room1: {bus: rs485-1, unit: 1, profile: xy-md02, area: a}",
            "cold1: {bus: lan-1, unit: 1, profile: xy-md02, area: a}");
    Path loaded = folder.resolve("loaded");
    Map<String, String> loading = Map.of("EDGE_AGENT_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
    try (var agent = new Program(loading, List.of(BIN, "--config", file.toString()))) {
      agent.awaitLine("4 points on 2 buses");
      for (String[] look : new String[][] {{"probe", "room1"}, {"scan", "rs485-1"}}) {
        Ended refused = run(look[0], "--config", file.toString(), look[1], "--json");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.json().get("error").asText())
            .contains("systemctl stop campus-sentry-edge");
      }
      Ended beside = run("--config", file.toString(), "--json", "probe", "cold1");
      assertThat(beside.json().at("/readings/0/value").asText()).isEqualTo("30.5");
      assertThat(beside.json().at("/exchanges/0/received").asText()).endsWith("04 04 01 31 02 64");
      assertThat(beside.code()).isZero();
      assertThat(Files.readString(loaded))
          .contains("org.campussentry.edge.poll.")
          .as("who polls does not load what looks")
          .doesNotContain("edge.inspect.", "ProbeCommand", "StatusCommand", "OneShot", "jose4j");
    }
  }

  @Test
  void status_shows_how_the_running_agent_is_and_says_when_none_runs() throws Exception {
    slave(PymodbusSlave.tcp(port));
    Path file =
        config(
            "cold1: {bus: lan-1, unit: 1, profile: xy-md02, area: a}",
            "room1: {bus: rs485-1, unit: 1, profile: xy-md02, every: 1s, area: a}");
    Ended none = run("status", "--config", file.toString());
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.errors()).contains("no agent runs", "systemctl start campus-sentry-edge");
    try (var agent = new Program(BIN, "--config", file.toString())) {
      agent.awaitLine("4 points on 2 buses");
      await().until(() -> run("status", "--config", file.toString()).out().contains("offline"));
      Ended people = run("status", "--config", file.toString());
      assertThat(people.code()).isZero();
      assertThat(people.out())
          .contains("gateway gw-canteen1 of site main", "NOT connected, readings are kept")
          .contains("outbox: ", "of room", "disk: ", "bus rs485-1: busy for")
          .containsPattern("cold1 +online +since .*, [0-9]+ polls, [0-9]+ answered");
      JsonNode json = run("status", "--config", file.toString(), "--json").json();
      assertThat(json.get("connected").asBoolean()).isFalse();
      assertThat(json.at("/status/buses/rs485-1/devices/room1/timeouts").asInt()).isPositive();
      assertThat(json.at("/status/outbox/batches").asInt()).isPositive();
    }
    assertThat(run("status", "--config", file.toString()).code()).as("it was killed").isEqualTo(1);
  }

  @Test
  void a_scan_finds_who_is_there_and_who_is_not_configured() throws Exception {
    slave(PymodbusSlave.rtu(cable.far()));
    Path file =
        config(
            "room1: {bus: rs485-1, unit: 1, profile: xy-md02, area: a}",
            "room4: {bus: rs485-1, unit: 4, profile: xy-md02, area: a}");
    Ended found =
        run("scan", "--config", file.toString(), "rs485-1", "--to=12", "--timeout=300ms", "--json");
    assertThat(found.code()).isZero();
    assertThat(found.json().at("/found/0/device").asText()).isEqualTo("room1");
    assertThat(found.json().at("/found/1/unit").asInt()).isEqualTo(3);
    assertThat(found.json().at("/found/1/device").isNull()).isTrue();
    assertThat(found.json().get("found")).hasSize(2);
    assertThat(found.json().get("silent")).extracting(JsonNode::asText).containsExactly("room4");
    assertThat(found.errors()).contains("unit 3 is there", "asked up to unit 10 of 12");
    Ended refusing =
        run(
            "scan",
            "--config",
            file.toString(),
            "rs485-1",
            "--to=1",
            "--function=3",
            "--address=99");
    assertThat(refusing.code()).isZero();
    assertThat(refusing.out()).contains("Modbus exception 2 (it has no such address)", "room1");
  }

  @Test
  void before_any_device_is_configured_a_scan_tries_input_and_holding_registers() throws Exception {
    slave(PymodbusSlave.tcp(port));
    Path file = config();
    assertThat(run("--config", file.toString(), "--check").code()).isEqualTo(2);
    Ended found = run("scan", "--config", file.toString(), "lan-1", "--to", "3", "--json");
    assertThat(found.json().get("found").findValuesAsText("unit")).containsExactly("1", "3");
    devices.close();
    Ended away = run("scan", "--config", file.toString(), "lan-1", "--json");
    assertThat(away.code()).isEqualTo(1);
    assertThat(away.json().get("error").asText()).contains("is not connected");
  }

  @Test
  void two_on_one_address_are_a_suspicion_and_noise_is_nobody() throws Exception {
    var line = new ScriptedTty(cable.far());
    devices = line;
    for (int reply = 0; reply < 4; reply++) {
      line.reply("5:01040401310264ffff");
    }
    line.reply("5:02840bf2c7"); // A Modbus gateway that got no answer from unit 2.
    line.reply("5:03040401310264ffff");
    line.reply();
    line.reply("5:048402d2c0");
    Path file = config("room1: {bus: rs485-1, unit: 1, profile: xy-md02, area: a}");
    Ended found = run("scan", "--config", file.toString(), "rs485-1", "--to", "4", "--json");
    JsonNode json = found.json().get("found");
    assertThat(json.findValuesAsText("unit")).containsExactly("1", "4");
    assertThat(json.findValuesAsText("said").get(0))
        .isEqualTo("damaged 4 times: perhaps two devices with one address, else noise");
    assertThat(json.get(1).get("exception").asInt()).isEqualTo(2);
  }

  @Test
  void chips_are_listed_with_what_they_measure() throws Exception {
    chip("28-0123456789ab", "YES");
    chip("28-0000000000ff", "NO");
    Path file = config("freezer: {bus: wire, chip: 28-0123456789ab, profile: ds18b20, area: a}");
    Ended found = run("scan", "--config", file.toString(), "wire", "--json");
    assertThat(found.json().get("found").findValuesAsText("said"))
        .containsExactly("the chip's checksum is wrong", "-10.125 Cel");
    assertThat(found.json().at("/found/1/device").asText()).isEqualTo("freezer");
    Ended one = run("probe", "--config", file.toString(), "freezer");
    assertThat(one.out()).contains("crc=d0 YES\\n5e ff", "-10.125 Cel");
    assertThat(one.code()).isZero();
  }

  private void chip(String id, String checksum) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("w1").resolve(id)).resolve("w1_slave"),
        """
        5e ff 4b 46 7f ff 02 10 d0 : crc=d0 %s
        5e ff 4b 46 7f ff 02 10 d0 t=-10125
        """
            .formatted(checksum));
  }

  @Test
  void who_speaks_by_himself_is_waited_for() throws Exception {
    var gate = new ScriptedTty(cable.far());
    Path file =
        config(
            "gate1: {bus: gate, profile: body-temperature-line, area: a}",
            "dorm: {bus: zigbee, topic: z/dorm, profile: zigbee2mqtt-thermometer, every: 1m, area: a}");
    Ended none = run("probe", "--config", file.toString(), "gate1", "--wait", "100ms");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.out()).contains("it said nothing", "ends-with");
    for (String bus : List.of("gate", "zigbee")) {
      Ended nothing = run("scan", "--config", file.toString(), bus);
      assertThat(nothing.code()).isEqualTo(1);
      assertThat(nothing.errors()).contains("no addresses to ask");
    }
    devices = gate;
    List<String> probe = List.of(BIN, "probe", "--config", file.toString(), "gate1");
    try (var waiting = new Program(probe.toArray(new String[0]))) {
      await()
          .until(
              () -> {
                gate.send("T=36.6\r\n");
                return waiting.lines().stream().anyMatch(line -> line.contains("36.6 Cel"));
              });
      assertThat(waiting.exitCode()).isZero();
      assertThat(waiting.lines()).anyMatch(line -> line.contains("T=36.6\\r\\n"));
    }
  }

  @Test
  void a_message_of_a_local_broker_is_shown_with_its_topic() throws Exception {
    try (var broker = new Mosquitto(folder, "allow_anonymous true")) {
      Path file =
          config(
              "dorm: {bus: zigbee, topic: z/dorm, profile: zigbee2mqtt-thermometer, every: 1m, area: a}");
      Files.writeString(
          file,
          Files.readString(file)
              .replace("\"mqtt://127.0.0.1:" + port + "\"", "\"" + broker.url() + "\""));
      try (var probe = new Program(BIN, "probe", "--config", file.toString(), "dorm")) {
        String said = "{\"temperature\":21.4,\"humidity\":55}";
        await()
            .until(
                () -> {
                  new Program("mosquitto_pub", "-p", "" + broker.port(), "-t", "z/dorm", "-m", said)
                      .exitCode();
                  return probe.lines().stream().anyMatch(line -> line.contains("21.4 Cel"));
                });
        assertThat(probe.lines())
            .anyMatch(line -> line.contains("topic z/dorm"))
            .anyMatch(line -> line.contains(said));
        assertThat(probe.exitCode()).isZero();
      }
    }
  }
}
