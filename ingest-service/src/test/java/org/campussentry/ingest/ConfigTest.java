package org.campussentry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Defaults, explicit values, and one named file for each rejection; each message names place and
 * remedy.
 */
class ConfigTest {
  private static final Path BAD = Path.of("src", "test", "resources", "bad-config");

  @TempDir Path folder;

  private IngestConfig load(String yaml, Map<String, String> environment)
      throws ConfigException, IOException {
    return IngestConfig.load(
        Files.writeString(folder.resolve("ingest-service.yaml"), yaml), environment);
  }

  @Test
  void defaults() throws Exception {
    IngestConfig config = load("campus: campus.yaml\n", Map.of());
    assertThat(config.home()).isEqualTo(folder.resolve("home"));
    assertThat(config.brokerUrl()).isEqualTo("embedded");
    assertThat(config.embeddedBrokerPort()).isEqualTo(1883);
    assertThat(config.storeAddress(folder)).isEmpty();
    assertThat(config.webAddress().bind()).isEqualTo("127.0.0.1");
    assertThat(config.webAddress().publicUrl()).isEqualTo("http://127.0.0.1:8080");
  }

  @Test
  void explicit_values_the_environment_and_password_files() throws Exception {
    Files.writeString(folder.resolve("secret"), "from-file\n");
    IngestConfig config =
        load(
            """
            home: /var/lib/x
            broker: {url: "mqtt://10.0.0.1:1883", username: ingest, password-file: secret}
            store: {url: "influxdb://127.0.0.1:8086/sentry"}
            web: {bind: 0.0.0.0, port: 80, public-url: "https://sentry.example/"}
            """,
            Map.of("SENTRY_WEB_PORT", "8081", "SENTRY_STORE_TOKEN", "t", "OTHER", "x"));
    assertThat(config.webAddress().port()).isEqualTo(8081);
    assertThat(config.webAddress().publicUrl()).isEqualTo("https://sentry.example");
    assertThat(config.storeAddress(folder).orElseThrow().token()).contains("t");
    assertThat(config.brokerAddress("x", folder).password()).contains("from-file");
    assertThat(config.brokerAddress("x", folder).toString()).doesNotContain("from-file");
    assertThat(config.toString()).doesNotContain("from-file", "token=t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown-key.yaml | unknown-key.yaml:3: unknown key 'prot'; did you mean 'port'?
          duplicate-key.yaml | duplicate-key.yaml:3: Duplicate field 'home'
          bad-broker-url.yaml | broker.url 'tcp://x' is neither embedded nor mqtt://host:port
          bad-store-url.yaml | store.url 'http://127.0.0.1:8086' is not influxdb://host:port/database
          no-password-file.yaml | broker.password-file:
          two-passwords.yaml | broker.password-file: the same secret is given directly too
          not-a-number.yaml | not-a-number.yaml:2: web.port:
          """)
  void bad_service_files(String file, String message) {
    assertThatThrownBy(() -> IngestConfig.load(BAD.resolve(file), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          campus-two-limits.yaml | rule 'warm': give exactly one of above, at-least, below
          campus-severity.yaml | rule 'warm': `severity` is info, warning or critical, not 'urgent'
          campus-duration.yaml | campus-duration.yaml:2: rules.for: '10 minutes' is not a duration such as 500ms, 5s, 10m
          campus-site-name.yaml | site 'main' has no `name`
          campus-twice.yaml | rule 'warm' is there twice
          campus-gateway-site.yaml | gateway 'gw-1' stands in site 'east', which `sites:` does not list
          campus-timezone.yaml | timezone 'Peking' is unknown
          campus-unknown-key.yaml | campus-unknown-key.yaml:2: unknown key 'abov'; did you mean 'above'?
          """)
  void bad_campus_files(String file, String message) {
    assertThatThrownBy(() -> CampusFile.load(BAD.resolve(file)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_variable_that_sets_nothing_known_is_refused() {
    assertThatThrownBy(() -> load("home: x\n", Map.of("SENTRY_WEB_PROT", "80")))
        .hasMessageContaining(
            "'web.prot', which is no key of ingest-service.yaml; did you mean 'port'?");
  }

  @Test
  void a_channel_of_an_unknown_type_is_refused() throws Exception {
    Path file = BAD.resolve("campus-channel.yaml");
    CampusFile campus = CampusFile.load(file);
    assertThatThrownBy(() -> campus.openChannels(file))
        .hasMessageContaining("channel 'duty': `type` is console or webhook, not 'pigeon'");
  }

  @Test
  void the_default_rules_load_and_a_campus_rule_of_the_same_id_replaces_one() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("campus.yaml"),
            "rules:\n  - {id: fever, quantity: body_temperature, at-least: 37.0, severity: critical}\n");
    var rules = CampusFile.load(file).rules();
    assertThat(rules.find("fever").orElseThrow().threshold().orElseThrow().limit()).isEqualTo(37.0);
    assertThat(rules.find("cold-store-warm").orElseThrow().holdFor().toMinutes()).isEqualTo(10);
    assertThat(rules.all()).allMatch(r -> r.byCampus() == r.id().equals("fever"));
  }
}
