package org.campussentry.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.campussentry.edge.poll.BusHealth;
import org.campussentry.edge.poll.Counts;
import org.campussentry.edge.poll.DeviceHealth;
import org.campussentry.edge.remote.Steering;
import org.campussentry.edge.uplink.About;

/**
 * What the agent tells of its configuration, its machine, its buses and their devices. A count or
 * fact that is not there is 0, or unknown.
 *
 * @param standing of remote configuration; empty where the campus may send none
 */
record SelfKnowledge(
    Path home, Supplier<Optional<Steering.Standing>> standing, Supplier<List<BusHealth>> buses)
    implements About {

  @Override
  public void write(JsonGenerator json, LongUnaryOperator dates) throws IOException {
    Optional<Steering.Standing> stands = standing.get();
    if (stands.isPresent()) {
      config(json, stands.get());
    }
    disk(json);
    OptionalDouble board = Board.celsius();
    if (board.isPresent()) {
      json.writeNumberField("board", board.getAsDouble());
    }
    json.writeObjectFieldStart("buses");
    for (BusHealth bus : buses.get()) {
      bus(json, bus, dates);
    }
    json.writeEndObject();
  }

  private static void config(JsonGenerator json, Steering.Standing standing) throws IOException {
    json.writeObjectFieldStart("config");
    json.writeStringField("source", standing.running().isPresent() ? "campus" : "local");
    if (standing.running().isPresent()) {
      json.writeNumberField("version", standing.running().get());
    }
    yes(json, "trying", standing.trying());
    json.writeNumberField("seen", standing.seen());
    json.writeStringField("local", standing.local());
    yes(json, "edited", standing.edited());
    if (standing.refused().isPresent()) {
      json.writeObjectFieldStart("refused");
      json.writeNumberField("version", standing.refused().get().version());
      json.writeStringField("why", standing.refused().get().why());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void yes(JsonGenerator json, String field, boolean holds) throws IOException {
    if (holds) {
      json.writeBooleanField(field, true);
    }
  }

  private void disk(JsonGenerator json) throws IOException {
    long total = home.toFile().getTotalSpace();
    if (total > 0) {
      json.writeObjectFieldStart("disk");
      json.writeNumberField("free", home.toFile().getUsableSpace());
      json.writeNumberField("total", total);
      json.writeEndObject();
    }
  }

  private static void bus(JsonGenerator json, BusHealth bus, LongUnaryOperator dates)
      throws IOException {
    json.writeObjectFieldStart(bus.bus());
    json.writeNumberField("load", Math.round(bus.load() * 1000) / 1000.0);
    yes(json, "away", bus.away());
    json.writeObjectFieldStart("devices");
    for (DeviceHealth device : bus.devices()) {
      json.writeObjectFieldStart(device.device());
      json.writeStringField("state", device.state().word());
      json.writeNumberField("since", dates.applyAsLong(device.sinceTick()));
      counts(json, device.counts());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, Counts counts) throws IOException {
    count(json, "polls", counts.polls());
    count(json, "answered", counts.answered());
    count(json, "timeouts", counts.timeouts());
    count(json, "damaged", counts.damaged());
    count(json, "exceptions", counts.exceptions());
    count(json, "faults", counts.sensorFaults());
    count(json, "late", counts.late());
    count(json, "said", counts.said());
    count(json, "silent", counts.silent());
  }

  private static void count(JsonGenerator json, String field, long count) throws IOException {
    if (count > 0) {
      json.writeNumberField(field, count);
    }
  }
}
