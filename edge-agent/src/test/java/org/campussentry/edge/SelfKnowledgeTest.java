package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.poll.BusHealth;
import org.campussentry.edge.poll.Counts;
import org.campussentry.edge.poll.DeviceHealth;
import org.campussentry.edge.poll.DeviceHealth.State;
import org.campussentry.edge.remote.Steering;
import org.junit.jupiter.api.Test;

/** What the agent tells of itself equals the golden message. */
class SelfKnowledgeTest {
  private static final Path GOLDEN = Path.of("../mosquitto/messages/status-self.json");
  private static final long START = 1_760_000_000_000L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode written(SelfKnowledge self) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      self.write(json, tick -> START + tick);
      json.writeEndObject();
    }
    return JSON.readTree(bytes.toByteArray());
  }

  @Test
  void configuration_and_buses_are_those_of_the_golden_message() throws IOException {
    JsonNode golden = JSON.readTree(GOLDEN.toFile());
    var refused = new Steering.Refused(6, golden.at("/config/refused/why").asText());
    var standing =
        new Steering.Standing(
            "3f2a9c41d07be856", false, Optional.of(7L), true, 7, Optional.of(refused));
    var cold1 =
        new DeviceHealth(
            "cold1", State.ONLINE, 1000, new Counts(17280, 17278, 3, 1, 0, 0, 0, 0, 0));
    var cold2 =
        new DeviceHealth("cold2", State.OFFLINE, 300_000, new Counts(64, 60, 8, 0, 0, 0, 2, 0, 0));
    var dorm =
        new DeviceHealth("dorm201", State.FAILING, 400_000, new Counts(0, 0, 0, 0, 0, 0, 0, 12, 1));
    var buses =
        List.of(
            new BusHealth("rs485-1", false, 0.41204, List.of(cold1, cold2)),
            new BusHealth("zigbee", true, 0, List.of(dorm)));
    JsonNode self =
        written(new SelfKnowledge(Path.of("."), () -> Optional.of(standing), () -> buses));
    assertThat(self.path("config")).isEqualTo(golden.path("config"));
    assertThat(self.path("buses")).isEqualTo(golden.path("buses"));
    assertThat(self.at("/disk/free").asLong())
        .isPositive()
        .isLessThanOrEqualTo(self.at("/disk/total").asLong());
  }

  @Test
  void where_the_campus_may_send_nothing_no_configuration_is_told() throws IOException {
    JsonNode self = written(new SelfKnowledge(Path.of("."), Optional::empty, List::of));
    assertThat(self.has("config")).isFalse();
    assertThat(self.path("buses").isEmpty()).isTrue();
  }
}
