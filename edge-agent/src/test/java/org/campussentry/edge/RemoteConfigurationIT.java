package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program gets orders by a real broker, and reads a slave of another make. */
class RemoteConfigurationIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private final CampusSigner signer = new CampusSigner();
  private int slavePort;
  private PymodbusSlave slave;
  private Mosquitto broker;
  private Campus campus;
  private Program agent;

  @BeforeEach
  void start() throws Exception {
    slavePort = Program.freePort();
    slave = PymodbusSlave.tcp(slavePort);
    slave.set("1 ir 1 305 612");
    slave.set("2 ir 1 41 800");
    broker = new Mosquitto(folder, "allow_anonymous true");
    campus = new Campus(broker);
    signer.publish(folder.resolve("campus.pub"));
    Files.writeString(folder.resolve("edge-agent.yaml"), text("cold1", 1));
    run();
    campus.await("data", "[\"cold1.temperature\",0,30.5]", SOON);
  }

  @AfterEach
  void stop() throws Exception {
    agent.close();
    campus.close();
    broker.close();
    slave.close();
  }

  private String text(String device, int unit) {
    return """
    site: main
    gateway: gw-canteen1
    home: home
    remote: {key: campus.pub}
    broker: {url: "%s"}
    buses: {lan-1: {type: modbus-tcp, host: 127.0.0.1, port: %d}}
    devices: {%s: {bus: lan-1, unit: %d, profile: xy-md02, every: 1s, area: canteen-1/cold-store}}
    """
        .formatted(broker.url(), slavePort, device, unit);
  }

  private void run() {
    agent =
        new Program(
            Map.of(),
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx24m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                EdgeAgent.class.getName(),
                "--config",
                folder.resolve("edge-agent.yaml").toString()));
  }

  private Campus.Message statusWith(String part, Duration most) {
    return campus.await("status", part, most);
  }

  @Test
  void an_order_is_applied_confirmed_and_outlives_a_kill() throws IOException {
    campus.order(signer.order(1, text("freezer1", 2)));
    campus.await("data", "[\"freezer1.temperature\",0,4.1]", SOON);
    assertThat(statusWith("\"source\":\"campus\",\"version\":1", SOON).text())
        .contains("\"seen\":1", "\"freezer1\":{\"state\":");
    assertThat(campus.heard("catalog")).last().asString().contains("freezer1.temperature");

    agent.kill();
    campus.forget();
    run();
    campus.await("data", "[\"freezer1.temperature\",0,4.1]", SOON);
    assertThat(campus.heard("data")).asString().doesNotContain("cold1.temperature");
    // It may have been killed before the uplink came back to what was still on trial.
    await()
        .atMost(SOON)
        .until(
            () ->
                campus.heard("status").stream()
                    .map(Campus.Message::text)
                    .anyMatch(t -> t.contains("\"version\":1") && !t.contains("\"trying\"")));
  }

  @Test
  void a_broken_order_is_refused_with_its_line_and_polling_goes_on() {
    campus.order(signer.order(1, text("cold1", 1).replace("xy-md02", "xy-md2")));
    agent.awaitLine("version 1 of the configuration");
    campus.forget();
    campus.await("data", "[\"cold1.temperature\",0,30.5]", SOON);
    Campus.Message status = statusWith("\"refused\":{\"version\":1,", Duration.ofSeconds(40));
    assertThat(status.text()).contains("\"source\":\"local\"", "version 1:7: `devices.cold1.prof");
  }

  /** Mosquitto's access file never refuses a subscription; its plugin for access lists does. */
  @Test
  void a_broker_that_hides_orders_is_told_of_once_and_readings_and_receipts_go_on()
      throws Exception {
    agent.close();
    campus.close();
    broker.close();
    String rules =
        """
        {"defaultACLAccess":
          {"publishClientSend": true, "publishClientReceive": true, "subscribe": true, "unsubscribe": true},
         "groups": [{"groupname": "all", "roles": [{"rolename": "no-orders"}]}],
         "anonymousGroup": "all",
         "roles": [{"rolename": "no-orders", "acls": [
           {"acltype": "subscribeLiteral", "topic": "sentry/v1/main/gw-canteen1/config", "allow": false}]}]}
        """;
    broker =
        new Mosquitto(
            folder,
            "allow_anonymous true",
            "plugin " + plugin(),
            "plugin_opt_config_file " + Files.writeString(folder.resolve("rules.json"), rules));
    campus = new Campus(broker);
    campus.receiptAll();
    Files.writeString(folder.resolve("edge-agent.yaml"), text("cold1", 1));
    run();
    campus.await("data", "[\"cold1.temperature\",0,30.5]", SOON);
    agent.awaitLine("does not let this gateway hear sentry/v1/main/gw-canteen1/config");
    statusWith("\"outbox\":{\"batches\":0,", Duration.ofSeconds(40));
  }

  private static Path plugin() throws IOException {
    try (var folders = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
      for (Path at : folders) {
        if (Files.exists(at.resolve("mosquitto_dynamic_security.so"))) {
          return at.resolve("mosquitto_dynamic_security.so");
        }
      }
    }
    throw new AssertionError("Debian's mosquitto has this plugin");
  }

  /** The heap is that of bin/edge-agent; what takes all of it would do so at each start again. */
  @Test
  void what_is_too_large_for_a_small_gateway_does_not_end_it() {
    campus.order(new byte[12 << 20]);
    campus.order(signer.order(1, text("cold1", 1) + "#".repeat(600_000)));
    agent.awaitLine("bytes; 262144 are the most");
    var devices = new StringBuilder("devices:\n");
    for (int index = 0; index < 2000; index++) {
      devices.append(
          "  cold%d: {bus: lan-%d, unit: %d, profile: xy-md02, area: canteen-1/cold-store}\n"
              .formatted(index, 1 + index / 200, index % 200));
    }
    campus.order(signer.order(2, many(devices.toString())));
    statusWith("\"source\":\"campus\",\"version\":2", SOON);
    campus.order(signer.order(3, text("freezer1", 2)));
    campus.await("data", "[\"freezer1.temperature\",0,4.1]", SOON);
    assertThat(agent.lines()).asString().doesNotContain("12582912", "OutOfMemory");
  }

  private String many(String devices) {
    String line = ": {type: modbus-tcp, host: 127.0.0.1, port: %d}\n".formatted(slavePort);
    String top = text("cold1", 1);
    var buses = new StringBuilder("buses:\n");
    for (int index = 1; index <= 10; index++) {
      buses.append("  lan-").append(index).append(line);
    }
    return top.substring(0, top.indexOf("buses:")) + buses + devices;
  }

  /** Takes a real minute: how long the campus may take to answer is nothing that one sets. */
  @Test
  void a_way_that_does_not_lead_to_the_campus_is_given_up() {
    String wrong = text("freezer1", 2).replace(broker.url(), "mqtt://127.0.0.1:9");
    campus.order(signer.order(1, wrong));
    agent.awaitLine("broker mqtt://127.0.0.1:9 cannot be reached");
    campus.forget();
    Campus.Message status =
        statusWith("\"refused\":{\"version\":1,\"why\":\"with its", Duration.ofSeconds(90));
    assertThat(status.text()).contains("did not answer within 60 s", "\"source\":\"local\"");
    campus.receiptAll();
    campus.await("history", "freezer1.temperature", Duration.ofSeconds(30));
    campus.await("data", "[\"cold1.temperature\",0,30.5]", SOON);
  }
}
