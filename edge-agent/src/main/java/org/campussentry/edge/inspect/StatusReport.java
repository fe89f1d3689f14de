package org.campussentry.edge.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * What a running agent tells of itself, for people; programs get the JSON as it is.
 *
 * @param told site, gateway, broker and whether it is connected, and the agent's {@code status} as
 *     the wire contract has it, null when the agent hangs
 * @param zone of the times that are shown
 */
public record StatusReport(JsonNode told, ZoneId zone) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Whether the agent takes turns. */
  public boolean answers() {
    return told.path("status").isObject();
  }

  /** Some lines for a terminal. */
  public String text() {
    var text = new StringBuilder();
    add(
        text,
        "gateway %s of site %s, broker %s: %s"
            .formatted(
                told.path("gateway").asText(),
                told.path("site").asText(),
                told.path("broker").asText(),
                told.path("connected").asBoolean()
                    ? "connected"
                    : "NOT connected, readings are kept"));
    if (!answers()) {
      add(text, "It does not answer: it is changing its configuration, or hangs. Ask again.");
      return text.toString();
    }
    JsonNode status = told.path("status");
    add(
        text,
        "agent %s since %s, clock %s"
            .formatted(
                status.path("agent").asText(),
                time(status.path("since")),
                status.path("clock").asText()));
    outbox(text, status.path("outbox"));
    config(text, status.path("config"));
    machine(text, status);
    status.path("buses").properties().forEach(bus -> bus(text, bus));
    return text.toString();
  }

  private static void add(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }

  private String time(JsonNode millis) {
    return TIME.format(Instant.ofEpochMilli(millis.asLong()).atZone(zone));
  }

  private static String size(long bytes) {
    if (bytes < 1L << 20) {
      return "%.1f KiB".formatted(bytes / 1024.0);
    }
    return bytes < 1L << 30
        ? "%.1f MiB".formatted(bytes / 1024.0 / 1024)
        : "%.1f GiB".formatted(bytes / 1024.0 / 1024 / 1024);
  }

  private void outbox(StringBuilder text, JsonNode outbox) {
    String lasts =
        outbox.has("lasts")
            ? ", lasts %s h at this rate".formatted(outbox.path("lasts").asText())
            : "";
    String room = size(outbox.path("room").asLong()) + " of room" + lasts;
    if (outbox.path("batches").asLong() == 0) {
      add(text, "outbox: empty, %s".formatted(room));
    } else {
      add(
          text,
          "outbox: %d batches, %s, oldest of %s; %s"
              .formatted(
                  outbox.path("batches").asLong(),
                  size(outbox.path("bytes").asLong()),
                  time(outbox.path("oldest")),
                  room));
    }
  }

  private static void config(StringBuilder text, JsonNode config) {
    if (config.isMissingNode()) {
      return;
    }
    String runs =
        config.has("version")
            ? "version %d of the campus%s"
                .formatted(
                    config.path("version").asLong(),
                    config.path("trying").asBoolean() ? ", on trial" : "")
            : "the local file";
    String edited = config.path("edited").asBoolean() ? ", edited by hand, which wins" : "";
    add(
        text,
        "configuration: %s%s (fingerprint of the file: %s)"
            .formatted(runs, edited, config.path("local").asText()));
    JsonNode refused = config.path("refused");
    if (refused.isObject()) {
      add(
          text,
          "  %s does not run: %s"
              .formatted(
                  refused.path("version").asLong() == 0
                      ? "an order of the campus"
                      : "version " + refused.path("version").asLong(),
                  refused.path("why").asText()));
    }
  }

  private static void machine(StringBuilder text, JsonNode status) {
    JsonNode disk = status.path("disk");
    String board =
        status.has("board") ? ", board %s degrees".formatted(status.path("board").asText()) : "";
    if (disk.isObject()) {
      add(
          text,
          "disk: %s free of %s%s"
              .formatted(
                  size(disk.path("free").asLong()), size(disk.path("total").asLong()), board));
    }
  }

  private void bus(StringBuilder text, Map.Entry<String, JsonNode> bus) {
    add(
        text,
        "bus %s: %s"
            .formatted(
                bus.getKey(),
                bus.getValue().path("away").asBoolean()
                    ? "its line cannot be used"
                    : "busy for %d %% of the time"
                        .formatted(Math.round(bus.getValue().path("load").asDouble() * 100))));
    bus.getValue().path("devices").properties().forEach(device -> device(text, device));
  }

  private void device(StringBuilder text, Map.Entry<String, JsonNode> device) {
    var counts = new StringBuilder();
    device
        .getValue()
        .properties()
        .forEach(
            fact -> {
              if (!fact.getKey().equals("state") && !fact.getKey().equals("since")) {
                counts
                    .append(", ")
                    .append(fact.getValue().asLong())
                    .append(' ')
                    .append(fact.getKey());
              }
            });
    add(
        text,
        "  %-16s %-8s since %s%s"
            .formatted(
                device.getKey(),
                device.getValue().path("state").asText(),
                time(device.getValue().path("since")),
                counts));
  }
}
