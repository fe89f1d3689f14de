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
import java.nio.file.Path;
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
  void it_refuses_unknown_keys_at_every_level() {
    for (String path : new String[] {"", "/broker", "/buses/lan-1", "/devices/cold1"}) {
      JsonNode copy = sample.deepCopy();
      ((ObjectNode) (path.isEmpty() ? copy : copy.at(path))).put("evry", "5s");
      assertThat(schema.validate(copy)).as("at %s", path).isNotEmpty();
    }
  }

  @Test
  void it_refuses_what_the_program_refuses() {
    JsonNode copy = sample.deepCopy();
    ((ObjectNode) copy.at("/devices/cold1")).put("area", "/canteen-1/");
    assertThat(schema.validate(copy)).isNotEmpty();
  }
}
