package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wrong credentials: one clear line that names the place and the remedy, no password in it, and no
 * storm of retries.
 */
@ExtendWith(Scenarios.class)
class CredentialsIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;

  @Test
  void wrong_mqtt_credentials_are_named_by_both_sides_and_right_ones_work() throws Exception {
    Path passwords = folder.resolve("passwords");
    Files.writeString(passwords, "ingest:right-one\ngw-a:right-two\n");
    Program.run(
        folder,
        "mosquitto_passwd",
        Map.of(),
        List.of("mosquitto_passwd", "-U", passwords.toString()));
    Bench bench = new Bench(folder);
    try (Mosquitto mosquitto =
            new Mosquitto(
                folder.resolve("mosquitto"),
                List.of("allow_anonymous false", "password_file " + passwords));
        Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave")) {
      Path campus = bench.campusFile(webhook);
      Path edgeConfig = bench.edgeConfig(slave, mosquitto.url());
      try (Ingest ingest =
              Ingest.with(
                      folder.resolve("wrong"),
                      mosquitto.url(),
                      "embedded",
                      campus,
                      Map.of(
                          "SENTRY_BROKER_USERNAME",
                          "ingest",
                          "SENTRY_BROKER_PASSWORD",
                          "wrong-one"))
                  .start();
          Program edge =
              Program.start(
                  "edge-agent",
                  folder.resolve("wrong"),
                  Map.of("SENTRY_BROKER_USERNAME", "gw-a", "SENTRY_BROKER_PASSWORD", "wrong-two"),
                  List.of("../edge-agent/bin/edge-agent", "--config", edgeConfig.toString()))) {
        await()
            .atMost(SOON)
            .untilAsserted(
                () -> {
                  assertThat(ingest.log())
                      .contains("refuses these credentials")
                      .contains("broker.username")
                      .contains("as user 'ingest'");
                  assertThat(edge.output())
                      .contains(mosquitto.url())
                      .containsIgnoringCase("password");
                });
        assertThat(ingest.log() + edge.output()).doesNotContain("wrong-one", "wrong-two");
        assertThat(edge.isAlive()).isTrue();
      }
      try (Ingest ingest =
              Ingest.with(
                      folder.resolve("right"),
                      mosquitto.url(),
                      "embedded",
                      campus,
                      Map.of(
                          "SENTRY_BROKER_USERNAME",
                          "ingest",
                          "SENTRY_BROKER_PASSWORD",
                          "right-one"))
                  .start();
          Program edge =
              Program.start(
                  "edge-agent",
                  folder.resolve("right"),
                  Map.of("SENTRY_BROKER_USERNAME", "gw-a", "SENTRY_BROKER_PASSWORD", "right-two"),
                  List.of("../edge-agent/bin/edge-agent", "--config", edgeConfig.toString()))) {
        await().atMost(Duration.ofMinutes(1)).until(() -> ingest.livePoints() == 2);
        assertThat(edge.isAlive()).isTrue();
      }
    }
  }

  @Test
  void wrong_influxdb_credentials_are_named_and_right_ones_work() {
    Bench bench = new Bench(folder);
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Influx influx = new Influx(folder.resolve("influx"), true);
        Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Program edge = Edge.start(folder, bench.edgeConfig(slave, mosquitto.url()))) {
      influx.query("CREATE USER sentry WITH PASSWORD 'right-one' WITH ALL PRIVILEGES");
      Path campus = bench.campusFile(webhook);
      try (Ingest ingest = ingest("wrong", "wrong-one", mosquitto, influx, campus)) {
        await()
            .atMost(SOON)
            .untilAsserted(
                () -> {
                  assertThat(ingest.log()).contains("refuses these credentials", "store.password");
                  assertThat(ingest.raw("GET", "readyz", null).status()).isEqualTo(503);
                });
        assertThat(ingest.log()).doesNotContain("wrong-one");
        assertThat(ingest.livePoints()).as("watched all the same").isEqualTo(2);
      }
      try (Ingest ingest = ingest("right", "right-one", mosquitto, influx, campus)) {
        await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () ->
                    !influx
                        .query(
                            "SELECT value FROM answers WHERE value = 2",
                            "-username",
                            "sentry",
                            "-password",
                            "right-one")
                        .isEmpty());
        assertThat(ingest.raw("GET", "readyz", null).status()).isEqualTo(200);
        assertThat(edge.isAlive()).isTrue();
      }
    }
  }

  private Ingest ingest(
      String name, String password, Mosquitto mosquitto, Influx influx, Path campus) {
    return Ingest.with(
            folder.resolve(name),
            mosquitto.url(),
            influx.url(),
            campus,
            Map.of("SENTRY_STORE_USERNAME", "sentry", "SENTRY_STORE_PASSWORD", password))
        .start();
  }
}
