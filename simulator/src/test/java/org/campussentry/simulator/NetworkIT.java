package org.campussentry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.atIndex;
import static org.awaitility.Awaitility.await;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.ModbusTimeoutException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Modbus TCP slaves, over real sockets. */
class NetworkIT {
  @TempDir private Path home;
  private RunningCampus campus;

  @AfterEach
  void stop() {
    if (campus != null) {
      campus.close();
    }
  }

  @Test
  void every_answer_is_in_the_log_of_its_slave_in_order() throws Exception {
    campus = RunningCampus.start(home);
    ModbusTcpClient client = connect("gw-canteen1", "lan-1");
    StringBuilder read = new StringBuilder();
    for (int poll = 0; poll < 20; poll++) {
      short[] values = words(client, 1, 1, 2);
      read.append(values[0]).append(',').append(values[1]).append('\n');
    }
    client.disconnect();
    await().until(() -> campus.log("gw-canteen1.cold1").size() == 20);
    StringBuilder logged = new StringBuilder();
    for (String line : campus.log("gw-canteen1.cold1")) {
      assertThat(line).matches("\\d{13} 4 1 \\d+,\\d+");
      logged.append(line.substring(line.lastIndexOf(' ') + 1)).append('\n');
    }
    assertThat(logged.toString()).isEqualTo(read.toString());
    assertThat(campus.log("gw-canteen1.cold2")).isEmpty();
  }

  @Test
  void all_register_maps_answer_and_refuse_other_addresses() throws Exception {
    campus = RunningCampus.start(home);
    List<JsonNode> sprayer =
        campus.ask("gw-canteen1", "lan-2", "3,1,0,4", "1,1,0,2", "3,1,4,1", "1,1,0,3", "4,1,0,1");
    assertThat(sprayer.get(0).get("values")).hasSize(4);
    assertThat(sprayer.get(1).get("values")).hasSize(2);
    assertThat(sprayer.get(2).path("exception").asInt()).isEqualTo(2);
    assertThat(sprayer.get(3).path("exception").asInt()).isEqualTo(2);
    assertThat(sprayer.get(4).path("exception").asInt()).isEqualTo(1);
    List<JsonNode> gate = campus.ask("gw-gate", "lan-1", "4,1,0,2", "4,1,1,2");
    assertThat(gate.get(0).at("/values/1").asInt()).isBetween(360, 369);
    assertThat(gate.get(1).path("exception").asInt()).isEqualTo(2);
    ModbusTcpClient client = connect("gw-gate", "lan-1");
    assertThatThrownBy(() -> client.readInputRegisters(1, new ReadInputRegistersRequest(9, 1)))
        .isInstanceOf(ModbusResponseException.class);
    client.disconnect();
  }

  @Test
  void the_door_of_the_cold_store_warms_it_within_seconds_and_back() throws Exception {
    campus = RunningCampus.start(home);
    ModbusTcpClient client = connect("gw-canteen1", "lan-1");
    assertThat(words(client, 1, 1, 1)[0]).isLessThan((short) 70);
    campus.switchOn("cold-store-door");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> words(client, 1, 1, 1)[0] > 80 && words(client, 2, 1, 1)[0] < 80);
    campus.switchOff("cold-store-door");
    await().atMost(Duration.ofSeconds(30)).until(() -> words(client, 1, 1, 1)[0] < 75);
    client.disconnect();
  }

  @Test
  void a_fever_crosses_the_main_gate_and_its_file_is_gone() throws Exception {
    campus = RunningCampus.start(home);
    ModbusTcpClient client = connect("gw-gate", "lan-1");
    int before = words(client, 1, 0, 2)[0];
    campus.switchOn("fever");
    await().atMost(Duration.ofSeconds(30)).until(() -> words(client, 1, 0, 2)[1] == 384);
    assertThat(words(client, 1, 0, 2)[0]).isGreaterThan((short) before);
    await().atMost(Duration.ofSeconds(30)).until(() -> !campus.isOn("fever"));
    client.disconnect();
  }

  @Test
  void a_dry_sprayer_runs_without_flow_and_a_stuck_sensor_repeats_itself() throws Exception {
    campus = RunningCampus.start(home);
    campus.switchOn("sprayer-dry");
    campus.switchOn("sensor-stuck");
    ModbusTcpClient sprayer = connect("gw-canteen1", "lan-2");
    await().until(() -> holding(sprayer)[0] <= 20);
    assertThat(holding(sprayer)).as("pressure and flow").contains((short) 0, atIndex(1));
    assertThat(holding(sprayer)).contains((short) 0, atIndex(2));
    assertThat(sprayer.readCoils(1, new ReadCoilsRequest(0, 2)).coils()).containsExactly(1);
    sprayer.disconnect();

    ModbusTcpClient rooms = connect("gw-dorm2", "lan-1");
    short[] stuck = words(rooms, 3, 1, 2);
    short[] other = words(rooms, 4, 1, 2);
    await().until(() -> !Arrays.equals(words(rooms, 4, 1, 2), other));
    assertThat(words(rooms, 3, 1, 2)).isEqualTo(stuck);
    campus.switchOff("sensor-stuck");
    await().until(() -> !Arrays.equals(words(rooms, 3, 1, 2), stuck));
    rooms.disconnect();
  }

  @Test
  void without_pseudo_terminals_the_line_is_served_over_tcp_and_can_still_be_cut()
      throws Exception {
    campus = RunningCampus.startWithoutSerialLines(home);
    assertThat(campus.bus("gw-dorm1", "rs485-1").get("type").asText()).isEqualTo("modbus-tcp");
    ModbusTcpClient client = connect("gw-dorm1", "rs485-1");
    assertThat(words(client, 10, 1, 2)[0]).isBetween((short) 150, (short) 300);
    campus.switchOn("line-cut");
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> words(client, 10, 1, 2))
                    .isInstanceOf(ModbusTimeoutException.class));
    client.disconnect();
  }

  @Test
  void a_busy_port_is_named_with_the_remedy() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Simulation.Settings settings =
          new Simulation.Settings(home, 1, "mqtt://127.0.0.1:1883", busy.getLocalPort(), true);
      assertThatThrownBy(() -> Simulation.start(settings, Clock.systemUTC(), System.out))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(String.valueOf(busy.getLocalPort()))
          .hasMessageContaining("--port-base");
      assertThat(home.resolve("ready")).doesNotExist();
    }
  }

  private ModbusTcpClient connect(String gateway, String bus) throws Exception {
    int port = campus.bus(gateway, bus).get("port").asInt();
    ModbusTcpClient client =
        ModbusTcpClient.create(
            NettyTcpClientTransport.create(config -> config.setHostname("127.0.0.1").setPort(port)),
            config -> config.setRequestTimeout(Duration.ofMillis(500)));
    client.connect();
    return client;
  }

  private static short[] holding(ModbusTcpClient client) throws Exception {
    byte[] bytes =
        client.readHoldingRegisters(1, new ReadHoldingRegistersRequest(0, 4)).registers();
    short[] words = new short[4];
    ByteBuffer.wrap(bytes).asShortBuffer().get(words);
    return words;
  }

  private static short[] words(ModbusTcpClient client, int unit, int address, int count)
      throws Exception {
    byte[] bytes =
        client.readInputRegisters(unit, new ReadInputRegistersRequest(address, count)).registers();
    short[] words = new short[count];
    ByteBuffer.wrap(bytes).asShortBuffer().get(words);
    return words;
  }
}
