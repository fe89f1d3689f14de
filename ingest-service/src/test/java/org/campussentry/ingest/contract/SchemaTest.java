package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.campussentry.ingest.IngestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The schemas that editors use say what the program says, and the samples that ship load. */
class SchemaTest {
  private static final Path SIMULATED = Path.of("../simulator/src/main/resources/campus.yaml");
  private static final Path BAD = Path.of("src", "test", "resources", "bad-config");
  private static final JsonSchema SERVICE = schema("ingest-service.schema.json");
  private static final JsonSchema CAMPUS = schema("campus.schema.json");

  /** What a schema can't see: it looks at one value at a time, and at no other file. */
  private static final Set<String> BEYOND_A_SCHEMA =
      Set.of(
          "campus-building-area.yaml",
          "campus-canary-mail.yaml",
          "campus-channel-body.yaml",
          "campus-channel-header.yaml",
          "campus-channel-nobody.yaml",
          "campus-channel-plain.yaml",
          "campus-canary-channel.yaml",
          "campus-canary-person.yaml",
          "campus-canary-site.yaml",
          "campus-canary-within.yaml",
          "campus-ledger-order.yaml",
          "campus-supply-agents.yaml",
          "campus-supply-area.yaml",
          "campus-supply-twice.yaml",
          "campus-slots-overlap.yaml",
          "campus-slots-rrule.yaml",
          "campus-slots-area.yaml",
          "campus-slots-term.yaml",
          "campus-sprayer-gateway.yaml",
          "campus-sprayer-fixed.yaml",
          "campus-gateway-site.yaml",
          "campus-person-channel.yaml",
          "campus-rota-person.yaml",
          "campus-steps-order.yaml",
          "campus-timezone.yaml",
          "campus-band.yaml",
          "campus-band-deadband.yaml",
          "campus-dates.yaml",
          "campus-overlap.yaml",
          "campus-report-deadline.yaml",
          "campus-report-gap.yaml",
          "campus-report-within.yaml",
          "campus-send-channel.yaml",
          "campus-send-early.yaml",
          "campus-send-hook.yaml",
          "campus-send-nobody.yaml",
          "campus-send-times.yaml",
          "campus-send-twice.yaml",
          "campus-send-type.yaml",
          "campus-silence-keys.yaml",
          "campus-twice.yaml",
          "duplicate-key.yaml",
          "heartbeat-every.yaml",
          "no-password-file.yaml");

  @TempDir Path folder;

  private static JsonSchema schema(String file) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Described.yaml(Path.of(file)));
  }

  private static int check(Path config) {
    return new CommandLine(new IngestService()).execute("--config", config.toString(), "--check");
  }

  @Test
  void the_samples_fit_and_load() {
    assertThat(SERVICE.validate(Described.yaml(Path.of("ingest-service.yaml")))).isEmpty();
    assertThat(CAMPUS.validate(Described.yaml(Path.of("campus.yaml")))).isEmpty();
    assertThat(check(Path.of("ingest-service.yaml"))).isZero();
  }

  @Test
  void the_simulated_campus_fits_and_loads() throws IOException {
    assertThat(CAMPUS.validate(Described.yaml(SIMULATED))).isEmpty();
    Path config = folder.resolve("ingest-service.yaml");
    Files.writeString(config, "campus: " + SIMULATED.toAbsolutePath() + "\n");
    assertThat(check(config)).isZero();
  }

  @Test
  void the_default_rules_fit() {
    JsonNode rules = Described.yaml(Path.of("src/main/resources/rules/default.yaml"));
    ObjectNode campus = ((ArrayNode) rules).objectNode();
    campus.set("rules", rules);
    assertThat(CAMPUS.validate(campus)).isEmpty();
  }

  @Test
  void the_data_source_of_grafana_fits() {
    Path grafana = Path.of("..", "dashboards", "grafana");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Described.yaml(grafana.resolve("datasources.schema.json")));
    JsonNode file = Described.yaml(grafana.resolve("provisioning/datasources/campus-sentry.yaml"));
    assertThat(schema.validate(file)).isEmpty();
    ((ObjectNode) file.at("/datasources/0/secureJsonData")).put("httpHeaderValue1", "Token abc");
    assertThat(schema.validate(file)).as("a secret in the file").isNotEmpty();
  }

  static List<String> badFiles() throws IOException {
    try (Stream<Path> files = Files.list(BAD)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> !BEYOND_A_SCHEMA.contains(f))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void what_the_program_refuses_the_schema_refuses(String file) {
    JsonSchema schema = file.startsWith("campus-") ? CAMPUS : SERVICE;
    assertThat(schema.validate(Described.yaml(BAD.resolve(file)))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/broker", "/store", "/journal", "/web"})
  void unknown_keys_of_the_service_are_refused_at_every_level(String place) {
    JsonNode sample = Described.yaml(Path.of("ingest-service.yaml"));
    ((ObjectNode) (place.isEmpty() ? sample : sample.at(place))).put("prot", 1);
    assertThat(SERVICE.validate(sample)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/departments/catering",
        "/sites/main",
        "/sites/main/areas/canteen-1~1frozen",
        "/gateways/gw-dorm1",
        "/rules/0",
        "/channels/log"
      })
  void unknown_keys_of_the_campus_are_refused_at_every_level(String place) {
    JsonNode sample = Described.yaml(Path.of("campus.yaml"));
    ((ObjectNode) (place.isEmpty() ? sample : sample.at(place))).put("nmae", "x");
    assertThat(CAMPUS.validate(sample)).isNotEmpty();
  }
}
