package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A campus whose wire is locked: an agent with the folder that it was given reports over TLS, and
 * mosquitto_pub and mosquitto_sub try what an attacker with a gateway in his hands would.
 */
@ExtendWith(Scenarios.class)
class LockedWireIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String A = "sentry/v1/main/gw-a/";
  private static final String B = "sentry/v1/main/gw-b/";

  @TempDir Path folder;
  private final int port = Ports.free();
  private Path campus;
  private Ingest ingest;
  private int attempts;

  @BeforeEach
  void describe() throws IOException {
    campus =
        Files.writeString(
            folder.resolve("campus.yaml"),
            """
            sites: {main: {name: 主校区, areas: {lab/bench: {name: 实训台}}}}
            gateways: {gw-a: {site: main}, gw-b: {site: main}}
            """);
  }

  private static void fine(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private Path given(String gateway) {
    return ingest.wire().resolve("gateways").resolve(gateway);
  }

  private String password(String gateway) throws IOException {
    return Files.readString(given(gateway).resolve("password")).strip();
  }

  private List<String> as(String program, String user, String password, Path identity) {
    return new ArrayList<>(
        List.of(
            program,
            "-V",
            "5",
            "-h",
            "localhost",
            "-p",
            "" + port,
            "-q",
            "1",
            "--cafile",
            ingest.wire().resolve("ca.pem").toString(),
            "--cert",
            identity.resolve("certificate.pem").toString(),
            "--key",
            identity.resolve("key.pem").toString(),
            "-u",
            user,
            "-P",
            password,
            "-i",
            "sentry-main~" + user));
  }

  private Program.Result publish(
      String user, String password, Path identity, String topic, String text) {
    List<String> command = as("mosquitto_pub", user, password, identity);
    command.addAll(List.of("-t", topic, "-m", text));
    Path output = folder.resolve("attempt" + attempts++);
    return Program.run(output, "mosquitto_pub", Map.of(), command);
  }

  private Program listen(String name, String gateway, List<String> more) throws IOException {
    List<String> command = as("mosquitto_sub", gateway, password(gateway), given(gateway));
    command.addAll(more);
    return Program.start("mosquitto_sub", folder.resolve(name), command);
  }

  /** A copy of the folder that was given, and what a technician adds: the bus and its devices. */
  private Program agent(CountingSlave slave) throws IOException {
    Path bench = folder.resolve("bench");
    String wired = Files.readString(new Bench(bench).edgeConfig(slave, "mqtt://127.0.0.1:1"));
    Path gateway = Files.createDirectories(folder.resolve("gateway"));
    try (var files = Files.newDirectoryStream(given("gw-a"))) {
      for (Path file : files) {
        Files.copy(file, gateway.resolve(file.getFileName()));
      }
    }
    Path config = gateway.resolve("edge-agent.yaml");
    String text = Files.readString(config);
    Files.writeString(
        config,
        text.substring(0, text.indexOf("buses:")).replace("/var/lib/campus-sentry", bench + "/home")
            + wired.substring(wired.indexOf("buses:")));
    Files.move(bench.resolve("profiles"), gateway.resolve("profiles"));
    return Edge.start(folder.resolve("edge"), config);
  }

  private void untilReadingsAreStored() {
    await()
        .atMost(SOON)
        .until(
            () -> ingest.get("api/v1/points/gw-a:level.temperature").path("state").asText(),
            "normal"::equals);
    await()
        .atMost(SOON)
        .until(() -> !ingest.text("metrics").contains("sentry_readings_stored_total 0.0"));
  }

  /** What both brokers refuse: nothing of it reaches the service. */
  private void tryAll(Path stranger) throws IOException {
    Program.Result others = publish("gw-b", password("gw-a"), given("gw-b"), B + "data", "forged");
    assertThat(others.exitCode()).as("another's credentials").isNotZero();
    Program.Result foreign = publish("gw-a", password("gw-a"), stranger, A + "data", "forged");
    assertThat(foreign.exitCode()).as("a certificate of another campus").isNotZero();
    Program.Result topic = publish("gw-b", password("gw-b"), given("gw-b"), A + "data", "forged");
    assertThat(topic.output()).contains("Not authorized");
    Program.Result site =
        publish("gw-b", password("gw-b"), given("gw-b"), "sentry/v1/west/gw-b/catalog", "forged");
    assertThat(site.output()).as("another site").contains("Not authorized");
    Program.Result order = publish("gw-b", password("gw-b"), given("gw-b"), B + "config", "forged");
    assertThat(order.output()).contains("Not authorized");

    try (Program all = listen("all", "gw-b", List.of("-t", "#", "-t", "sentry/v1/+/+/receipt"));
        Program shared =
            listen("shared", "gw-c", List.of("-t", "$share/sentry-main~gw-a/" + A + "receipt"));
        Program dying =
            listen(
                "dying",
                "gw-d",
                List.of(
                    "-t",
                    "sentry/v1/main/gw-d/receipt",
                    "--will-topic",
                    A + "status",
                    "--will-payload",
                    "forged"))) {
      String stored = stored();
      await().atMost(SOON).until(() -> !stored().equals(stored));
      dying.kill();
      Program.Result claim =
          publish(
              "gw-b",
              password("gw-b"),
              given("gw-b"),
              B + "data",
              "{\"v\":1,\"gateway\":\"gw-a\"}");
      fine(claim);
      await().atMost(SOON).until(() -> deadLetters().contains("it claims"));
      assertThat(all.output() + shared.output()).doesNotContain("stored", "gw-a/");
    }
    assertThat(ingest.text("metrics")).contains("sentry_dead_letters_total 1.0");
    assertThat(deadLetters()).contains("came on a topic of gw-b").doesNotContain("forged");
    untilReadingsAreStored();
  }

  private String stored() {
    return ingest
        .text("metrics")
        .lines()
        .filter(l -> l.startsWith("sentry_readings_stored"))
        .toList()
        .toString();
  }

  private String deadLetters() {
    return ingest.get("api/v1/deadletters").toString();
  }

  /** A gateway's folder of another campus: the right name, signed by nobody known here. */
  private Path stranger() {
    Ingest other = Ingest.at(folder.resolve("other"), "tls: true, port: " + port, campus, Map.of());
    fine(other.command("provision", "main", "gw-a"));
    return other.wire().resolve("gateways").resolve("gw-a");
  }

  @Test
  void the_embedded_broker_lets_a_gateway_speak_and_hear_for_itself_only() throws Exception {
    String broker =
        "url: embedded, bind: 0.0.0.0, port: %d, tls: true, client-certificates: true, gateways-url: 'mqtts://localhost:%d'"
            .formatted(port, port);
    ingest = Ingest.at(folder.resolve("ingest"), broker, campus, Map.of());
    for (String gateway : List.of("gw-a", "gw-b", "gw-c", "gw-d")) {
      fine(ingest.command("provision", "main", gateway));
    }
    try (Ingest running = ingest.start();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Program edge = agent(slave)) {
      untilReadingsAreStored();
      tryAll(stranger());
      Program.Result mixed = publish("gw-a", password("gw-a"), given("gw-b"), A + "data", "forged");
      assertThat(mixed.exitCode()).as("the certificate of another gateway").isNotZero();
      List<String> stealing = as("mosquitto_pub", "gw-b", password("gw-b"), given("gw-b"));
      stealing.set(stealing.indexOf("-i") + 1, "sentry-main~gw-a");
      stealing.addAll(List.of("-t", B + "data", "-m", "forged"));
      assertThat(
              Program.run(folder.resolve("steal"), "mosquitto_pub", Map.of(), stealing).exitCode())
          .as("the client id of another gateway")
          .isNotZero();
      assertThat(edge.output()).doesNotContain("refuses user").containsOnlyOnce("connected to");

      assertThat(running.log())
          .contains("refuses user 'gw-b' from 127.0.0.1: wrong user or password")
          .contains("refuses user 'gw-b' from 127.0.0.1: topic " + A + "data")
          .contains("refuses user 'gw-d' from 127.0.0.1: will on topic " + A + "status")
          .contains("refuses user 'gw-b' from 127.0.0.1: client id sentry-main~gw-a")
          .contains("its certificate is not of this campus")
          .contains("its certificate is for gw-b")
          .doesNotContain(password("gw-a"), password("gw-b"));
      for (String reason :
          List.of("credentials", "certificate", "topic", "subscription", "will", "client-id")) {
        assertThat(running.text("metrics"))
            .contains("sentry_broker_refusals_total{reason=\"" + reason + "\"}")
            .doesNotContain("sentry_broker_refusals_total{reason=\"" + reason + "\"} 0.0");
      }

      Path right = folder.resolve("gateway").resolve("edge-agent.yaml");
      Path wrong =
          Files.writeString(
              right.resolveSibling("wrong-name.yaml"),
              Files.readString(right).replace("localhost", "127.0.0.2").replace("/home", "/other"));
      try (Program misled = Edge.start(folder.resolve("misled"), wrong)) {
        misled.untilItSays("No subject alternative names matching IP address 127.0.0.2");
      }

      List<String> staying = as("mosquitto_pub", "gw-b", password("gw-b"), given("gw-b"));
      staying.addAll(List.of("-r", "-t", B + "catalog", "-m", "stays"));
      fine(Program.run(folder.resolve("staying"), "mosquitto_pub", Map.of(), staying));
      assertThat(retained()).contains(A + "status", A + "catalog", B + "catalog");
      fine(running.command("provision", "main", "gw-a", "--revoke"));
      edge.untilItSays("refuses user gw-a");
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(retained()).contains(B + "catalog").doesNotContain(A));
      assertThat(running.log()).contains("The credentials of gw-a count no more");
    }
  }

  private List<String> asService(String program) throws IOException {
    Path wire = ingest.wire();
    Path service = Files.createDirectories(folder.resolve("service" + attempts++));
    Files.copy(wire.resolve("service.pem"), service.resolve("certificate.pem"));
    Files.copy(wire.resolve("service.key"), service.resolve("key.pem"));
    Path embedded = wire.resolve("service-password");
    Path password = Files.exists(embedded) ? embedded : wire.resolve("mosquitto-password");
    return as(program, "ingest", Files.readString(password).strip(), service);
  }

  /** What whoever subscribes as the service is told at once. */
  private String retained() throws IOException {
    List<String> command = asService("mosquitto_sub");
    command.addAll(List.of("-t", "sentry/v1/+/+/status", "-t", "sentry/v1/+/+/catalog"));
    command.addAll(List.of("--retained-only", "-F", "%t", "-W", "2"));
    Path output = folder.resolve("retained" + attempts++);
    return Program.run(output, "mosquitto_sub", Map.of(), command).output();
  }

  private double refused(String reason) {
    return ingest.metric("sentry_broker_refusals_total{reason=\"" + reason + "\"}");
  }

  @Test
  void strangers_who_say_nothing_and_packets_of_no_use_hold_nobody_up() throws Exception {
    String broker =
        "url: embedded, bind: 0.0.0.0, port: %d, tls: true, connections: 20, gateways-url: 'mqtts://localhost:%d'"
            .formatted(port, port);
    ingest = Ingest.at(folder.resolve("ingest"), broker, campus, Map.of());
    fine(ingest.command("provision", "main", "gw-a"));
    fine(ingest.command("provision", "main", "gw-b"));
    List<Socket> strangers = new ArrayList<>();
    try (Ingest running = ingest.start();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Program edge = agent(slave)) {
      untilReadingsAreStored();
      for (int i = 0; i < 30; i++) {
        strangers.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      await().atMost(SOON).until(() -> refused("connections") >= 10);
      assertThat(running.metric("sentry_broker_connections")).isLessThanOrEqualTo(20);
      await().atMost(SOON).until(() -> running.metric("sentry_broker_connections") <= 2);
      assertThat(refused("connect")).isGreaterThanOrEqualTo(18);

      Path large = Files.write(folder.resolve("large"), new byte[2 << 20]);
      List<String> much = as("mosquitto_pub", "gw-b", password("gw-b"), given("gw-b"));
      // With 5 it would be told what the broker takes, and not try.
      much.set(much.indexOf("-V") + 1, "311");
      much.addAll(List.of("-t", B + "data", "-f", large.toString()));
      try (Program sending = Program.start("mosquitto_pub", folder.resolve("much"), much)) {
        await()
            .atMost(SOON)
            .untilAsserted(
                () -> assertThat(refused("packet")).as("%s", sending.output()).isPositive());
      }
      String stored = stored();
      await().atMost(SOON).until(() -> !stored().equals(stored));
      assertThat(edge.output()).containsOnlyOnce("connected to");
      assertThat(running.log())
          .contains("no CONNECT within 10 s")
          .contains("a packet of 2097")
          .contains("there are 20 connections");
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  @Test
  void mosquitto_lets_a_gateway_speak_and_hear_for_itself_only() throws Exception {
    Path mosquitto = Files.createDirectories(folder.resolve("mosquitto"));
    String url = "url: 'mqtts://localhost:%d'".formatted(port);
    Path home = folder.resolve("ingest");
    ingest = Ingest.at(home, url, campus, Map.of());
    for (String gateway : List.of("gw-a", "gw-b", "gw-c", "gw-d")) {
      fine(ingest.command("provision", "main", gateway, "--mosquitto", mosquitto.toString()));
    }
    Path wire = ingest.wire();
    ingest =
        Ingest.at(
            home,
            url,
            campus,
            Map.of(
                "SENTRY_BROKER_USERNAME", "ingest",
                "SENTRY_BROKER_PASSWORD_FILE", wire.resolve("mosquitto-password").toString(),
                "SENTRY_BROKER_CA", wire.resolve("ca.pem").toString(),
                "SENTRY_BROKER_CERTIFICATE", wire.resolve("service.pem").toString(),
                "SENTRY_BROKER_KEY", wire.resolve("service.key").toString()));
    try (Program broker = mosquitto(mosquitto);
        Ingest running = ingest.start();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Program edge = agent(slave)) {
      untilReadingsAreStored();
      tryAll(stranger());
      assertThat(edge.output()).doesNotContain("refuses user").containsOnlyOnce("connected to");
      assertThat(broker.output()).contains("Denied PUBLISH from gw-b", "not authorised");

      assertThat(retained()).contains(A + "status", A + "catalog");
      String revoke = "--revoke";
      Program.Result withdrawn =
          running.command("provision", "main", "gw-a", revoke, "--mosquitto", mosquitto.toString());
      fine(withdrawn);
      assertThat(withdrawn.output()).contains("-r -n -t sentry/v1/main/gw-a/$kind");
      Program.run(
          folder.resolve("hup"), "kill", Map.of(), List.of("kill", "-HUP", "" + broker.pid()));
      edge.untilItSays("cannot be reached");
      assertThat(edge.isAlive()).isTrue();
      await().atMost(SOON).until(() -> broker.output().contains("certificate verify failed"));
      for (String kind : List.of("status", "catalog")) {
        List<String> removing = asService("mosquitto_pub");
        removing.addAll(List.of("-r", "-n", "-t", A + kind));
        fine(Program.run(folder.resolve("no-" + kind), "mosquitto_pub", Map.of(), removing));
      }
      assertThat(retained()).doesNotContain(A);
    }
  }

  /** As it ships, with what is commented for TLS switched on. */
  private Program mosquitto(Path data) throws IOException {
    Path shipped = Path.of("..", "mosquitto").toAbsolutePath().normalize();
    String text =
        Files.readString(shipped.resolve("mosquitto.conf"))
            .replace("/mosquitto/config", shipped.toString())
            .replace("/mosquitto/data", data.toString())
            .replaceFirst(
                "(?m)^listener 1883$", "listener " + Ports.free() + " 127.0.0.1\nuser root")
            .replace("# listener 8883", "listener " + port)
            .replaceAll(
                "(?m)^# ((cafile|certfile|keyfile|tls_version|crlfile|require_certificate"
                    + "|use_username_as_clientid|log_type) \\S+)$",
                "$1");
    Path config = Files.writeString(data.resolve("mosquitto.conf"), text);
    Path debian = Path.of("/usr/sbin/mosquitto");
    String binary = Files.exists(debian) ? debian.toString() : "mosquitto";
    Program program = Program.start("mosquitto", data, List.of(binary, "-c", config.toString()));
    Ports.awaitOpen(port, program);
    return program;
  }
}
