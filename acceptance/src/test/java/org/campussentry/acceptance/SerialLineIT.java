package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * RS-485 as a technician meets it: a slave that is not ours, one that dies, a wrong baud rate, a
 * port that is not there.
 */
@ExtendWith(Scenarios.class)
class SerialLineIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String TEMPERATURE = "api/v1/points/gw-a:cold1.temperature";

  @TempDir Path folder;

  private Program python(String script, Path device) {
    return Program.start(
        script.equals("rtu_slave.py") ? "pymodbus-rtu" : "noise",
        folder,
        List.of(
            "/usr/bin/python3",
            Path.of("src/test/python").resolve(script).toAbsolutePath().toString(),
            device.toString()));
  }

  private Path edgeConfig(String port, int brokerPort) throws Exception {
    return Files.writeString(
        folder.resolve("edge-agent.yaml"),
        """
        site: main
        gateway: gw-a
        home: %s/edge-home
        broker: {url: "mqtt://127.0.0.1:%d"}
        buses: {rs485-1: {type: modbus-rtu, port: %s, baud: 9600}}
        devices: {cold1: {bus: rs485-1, unit: 1, profile: xy-md02, every: 1s, area: lab/bench}}
        """
            .formatted(folder, brokerPort, port));
  }

  @Test
  void a_pymodbus_slave_on_a_serial_line_gives_values_dies_and_comes_back() throws Exception {
    int brokerPort = Ports.free();
    Path near = folder.resolve("near");
    Path far = folder.resolve("far");
    try (Program socat =
            Program.start(
                "socat",
                folder,
                List.of("socat", "pty,raw,echo=0,link=" + near, "pty,raw,echo=0,link=" + far));
        Webhook webhook = new Webhook();
        Ingest ingest =
            Ingest.embedded(
                    folder.resolve("ingest"), brokerPort, new Bench(folder).campusFile(webhook))
                .start()) {
      await().atMost(SOON).until(() -> Files.exists(near) && Files.exists(far));
      Program slave = python("rtu_slave.py", far);
      try (Program edge = Edge.start(folder, edgeConfig(near.toString(), brokerPort))) {
        await().atMost(SOON).until(() -> ingest.get(TEMPERATURE).path("value").asDouble() == 21.4);
        assertThat(ingest.get("api/v1/points/gw-a:cold1.humidity").path("value").asDouble())
            .isEqualTo(55.0);

        slave.kill();
        await()
            .atMost(SOON)
            .until(() -> ingest.get(TEMPERATURE).path("reason").asText().equals("timeout"));
        JsonNode dead = ingest.get(TEMPERATURE);
        assertThat(dead.path("state").asText()).isEqualTo("no-data");
        assertThat(dead.has("value")).as("an old value is not shown as the current one").isFalse();
        assertThat(dead.path("lastValue").asDouble()).isEqualTo(21.4);

        slave = python("rtu_slave.py", far);
        await()
            .atMost(SOON)
            .until(() -> ingest.get(TEMPERATURE).path("state").asText().equals("normal"));
        assertThat(edge.isAlive()).isTrue();
        assertThat(socat.isAlive()).isTrue();
      } finally {
        slave.close();
      }
    }
  }

  @Test
  void a_wrong_baud_rate_is_told_with_the_port_and_what_to_check() throws Exception {
    Path near = folder.resolve("near");
    Path far = folder.resolve("far");
    try (Program socat =
        Program.start(
            "socat",
            folder,
            List.of("socat", "pty,raw,echo=0,link=" + near, "pty,raw,echo=0,link=" + far))) {
      await().atMost(SOON).until(() -> Files.exists(near) && Files.exists(far));
      try (Program noise = python("garbage.py", far);
          Program edge = Edge.start(folder, edgeConfig(near.toString(), Ports.free()))) {
        await()
            .atMost(SOON)
            .untilAsserted(
                () -> assertThat(edge.output()).contains(near.toString(), "Check `baud:`"));
        assertThat(noise.isAlive()).isTrue();
        assertThat(socat.isAlive()).isTrue();
      }
    }
  }

  @Test
  void a_port_that_does_not_exist_is_told_with_the_remedy_and_waited_for() throws Exception {
    Path nowhere = folder.resolve("ttyUSB7");
    try (Program edge = Edge.start(folder, edgeConfig(nowhere.toString(), Ports.free()))) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(edge.output()).contains(nowhere.toString(), "/dev/serial/by-id"));
      assertThat(edge.isAlive()).isTrue();
    }
  }
}
