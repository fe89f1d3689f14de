package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code asyncapi.yaml} says what the golden messages say. */
class WireTest {
  private static final Path MOSQUITTO = Path.of("..", "mosquitto");
  private static final Path MESSAGES = MOSQUITTO.resolve("messages");

  private static final Described WIRE =
      new Described(MOSQUITTO.resolve("asyncapi.yaml"), VersionFlag.V7);

  static List<Path> golden() throws IOException {
    try (Stream<Path> files = Files.list(MESSAGES)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** {@code receipt-dropped.json} is a receipt. */
  private static String kind(Path file) {
    return file.getFileName().toString().replaceFirst("[-.].*", "");
  }

  private static JsonNode payload(String channel) {
    JsonNode message = WIRE.at("/channels/" + channel + "/messages").elements().next();
    return WIRE.resolved(message).get("payload");
  }

  @ParameterizedTest
  @MethodSource("golden")
  void each_golden_message_fits_the_schema_of_its_channel(Path file) {
    assertThat(WIRE.schema(payload(kind(file))).validate(Described.yaml(file))).isEmpty();
  }

  @Test
  void there_are_golden_messages_for_each_channel_that_is_in_use() throws IOException {
    TreeSet<String> kinds = new TreeSet<>(golden().stream().map(WireTest::kind).toList());
    assertThat(kinds).containsExactly("catalog", "data", "history", "receipt", "status");
  }

  @Test
  void the_golden_order_carries_what_the_schema_says() throws IOException {
    String signed = Files.readString(MESSAGES.resolve("config.jws"));
    byte[] payload = Base64.getUrlDecoder().decode(signed.split("\\.", -1)[1]);
    JsonNode order = new ObjectMapper().readTree(payload);
    assertThat(WIRE.schema(WIRE.at("/components/schemas/order")).validate(order)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data-not-v1.json", "data-one-bad-row.json", "data-unknown-reason.json"})
  void what_is_structurally_wrong_is_refused(String file) {
    JsonNode bad = Described.yaml(MESSAGES.resolve("bad").resolve(file));
    assertThat(WIRE.schema(payload("data")).validate(bad)).isNotEmpty();
  }

  /** What a schema can't see: a time ahead of the clock, a point that the catalog does not name. */
  @ParameterizedTest
  @ValueSource(strings = {"data-unknown-point.json", "data-year-2100.json"})
  void what_is_wrong_only_in_its_meaning_fits_the_schema(String file) {
    JsonNode bad = Described.yaml(MESSAGES.resolve("bad").resolve(file));
    assertThat(WIRE.schema(payload("data")).validate(bad)).isEmpty();
  }

  @Test
  void no_bad_message_is_forgotten_here() throws IOException {
    try (Stream<Path> files = Files.list(MESSAGES.resolve("bad"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".json"))).hasSize(5);
    }
  }

  @Test
  void an_unknown_field_and_a_point_without_a_period_are_refused() throws IOException {
    Map<String, String> wrong =
        Map.of(
            "receipt",
            "{\"v\":1,\"now\":1,\"stream\":\"a\",\"stored\":[],\"rejected\":[],\"more\":1}",
            "status",
            "{\"v\":1,\"state\":\"online\",\"stream\":\"a\"}",
            "catalog",
            "{\"v\":1,\"hash\":\"a\",\"points\":[{\"id\":\"a.b\",\"area\":\"x\",\"device\":\"a\","
                + "\"quantity\":\"b\",\"unit\":\"1\"}]}");
    for (var entry : wrong.entrySet()) {
      JsonNode body = new ObjectMapper().readTree(entry.getValue());
      assertThat(WIRE.schema(payload(entry.getKey())).validate(body))
          .as(entry.getKey())
          .isNotEmpty();
    }
  }

  @Test
  void each_operation_belongs_to_a_channel_and_a_receipt_expires() {
    for (JsonNode operation : WIRE.at("/operations")) {
      assertThat(WIRE.resolved(operation.get("channel")).has("address")).isTrue();
      assertThat(operation.at("/bindings/mqtt/qos").asInt()).isEqualTo(1);
    }
    assertThat(WIRE.at("/operations/receiveReceipt/bindings/mqtt/messageExpiryInterval").asInt())
        .isEqualTo(10);
  }
}
