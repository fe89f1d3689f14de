package org.campussentry.simulator.campus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.campussentry.simulator.slave.BusServer.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampusFilesTest {
  @TempDir private Path folder;

  @Test
  void a_gateway_file_has_the_keys_of_an_edge_agent() throws IOException {
    Path home = folder.resolve("a \"quoted\" home");
    CampusFiles files = new CampusFiles(home);
    Plan.Gateway gateway = Plan.load().gateways().get("gw-dorm2");
    Map<String, Address> addresses = new LinkedHashMap<>();
    addresses.put("lan-1", new Address.Tcp("127.0.0.1", 1502));
    addresses.put("lan-2", new Address.Serial("/dev/pts/9", 9600));
    Path file = files.writeGateway("gw-dorm2", gateway, "mqtt://127.0.0.1:1999", addresses);

    JsonNode yaml = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    assertThat(yaml.get("home").asText()).isEqualTo(home.resolve("gateways/gw-dorm2").toString());
    assertThat(yaml.at("/broker/url").asText()).isEqualTo("mqtt://127.0.0.1:1999");
    assertThat(yaml.at("/site").asText()).isEqualTo("main");
    assertThat(yaml.at("/buses/lan-1").toString())
        .isEqualTo("{\"type\":\"modbus-tcp\",\"host\":\"127.0.0.1\",\"port\":1502}");
    assertThat(yaml.at("/buses/lan-2").toString())
        .isEqualTo("{\"type\":\"modbus-rtu\",\"port\":\"/dev/pts/9\",\"baud\":9600}");
    assertThat(yaml.at("/devices/room-201").toString())
        .isEqualTo(
            "{\"bus\":\"lan-1\",\"unit\":1,\"profile\":\"xy-md02\",\"every\":\"5s\","
                + "\"area\":\"dorm-2/room-201\"}");
    assertThat(yaml.get("devices")).hasSize(10);
  }

  @Test
  void ready_appears_last_and_an_old_one_is_removed() throws IOException {
    CampusFiles files = new CampusFiles(folder);
    files.writeReady();
    assertThat(folder.resolve("ready")).exists();
    CampusFiles again = new CampusFiles(folder);
    assertThat(folder.resolve("ready")).doesNotExist();
    again.writeCampus();
    assertThat(Files.readString(folder.resolve("campus.yaml"))).contains("name: 主校区");
  }
}
