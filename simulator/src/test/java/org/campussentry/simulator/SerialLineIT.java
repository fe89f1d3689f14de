package org.campussentry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.digitalpetri.modbus.client.ModbusRtuClient;
import com.digitalpetri.modbus.exceptions.ModbusTimeoutException;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.serial.client.SerialPortClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The RS-485 line of dormitory 1, over a real pseudo-terminal. */
class SerialLineIT {
  private static final ReadInputRegistersRequest CLIMATE = new ReadInputRegistersRequest(1, 2);

  @TempDir private Path home;
  private RunningCampus campus;

  @BeforeEach
  void start() throws IOException {
    campus = RunningCampus.start(home);
  }

  @AfterEach
  void stop() {
    campus.close();
  }

  @Test
  void pymodbus_reads_ten_thermometers_at_the_pace_of_the_wire() throws Exception {
    String[] requests =
        IntStream.range(0, 30).mapToObj(i -> "4," + (1 + i % 10) + ",1,2").toArray(String[]::new);
    List<JsonNode> answers = campus.ask("gw-dorm1", "rs485-1", requests);
    assertThat(answers).hasSize(30);
    for (JsonNode answer : answers) {
      assertThat(answer.at("/values/0").asInt()).isBetween(150, 300);
      assertThat(answer.at("/values/1").asInt()).isBetween(450, 600);
    }
    double mean = answers.stream().mapToDouble(a -> a.get("ms").asDouble()).average().orElseThrow();
    assertThat(mean).as("ms a poll; 21.4 on the wire").isBetween(20.0, 60.0);
  }

  @Test
  void another_address_is_refused_with_a_good_checksum_and_an_absent_unit_is_silent()
      throws Exception {
    List<JsonNode> answers = campus.ask("gw-dorm1", "rs485-1", "4,1,0,2", "3,1,0,1", "4,99,1,2");
    assertThat(answers.get(0).path("exception").asInt()).isEqualTo(2);
    assertThat(answers.get(1).path("exception").asInt()).isEqualTo(1);
    assertThat(answers.get(2).has("exception") || answers.get(2).has("values")).isFalse();
  }

  @Test
  void the_gateways_client_reads_it_sees_a_dead_sensor_and_a_cut_line_and_both_mended()
      throws Exception {
    ModbusRtuClient client = client();
    client.connect();
    try {
      assertThat(client.readInputRegisters(4, CLIMATE).registers()).hasSize(4);
      campus.switchOn("sensor-dead");
      awaitSilence(client, 4);
      assertThat(client.readInputRegisters(5, CLIMATE).registers()).hasSize(4);
      campus.switchOff("sensor-dead");
      awaitAnswer(client, 4);
      campus.switchOn("line-cut");
      awaitSilence(client, 5);
      assertThatThrownBy(() -> client.readInputRegisters(6, CLIMATE))
          .isInstanceOf(ModbusTimeoutException.class);
      campus.switchOff("line-cut");
      awaitAnswer(client, 6);
    } finally {
      client.disconnect();
    }
    await().until(() -> campus.log("gw-dorm1.room-106").size() > 0);
  }

  @Test
  void the_line_can_be_opened_again_after_a_gateway_left() throws Exception {
    for (int start = 0; start < 3; start++) {
      ModbusRtuClient client = client();
      client.connect();
      assertThat(client.readInputRegisters(1, CLIMATE).registers()).hasSize(4);
      client.disconnect();
    }
  }

  @Test
  void noise_on_the_line_is_forgotten() throws Exception {
    Path port = Path.of(campus.bus("gw-dorm1", "rs485-1").get("port").asText());
    byte[] noise = new byte[900];
    Arrays.fill(noise, (byte) 0x08);
    Files.write(port, noise);
    byte[] writesMoreThanAFrameHolds = {1, 0x10, 0, 0, 0, 1, (byte) 0xFF, 0, 0};
    Files.write(port, writesMoreThanAFrameHolds);
    ModbusRtuClient client = client();
    client.connect();
    awaitAnswer(client, 1);
    client.disconnect();
  }

  private ModbusRtuClient client() throws IOException {
    String port = campus.bus("gw-dorm1", "rs485-1").get("port").asText();
    return ModbusRtuClient.create(
        SerialPortClientTransport.create(
            config -> config.setSerialPort(port).setBaudRate(9_600).setDataBits(8).setStopBits(1)),
        config -> config.setRequestTimeout(Duration.ofMillis(300)));
  }

  private static void awaitSilence(ModbusRtuClient client, int unit) {
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> client.readInputRegisters(unit, CLIMATE))
                    .isInstanceOf(ModbusTimeoutException.class));
  }

  private static void awaitAnswer(ModbusRtuClient client, int unit) {
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(client.readInputRegisters(unit, CLIMATE).registers()).hasSize(4));
  }
}
