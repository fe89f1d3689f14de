package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program with a gate on a serial line, a chip on 1-Wire, and a local broker. */
class SpeakersIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private PtyPair cable;
  private ScriptedTty gate;
  private Mosquitto broker;
  private Campus campus;
  private Program agent;

  @BeforeEach
  void start() throws Exception {
    cable = new PtyPair(folder);
    gate = new ScriptedTty(cable.far());
    broker = new Mosquitto(folder, "allow_anonymous true");
    campus = new Campus(broker);
    Path chip = Files.createDirectories(folder.resolve("w1/28-0123456789ab")).resolve("w1_slave");
    Files.writeString(
        chip,
        """
        5e ff 4b 46 7f ff 02 10 d0 : crc=d0 YES
        5e ff 4b 46 7f ff 02 10 d0 t=-10125
        """);
    agent =
        new Program(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            EdgeAgent.class.getName(),
            "--config",
            config().toString());
    campus.await("status", "online", SOON);
  }

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("edge-agent.yaml"),
        """
        site: main
        gateway: gw-canteen1
        home: home
        broker: {url: "%1$s"}
        buses:
          gate: {type: serial-line, port: %2$s}
          wire: {type: one-wire, folder: w1}
          zigbee: {type: mqtt, url: "%1$s"}
        devices:
          gate1: {bus: gate, profile: body-temperature-line, area: gate/entrance}
          freezer: {bus: wire, chip: 28-0123456789ab, profile: ds18b20, every: 1s, area: canteen-1/freezer}
          dorm: {bus: zigbee, topic: zigbee2mqtt/dorm, availability: zigbee2mqtt/dorm/availability,
                 profile: zigbee2mqtt-thermometer, every: 1m, area: dorm-3/201}
        """
            .formatted(broker.url(), cable.near()));
  }

  @AfterEach
  void stop() throws Exception {
    agent.close();
    campus.close();
    broker.close();
    gate.close();
    cable.close();
  }

  private void publish(String topic, String payload) {
    var command =
        new Program("mosquitto_pub", "-p", "" + broker.port(), "-t", topic, "-m", payload);
    assertThat(command.exitCode()).isZero();
  }

  /** Whatever else is in its batch, and how long before. */
  private void arrives(String point, String value) {
    Pattern row =
        Pattern.compile(
            Pattern.quote("[\"" + point + "\",") + "\\d+," + Pattern.quote(value + "]"));
    await(point + " " + value)
        .atMost(SOON)
        .until(() -> campus.heard("data").stream().anyMatch(m -> row.matcher(m.text()).find()));
  }

  @Test
  void what_all_of_them_say_arrives_at_the_campus() {
    assertThat(campus.await("catalog", "gate1.body_temperature", SOON).text())
        .contains("\"event\":true", "dorm.temperature", "freezer.temperature");
    arrives("freezer.temperature", "-10.125");
    gate.send("T=36.6\r\n");
    arrives("gate1.body_temperature", "36.6");
    publish("zigbee2mqtt/dorm", "{\"temperature\":21.4,\"humidity\":55,\"linkquality\":80}");
    arrives("dorm.temperature", "21.4");
    publish("zigbee2mqtt/dorm", "{\"temperature\":null}");
    arrives("dorm.temperature", "null,\"sensor-fault\"");
    publish("zigbee2mqtt/dorm/availability", "{\"state\":\"offline\"}");
    arrives("dorm.temperature", "null,\"timeout\"");
  }
}
