package org.campussentry.ingest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** An API description: a YAML document whose schemas point into the document itself. */
final class Described {
  private final JsonNode document;
  private final JsonSchemaFactory schemas;

  Described(Path file, VersionFlag version) {
    this.document = yaml(file);
    this.schemas = JsonSchemaFactory.getInstance(version);
  }

  /** JSON is YAML too. */
  static JsonNode yaml(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  JsonNode at(String pointer) {
    return document.at(pointer);
  }

  /** The node, or the one that it refers to. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? at(node.get("$ref").asText().substring(1)) : node;
  }

  /** A schema of the document, also one that refers to others in it. */
  JsonSchema schema(JsonNode schema) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putArray("allOf").add(schema);
    root.set("components", document.get("components"));
    return schemas.getSchema(root);
  }
}
