package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker-compose.yml} as docker-compose reads it; that needs no Docker engine. */
class ComposeIT {
  private static final Path CLONE = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> SECRETS =
      List.of(
          "ADMIN_PASSWORD",
          "MQTT_INGEST_PASSWORD",
          "MQTT_GATEWAY_PASSWORD",
          "INFLUXDB_PASSWORD",
          "INFLUXDB_TOKEN",
          "GRAFANA_PASSWORD");

  @TempDir Path folder;

  private int config(String environment) throws IOException {
    Path env = Files.writeString(folder.resolve("env"), environment);
    return Running.run(
        folder,
        "docker-compose",
        "--env-file",
        env.toString(),
        "-f",
        CLONE.resolve("docker-compose.yml").toString(),
        "config");
  }

  private static String withoutSecret(String missing) {
    return String.join(
        "\n", SECRETS.stream().filter(s -> !s.equals(missing)).map(s -> s + "=x").toList());
  }

  @Test
  void it_is_well_formed_when_all_secrets_are_set() throws IOException {
    assertThat(config(withoutSecret(""))).as(Running.outputs(folder)).isZero();
  }

  @Test
  void each_missing_secret_is_named_with_the_remedy() throws IOException {
    for (String secret : SECRETS) {
      assertThat(config(withoutSecret(secret))).as(secret).isNotZero();
      assertThat(Running.outputs(folder)).contains("set " + secret + " in .env, see .env.example");
    }
  }

  @Test
  void the_example_names_each_secret_and_gives_none() throws IOException {
    List<String> lines = Files.readAllLines(CLONE.resolve(".env.example"));
    assertThat(lines).containsAll(SECRETS.stream().map(s -> s + "=").toList());
  }

  @Test
  void nothing_is_published_beyond_this_machine() throws IOException {
    var services = Described.yaml(CLONE.resolve("docker-compose.yml")).get("services");
    services
        .findValues("ports")
        .forEach(
            ports -> ports.forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
  }
}
