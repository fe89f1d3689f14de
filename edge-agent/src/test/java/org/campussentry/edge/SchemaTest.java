package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schema that editors use says what the program says. */
class SchemaTest {
  private JsonSchema schema;
  private JsonNode sample;

  @BeforeEach
  void read() throws IOException {
    JsonNode file = new ObjectMapper().readTree(Path.of("edge-agent.schema.json").toFile());
    schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(file);
    sample = new YAMLMapper().readTree(Path.of("edge-agent.yaml").toFile());
  }

  @Test
  void it_accepts_the_sample() {
    assertThat(schema.validate(sample)).isEmpty();
  }

  @Test
  void it_accepts_every_bus_and_refuses_what_is_unknown_in_each() throws IOException {
    JsonNode every =
        new YAMLMapper().readTree(Path.of("src/test/resources/every-bus.yaml").toFile());
    assertThat(schema.validate(every)).isEmpty();
    every
        .at("/buses")
        .fieldNames()
        .forEachRemaining(
            bus -> {
              JsonNode copy = every.deepCopy();
              ((ObjectNode) copy.at("/buses/" + bus)).put("evry", "5s");
              assertThat(schema.validate(copy)).as("bus %s", bus).isNotEmpty();
            });
  }

  @Test
  void the_schema_of_profiles_accepts_those_that_are_shipped_and_refuses_unknown_keys()
      throws IOException {
    JsonNode file = new ObjectMapper().readTree(Path.of("profile.schema.json").toFile());
    JsonSchema profiles = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(file);
    try (Stream<Path> shipped = Files.list(Path.of("src/main/resources/profiles"))) {
      for (Path path : shipped.toList()) {
        JsonNode profile = new YAMLMapper().readTree(path.toFile());
        assertThat(profiles.validate(profile)).as("%s", path).isEmpty();
        profile.at("/fields").forEach(field -> ((ObjectNode) field).put("rnage", "[0, 1]"));
        assertThat(profiles.validate(profile)).as("%s with rnage", path).isNotEmpty();
      }
    }
  }

  @Test
  void it_refuses_unknown_keys_at_every_level() {
    for (String path : new String[] {"", "/broker", "/buses/lan-1", "/devices/cold1"}) {
      JsonNode copy = sample.deepCopy();
      ((ObjectNode) (path.isEmpty() ? copy : copy.at(path))).put("evry", "5s");
      assertThat(schema.validate(copy)).as("at %s", path).isNotEmpty();
    }
  }

  @Test
  void it_knows_the_key_of_the_campus() {
    ((ObjectNode) sample).putObject("remote").put("key", "campus.pub");
    assertThat(schema.validate(sample)).isEmpty();
    ((ObjectNode) sample.at("/remote")).remove("key");
    assertThat(schema.validate(sample)).isNotEmpty();
  }

  @Test
  void it_refuses_what_the_program_refuses() {
    JsonNode copy = sample.deepCopy();
    ((ObjectNode) copy.at("/devices/cold1")).put("area", "/canteen-1/");
    assertThat(schema.validate(copy)).isNotEmpty();
  }
}
