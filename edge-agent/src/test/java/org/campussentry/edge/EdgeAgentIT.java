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

/** The whole program as a process, between a slave of another make and a real broker. */
class EdgeAgentIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private int slavePort;
  private PymodbusSlave slave;
  private Mosquitto broker;
  private Campus campus;
  private Program agent;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectory(folder.resolve("tmp"));
    slavePort = Program.freePort();
    slave = PymodbusSlave.tcp(slavePort);
    slave.set("1 ir 1 305 612");
    slave.set("3 ir 0 10 366");
    broker = new Mosquitto(folder, "allow_anonymous true");
    campus = new Campus(broker);
  }

  @AfterEach
  void stop() throws Exception {
    if (agent != null) {
      agent.close();
    }
    campus.close();
    broker.close();
    slave.close();
  }

  private Path config(String... broker) throws IOException {
    Path file = folder.resolve("edge-agent.yaml");
    Files.writeString(
        file,
        """
        site: main
        gateway: gw-canteen1
        home: home
        broker: {url: "%s"%s}
        buses:
          lan-1: {type: modbus-tcp, host: 127.0.0.1, port: %d}
        devices:
          cold1: {bus: lan-1, unit: 1, profile: xy-md02, every: 1s, area: canteen-1/cold-store}
          gate1: {bus: lan-1, unit: 3, profile: body-thermometer, every: 500ms, area: gate/entrance}
        """
            .formatted(this.broker.url(), String.join("", broker), slavePort));
    return file;
  }

  private Program run(Path config, String... more) {
    var command =
        new java.util.ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                EdgeAgent.class.getName(),
                "--config",
                config.toString()));
    command.addAll(List.of(more));
    return new Program(Map.of(), command);
  }

  @Test
  void readings_reach_the_campus_with_catalog_and_status_before_them() throws Exception {
    agent = run(config());
    Campus.Message data = campus.await("data", "[\"cold1.temperature\",0,30.5]", SOON);
    assertThat(data.contentType()).isEqualTo("application/json");
    assertThat(data.text())
        .contains("\"stream\":\"" + data.stream() + "\",\"seq\":" + data.seq() + ",");
    assertThat(campus.heard("catalog").get(0).text())
        .contains("\"id\":\"gate1.body_temperature\"", "\"event\":true");
    assertThat(campus.heard("status").get(0).text())
        .contains("\"state\":\"online\"", "\"previous\":null");
  }

  @Test
  void a_person_at_the_entrance_is_heard_of_at_once() throws Exception {
    agent = run(config());
    campus.await("data", "gate1.crossings", SOON);
    campus.receiptAll();
    slave.set("3 ir 0 11 373");
    Campus.Message event = campus.await("data", "gate1.body_temperature", Duration.ofSeconds(1));
    assertThat(event.text()).contains(",37.3]");
  }

  @Test
  void without_a_receipt_a_batch_is_sent_again_as_history_after_ten_seconds() throws Exception {
    agent = run(config());
    Campus.Message first = campus.await("data", "cold1.temperature", SOON);
    campus.await("history", "\"seq\":" + first.seq() + ",", Duration.ofSeconds(20));
    Campus.Message again = campus.heard("history").get(0);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.seq()).isEqualTo(first.seq());
    assertThat(campus.heard("history")).as("one probe, no flood").hasSize(1);
    campus.receiptAll();
    awaitEmptyOutbox();
  }

  private void awaitEmptyOutbox() {
    // What the outbox holds shows in its status, every 30 s; the file shows it at once.
    await().atMost(SOON).until(() -> waiting() <= 2);
  }

  @Test
  void kills_leave_no_unpacked_libraries_behind() throws Exception {
    for (int kill = 0; kill < 3; kill++) {
      campus.forget();
      agent = run(config());
      campus.await("data", "cold1.temperature", SOON);
      agent.kill();
    }
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
    try (var files = Files.walk(folder.resolve("home/native"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  private long waiting() throws Exception {
    try (var connection =
            java.sql.DriverManager.getConnection(
                "jdbc:sqlite:file:" + folder.resolve("home/outbox.db") + "?mode=ro");
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM batches")) {
      return rows.getLong(1);
    }
  }

  @Test
  void what_was_not_receipted_before_a_kill_comes_after_the_restart() throws Exception {
    agent = run(config());
    Campus.Message first = campus.await("data", "cold1.temperature", SOON);
    await().until(() -> campus.heard("data").size() > 8);
    agent.kill();
    List<String> before = campus.heard("data").stream().map(Campus.Message::seq).toList();
    campus.forget();
    campus.receiptAll();
    agent = run(config());
    campus.await("status", "\"previous\":{\"stream\":\"" + first.stream() + "\"", SOON);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        campus.heard("history").stream()
                            .filter(message -> message.stream().equals(first.stream()))
                            .map(Campus.Message::seq)
                            .distinct())
                    .containsAll(before));
    awaitEmptyOutbox();
  }

  @Test
  void after_a_kill_the_broker_says_offline() throws Exception {
    agent = run(config());
    Campus.Message data = campus.await("data", "cold1.temperature", SOON);
    agent.kill();
    Campus.Message will = campus.await("status", "offline", Duration.ofSeconds(40));
    assertThat(will.text())
        .isEqualTo("{\"v\":1,\"state\":\"offline\",\"stream\":\"" + data.stream() + "\"}");
  }

  @Test
  void told_to_stop_it_says_offline_itself_and_ends_in_good_order() throws Exception {
    agent = run(config());
    campus.await("data", "cold1.temperature", SOON);
    long start = System.nanoTime();
    agent.terminate();
    assertThat(agent.exitCode()).isEqualTo(143);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(agent.lines()).noneMatch(line -> line.contains("Exception"));
    campus.await("status", "offline", SOON);
  }

  @Test
  void a_slave_that_dies_is_unavailable_until_it_is_back() throws Exception {
    agent = run(config());
    campus.receiptAll();
    campus.await("data", "[\"cold1.temperature\",0,30.5]", SOON);
    slave.kill();
    campus.await("data", "null,\"timeout\"]", SOON);
    campus.forget();
    slave.start();
    slave.set("1 ir 1 299 612");
    campus.await("data", ",29.9]", Duration.ofSeconds(20));
  }

  @Test
  void a_device_that_keeps_silent_is_told_of_and_found_again() throws Exception {
    Path file = config();
    Files.writeString(file, Files.readString(file).replace("unit: 1,", "unit: 5,"));
    agent = run(file);
    agent.awaitLine("device cold1 (unit 5) is offline");
    campus.await("data", "[\"cold1.temperature\",", SOON);
    slave.set("5 ir 1 299 612");
    agent.awaitLine("device cold1 answers again");
    campus.await("data", ",29.9]", SOON);
  }

  @Test
  void a_broker_that_is_away_at_the_start_gets_it_all_when_it_comes() throws Exception {
    campus.close();
    broker.stop();
    agent = run(config());
    agent.awaitLine("cannot be reached");
    await().atMost(SOON).ignoreExceptions().until(() -> waiting() > 5);
    broker.start();
    campus = new Campus(broker);
    campus.receiptAll();
    campus.await("history", "\"seq\":0,", Duration.ofSeconds(30));
    awaitEmptyOutbox();
  }

  @Test
  void what_the_campus_cannot_read_is_set_aside() throws Exception {
    agent = run(config());
    Campus.Message data = campus.await("data", "cold1.temperature", SOON);
    campus.say(
        "{\"v\":1,\"now\":%d,\"stream\":\"%s\",\"stored\":[],\"rejected\":[[%s,%s,\"not v1\"]]}"
            .formatted(System.currentTimeMillis(), data.stream(), data.seq(), data.seq()));
    agent.awaitLine("are set aside in table `rejected`");
  }

  @Test
  void a_wrong_password_is_told_once_without_the_password() throws Exception {
    Path passwords = folder.resolve("passwords");
    Files.createFile(passwords);
    var strict = folder.resolve("strict");
    Files.createDirectory(strict);
    try (var closed =
        new Mosquitto(strict, "allow_anonymous false", "password_file " + passwords)) {
      Path file = config(", username: gw-canteen1, password: hunter2");
      Files.writeString(file, Files.readString(file).replace(broker.url(), closed.url()));
      agent = run(file);
      agent.awaitLine("refuses user gw-canteen1");
      assertThat(agent.lines()).noneMatch(line -> line.contains("hunter2"));
    }
  }

  @Test
  void a_second_agent_in_the_same_home_ends_with_one() throws Exception {
    agent = run(config());
    campus.await("data", "cold1.temperature", SOON);
    try (Program second = run(config())) {
      second.awaitLine("is in use by another edge-agent");
      assertThat(second.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void a_wrong_configuration_ends_with_two_and_a_right_one_with_zero() throws Exception {
    try (Program check = run(config(), "--check")) {
      assertThat(check.exitCode()).isZero();
    }
    Path bad = Path.of("src/test/resources/bad-config/unknown-key.yaml");
    for (String[] more : new String[][] {{"--check"}, {}}) {
      try (Program refused = run(bad, more)) {
        assertThat(refused.exitCode()).isEqualTo(2);
        refused.awaitLine("Did you mean `every`?");
      }
    }
  }
}
