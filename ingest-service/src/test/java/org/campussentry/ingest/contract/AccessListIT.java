package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.campussentry.ingest.broker.AccessList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mosquitto with this project's configuration, as gateways and strangers meet it. */
class AccessListIT {
  private static final Path MOSQUITTO = Path.of("..", "mosquitto").toAbsolutePath().normalize();
  private static final int NOT_AUTHORIZED = 135;

  @TempDir Path folder;
  private final int port = Running.freePort();
  private Running broker;

  @BeforeEach
  void start() throws IOException {
    Path passwords = Files.createFile(folder.resolve("passwords"));
    for (String user : List.of("ingest", "gw-a", "gw-b")) {
      assertThat(Running.run(folder, "mosquitto_passwd", "-b", passwords.toString(), user, "pw"))
          .as("adding user %s", user)
          .isZero();
    }
    AccessList list = AccessList.read(folder.resolve("acl"));
    Files.writeString(folder.resolve("acl"), list.with("gw-a", "main").with("gw-b", "main").text());
    // The file as it ships, but for its folders, and a port of this test's own.
    String shipped =
        Files.readString(MOSQUITTO.resolve("mosquitto.conf"))
            .replace("/mosquitto/config", MOSQUITTO.toString())
            .replace("/mosquitto/data", folder.toString())
            .replaceFirst("(?m)^listener 1883$", "listener " + port + " 127.0.0.1\nuser root");
    Path config = Files.writeString(folder.resolve("mosquitto.conf"), shipped);
    // Debian keeps it where an ordinary user's path does not lead.
    Path debian = Path.of("/usr/sbin/mosquitto");
    String program = Files.exists(debian) ? debian.toString() : "mosquitto";
    broker = Running.start(folder, program, "-c", config.toString()).untilOpen(port);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private String[] client(String program, String user, String... more) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(program, "-V", "5", "-h", "127.0.0.1", "-p", String.valueOf(port), "-q", "1"));
    if (!user.isEmpty()) {
      command.addAll(List.of("-u", user, "-P", "pw"));
    }
    command.addAll(List.of(more));
    return command.toArray(String[]::new);
  }

  /** Publishes a retained message, so that who subscribes later hears it too. */
  private void say(String user, String topic, String text) {
    Running.run(folder, client("mosquitto_pub", user, "-r", "-t", topic, "-m", text));
  }

  /** Listens to everything until the last topic was heard, and returns topics in order. */
  private List<String> heardBy(String user, String last) {
    try (Running ear =
        Running.start(folder, client("mosquitto_sub", user, "-t", "sentry/#", "-F", "%t"))) {
      await().until(() -> ear.output().lines().anyMatch(last::equals));
      return ear.output().lines().toList();
    }
  }

  @Test
  void a_gateway_writes_under_its_own_site_and_id_only() {
    for (String kind : List.of("status", "catalog", "data", "history")) {
      say("gw-a", "sentry/v1/main/gw-b/" + kind, "forged");
      say("gw-a", "sentry/v1/west/gw-a/" + kind, "of another site");
      say("gw-a", "sentry/v1/main/gw-a/" + kind, "mine");
    }
    assertThat(heardBy("ingest", "sentry/v1/main/gw-a/history"))
        .containsExactlyInAnyOrder(
            "sentry/v1/main/gw-a/status",
            "sentry/v1/main/gw-a/catalog",
            "sentry/v1/main/gw-a/data",
            "sentry/v1/main/gw-a/history");
  }

  @Test
  void a_gateway_is_told_that_it_may_not_write_anothers_topic() {
    Running.run(
        folder, client("mosquitto_pub", "gw-a", "-t", "sentry/v1/main/gw-b/data", "-m", "forged"));
    assertThat(Running.outputs(folder)).contains("Not authorized");
  }

  @Test
  void a_gateway_hears_its_own_receipts_and_configuration_only() {
    say("ingest", "sentry/v1/main/gw-b/receipt", "for b");
    say("ingest", "sentry/v1/main/gw-b/config", "for b");
    say("gw-b", "sentry/v1/main/gw-b/data", "of b");
    say("ingest", "sentry/v1/main/gw-a/config", "for a");
    say("ingest", "sentry/v1/main/gw-a/receipt", "for a");
    assertThat(heardBy("gw-a", "sentry/v1/main/gw-a/receipt"))
        .containsOnly("sentry/v1/main/gw-a/receipt", "sentry/v1/main/gw-a/config");
  }

  @Test
  void a_gateway_can_not_give_receipts_and_ingest_can_not_make_readings() {
    say("gw-a", "sentry/v1/main/gw-a/receipt", "forged");
    say("ingest", "sentry/v1/main/gw-a/data", "forged");
    say("ingest", "sentry/v1/main/sentry-canary/data", "its own");
    say("gw-a", "sentry/v1/main/sentry-canary/data", "forged");
    say("ingest", "sentry/v1/main/gw-a/config", "end");
    say("gw-a", "sentry/v1/main/gw-a/status", "end");
    assertThat(heardBy("gw-a", "sentry/v1/main/gw-a/config"))
        .containsExactly("sentry/v1/main/gw-a/config");
    assertThat(heardBy("ingest", "sentry/v1/main/gw-a/status"))
        .as("its own last order too, so that the next one has a higher number")
        .containsExactlyInAnyOrder(
            "sentry/v1/main/gw-a/status",
            "sentry/v1/main/gw-a/config",
            "sentry/v1/main/sentry-canary/data");
  }

  @Test
  void nobody_enters_without_a_name_or_with_a_wrong_password() {
    assertThat(Running.run(folder, client("mosquitto_pub", "", "-t", "x", "-m", "x")))
        .isEqualTo(NOT_AUTHORIZED);
    assertThat(
            Running.run(
                folder,
                "mosquitto_pub",
                "-V",
                "5",
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-u",
                "gw-a",
                "-P",
                "wrong",
                "-t",
                "x",
                "-m",
                "x"))
        .isEqualTo(NOT_AUTHORIZED);
  }
}
